from django.apps import AppConfig


class Meetings(AppConfig):
    name = "chungtay.meetings"
    verbose_name = "Hội nghị"
    default_auto_field = "django.db.models.BigAutoField"
