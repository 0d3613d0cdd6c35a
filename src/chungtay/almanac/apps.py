from django.apps import AppConfig


class Almanac(AppConfig):
    name = "chungtay.almanac"
    verbose_name = "Lịch công khai"
