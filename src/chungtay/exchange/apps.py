from django.apps import AppConfig


class Exchange(AppConfig):
    name = "chungtay.exchange"
    verbose_name = "Trao đổi"
    default_auto_field = "django.db.models.BigAutoField"
