from django.apps import AppConfig


class Papers(AppConfig):
    name = "chungtay.papers"
    verbose_name = "Tài liệu hội nghị"
    default_auto_field = "django.db.models.BigAutoField"
