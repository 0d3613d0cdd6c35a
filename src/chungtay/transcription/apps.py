from django.apps import AppConfig


class Transcription(AppConfig):
    name = "chungtay.transcription"
    verbose_name = "Đọc văn bản"
    default_auto_field = "django.db.models.BigAutoField"
