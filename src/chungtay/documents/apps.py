from django.apps import AppConfig


class Documents(AppConfig):
    name = "chungtay.documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
