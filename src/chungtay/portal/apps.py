from typing import Any

from django.apps import AppConfig
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move


class Portal(AppConfig):
    name = "chungtay.portal"
    verbose_name = "Cổng thông tin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        page_published.connect(published)
        page_unpublished.connect(unpublished)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(changed)  # last: by then all is as readers are to see it


def published(instance: Any, revision: Any = None, **_: Any) -> None:
    """Its figures are kept as they are known now."""
    from chungtay.portal.actions import publish_page_figures
    from chungtay.portal.models import ArticlePage

    if isinstance(instance, ArticlePage):
        publish_page_figures(by=getattr(revision, "user", None), at=timezone.now(), page=instance)


def unpublished(instance: Any, **_: Any) -> None:
    """Its figures no longer stand in an article."""
    from chungtay.portal.actions import withdraw_page_figures
    from chungtay.portal.models import ArticlePage

    if isinstance(instance, ArticlePage):
        withdraw_page_figures(by=None, at=timezone.now(), page=instance)


def changed(**_: Any) -> None:
    """What readers see is no longer what was kept."""
    from chungtay.portal.actions import note_portal_change

    note_portal_change(by=None, at=timezone.now())
