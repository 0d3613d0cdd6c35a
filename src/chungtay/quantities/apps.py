from django.apps import AppConfig


class Quantities(AppConfig):
    name = "chungtay.quantities"
    verbose_name = "Con số trong văn bản"
    default_auto_field = "django.db.models.BigAutoField"
