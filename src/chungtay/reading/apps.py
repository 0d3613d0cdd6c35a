from django.apps import AppConfig


class Reading(AppConfig):
    name = "chungtay.reading"
    verbose_name = "Đọc văn bản"
    default_auto_field = "django.db.models.BigAutoField"
