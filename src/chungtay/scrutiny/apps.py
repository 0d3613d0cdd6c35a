from django.apps import AppConfig


class Scrutiny(AppConfig):
    name = "chungtay.scrutiny"
    verbose_name = "Kiểm tra số liệu"
    default_auto_field = "django.db.models.BigAutoField"
