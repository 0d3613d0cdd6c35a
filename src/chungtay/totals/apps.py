from django.apps import AppConfig


class Totals(AppConfig):
    name = "chungtay.totals"
    verbose_name = "Số tổng hợp"
    default_auto_field = "django.db.models.BigAutoField"
