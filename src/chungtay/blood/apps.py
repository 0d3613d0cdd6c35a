from django.apps import AppConfig


class Blood(AppConfig):
    name = "chungtay.blood"
    verbose_name = "Hiến máu tình nguyện"
    default_auto_field = "django.db.models.BigAutoField"
