from django.apps import AppConfig


class Submissions(AppConfig):
    name = "chungtay.submissions"
    verbose_name = "Báo cáo định kỳ"
    default_auto_field = "django.db.models.BigAutoField"
