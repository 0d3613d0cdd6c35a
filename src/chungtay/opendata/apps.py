from django.apps import AppConfig


class OpenData(AppConfig):
    name = "chungtay.opendata"
    verbose_name = "Dữ liệu mở"
