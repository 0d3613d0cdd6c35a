from django.apps import AppConfig


class Unpacking(AppConfig):
    name = "chungtay.unpacking"
    verbose_name = "Tách văn bản"
    default_auto_field = "django.db.models.BigAutoField"
