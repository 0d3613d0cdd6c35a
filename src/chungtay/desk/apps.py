from django.apps import AppConfig


class Desk(AppConfig):
    name = "chungtay.desk"
    verbose_name = "Bàn làm việc"
    default_auto_field = "django.db.models.BigAutoField"
