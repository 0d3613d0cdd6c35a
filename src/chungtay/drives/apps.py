from django.apps import AppConfig


class Drives(AppConfig):
    name = "chungtay.drives"
    verbose_name = "Đợt hiến máu"
