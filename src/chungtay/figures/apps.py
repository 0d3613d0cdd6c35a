from django.apps import AppConfig


class Figures(AppConfig):
    name = "chungtay.figures"
    verbose_name = "Số liệu"
    default_auto_field = "django.db.models.BigAutoField"
