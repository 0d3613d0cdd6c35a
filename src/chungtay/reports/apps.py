from django.apps import AppConfig


class Reports(AppConfig):
    name = "chungtay.reports"
    verbose_name = "Báo cáo"
    default_auto_field = "django.db.models.BigAutoField"
