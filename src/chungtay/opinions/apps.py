from django.apps import AppConfig


class Opinions(AppConfig):
    name = "chungtay.opinions"
    verbose_name = "Ý kiến bạn đọc"
    default_auto_field = "django.db.models.BigAutoField"
