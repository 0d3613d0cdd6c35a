import sys
from types import ModuleType
from typing import Any, Final

from django.apps import AppConfig
from django.utils import timezone
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

# What Wagtail's apps set up in every process and this house has no use for: an API, for which they import the frameworks
# of two and every screen of the editors; letters within a request to whoever was once let in (`actions.telling` tells).
LEFT_OUT: Final = (
    "wagtail.api.v3.api", "wagtail.documents.api.v3.registry", "wagtail.documents.api.v3.router",
    "wagtail.images.api.v3.registry", "wagtail.images.api.v3.router", "wagtail.locales.api.v3", "wagtail.snippets.api.v3",
    "wagtail.snippets.api.v3.router", "wagtail.admin.signal_handlers",
)  # fmt: skip


class LeftOut(ModuleType):
    """Stands for a module that is not loaded: what is taken of it may be called, and does nothing."""

    def __getattr__(self, name: str) -> "LeftOut":
        if name.startswith("__"):
            raise AttributeError(name)
        return LeftOut(name)

    def __call__(self, *given: Any) -> None:
        pass


class Portal(AppConfig):
    name = "chungtay.portal"
    verbose_name = "Cổng thông tin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        sys.modules.update({name: LeftOut(name) for name in LEFT_OUT})  # before the apps after this one are ready
        page_published.connect(published)
        page_unpublished.connect(unpublished)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(changed)  # last: by then all is as readers are to see it
        task_submitted.connect(submitted)
        workflow_approved.connect(approved)
        workflow_rejected.connect(returned)


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


def submitted(instance: Any, user: Any = None, **_: Any) -> None:
    """A page waits for a publisher."""
    from chungtay.portal.actions import notify_publishers

    page, now = instance.workflow_state.content_object, timezone.now()
    notify_publishers(by=user, at=now, on=timezone.localdate(now), page=page)


def approved(instance: Any, user: Any = None, **_: Any) -> None:
    """A publisher said yes."""
    _tell_writer(instance, user, "article_published")


def returned(instance: Any, user: Any = None, **_: Any) -> None:
    """A publisher asks for changes."""
    _tell_writer(instance, user, "article_returned")


def _tell_writer(state: Any, user: Any, kind: str) -> None:
    from chungtay.notifications.rules import NoticeKind
    from chungtay.portal.actions import notify_writer

    page, writer = state.content_object, state.requested_by
    notify_writer(by=user, at=timezone.now(), page=page, writer=writer, kind=NoticeKind(kind))
