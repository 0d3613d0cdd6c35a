from django.apps import AppConfig


class Audit(AppConfig):
    name = "chungtay.audit"
    verbose_name = "Nhật ký"
    default_auto_field = "django.db.models.BigAutoField"
