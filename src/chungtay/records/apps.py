from django.apps import AppConfig


class Records(AppConfig):
    name = "chungtay.records"
    verbose_name = "Sổ ghi chép"
    default_auto_field = "django.db.models.BigAutoField"
