from django.apps import AppConfig


class Organizations(AppConfig):
    name = "chungtay.organizations"
    verbose_name = "Tổ chức"
    default_auto_field = "django.db.models.BigAutoField"
