from django.apps import AppConfig


class Intake(AppConfig):
    name = "chungtay.intake"
    verbose_name = "Nhập tệp"
    default_auto_field = "django.db.models.BigAutoField"
