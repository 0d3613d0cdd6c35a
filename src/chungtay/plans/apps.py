from django.apps import AppConfig


class Plans(AppConfig):
    name = "chungtay.plans"
    verbose_name = "Chỉ tiêu"
    default_auto_field = "django.db.models.BigAutoField"
