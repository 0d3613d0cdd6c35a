from django.apps import AppConfig


class Honours(AppConfig):
    name = "chungtay.honours"
    verbose_name = "Tôn vinh người hiến máu"
