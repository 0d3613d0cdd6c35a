from django.apps import AppConfig


class Openness(AppConfig):
    name = "chungtay.openness"
    verbose_name = "Công khai số liệu"
    default_auto_field = "django.db.models.BigAutoField"
