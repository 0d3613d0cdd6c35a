from django.apps import AppConfig


class Accounts(AppConfig):
    name = "chungtay.accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"
