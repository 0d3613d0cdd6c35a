from django.apps import AppConfig


class Aid(AppConfig):
    name = "chungtay.aid"
    verbose_name = "Trợ giúp"
    default_auto_field = "django.db.models.BigAutoField"
