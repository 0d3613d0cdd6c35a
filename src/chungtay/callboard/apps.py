from django.apps import AppConfig


class CallBoard(AppConfig):
    name = "chungtay.callboard"
    verbose_name = "Bảng gọi máu"
    default_auto_field = "django.db.models.BigAutoField"
