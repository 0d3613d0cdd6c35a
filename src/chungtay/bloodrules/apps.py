from django.apps import AppConfig


class BloodRules(AppConfig):
    name = "chungtay.bloodrules"
    verbose_name = "Quy tắc hiến máu"
