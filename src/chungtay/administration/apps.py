from django.apps import AppConfig


class Administration(AppConfig):
    name = "chungtay.administration"
    verbose_name = "Quản trị"
    default_auto_field = "django.db.models.BigAutoField"
