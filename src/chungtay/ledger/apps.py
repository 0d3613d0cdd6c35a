from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Ledger(AppConfig):
    name = "chungtay.ledger"
    verbose_name = "Sổ cái"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_guards, sender=self)


def install_guards(**_: Any) -> None:
    """After migrations: see that the append-only triggers stand."""
    from chungtay.ledger.actions.guards import load_guards

    load_guards()
