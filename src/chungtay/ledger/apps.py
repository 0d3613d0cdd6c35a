from django.apps import AppConfig


class Ledger(AppConfig):
    name = "chungtay.ledger"
    verbose_name = "Sổ cái"
    default_auto_field = "django.db.models.BigAutoField"
