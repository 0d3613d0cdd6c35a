from django.apps import AppConfig


class Callout(AppConfig):
    name = "chungtay.callout"
    verbose_name = "Gọi máu khẩn cấp"
    default_auto_field = "django.db.models.BigAutoField"
