from django.apps import AppConfig


class Disasters(AppConfig):
    name = "chungtay.disasters"
    verbose_name = "Thiên tai"
    default_auto_field = "django.db.models.BigAutoField"
