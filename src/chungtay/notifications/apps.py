from django.apps import AppConfig


class Notifications(AppConfig):
    name = "chungtay.notifications"
    verbose_name = "Thông báo"
    default_auto_field = "django.db.models.BigAutoField"
