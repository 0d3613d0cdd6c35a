from django.apps import AppConfig


class People(AppConfig):
    name = "chungtay.people"
    verbose_name = "Con người"
    default_auto_field = "django.db.models.BigAutoField"
