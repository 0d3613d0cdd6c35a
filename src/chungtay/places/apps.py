from django.apps import AppConfig


class Places(AppConfig):
    name = "chungtay.places"
    verbose_name = "Địa danh"
    default_auto_field = "django.db.models.BigAutoField"
