from typing import Any

from django.apps import AppConfig
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move


class Portal(AppConfig):
    name = "chungtay.portal"
    verbose_name = "Cổng thông tin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(changed)


def changed(**_: Any) -> None:
    """What readers see is no longer what was kept."""
    from chungtay.portal.actions import note_portal_change

    note_portal_change(by=None, at=timezone.now())
