from django.apps import AppConfig


class Correspondence(AppConfig):
    name = "chungtay.correspondence"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
