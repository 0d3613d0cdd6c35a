from django.apps import AppConfig


class Programmes(AppConfig):
    name = "chungtay.programmes"
    verbose_name = "Chương trình"
    default_auto_field = "django.db.models.BigAutoField"
