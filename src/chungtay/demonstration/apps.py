from django.apps import AppConfig


class Demonstration(AppConfig):
    name = "chungtay.demonstration"
    verbose_name = "Minh họa"
    default_auto_field = "django.db.models.BigAutoField"
