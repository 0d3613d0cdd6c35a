from django.apps import AppConfig


class Directory(AppConfig):
    name = "chungtay.directory"
    verbose_name = "Đơn vị và chương trình"
    default_auto_field = "django.db.models.BigAutoField"
