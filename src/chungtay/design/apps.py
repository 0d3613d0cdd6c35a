from django.apps import AppConfig


class Design(AppConfig):
    name = "chungtay.design"
    verbose_name = "Giao diện"
    default_auto_field = "django.db.models.BigAutoField"
