from django.apps import AppConfig


class Explorer(AppConfig):
    name = "chungtay.explorer"
    verbose_name = "Hỏi số liệu"
    default_auto_field = "django.db.models.BigAutoField"
