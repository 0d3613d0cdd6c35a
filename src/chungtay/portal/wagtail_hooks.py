"""The editors' screens: what they do not need is left out, what readers see is made anew when a list is changed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks

from chungtay.portal.actions import note_portal_change
from chungtay.portal.views.pages import show

hooks.register("show_portal_page", show)
NEEDED = frozenset({"explorer", "images", "documents", "snippets", "reports"})


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[Any]) -> None:
    """Accounts, groups and settings are the desk's; Wagtail's own help is in English."""
    items[:] = [item for item in items if item.name in NEEDED]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def changed(request: HttpRequest, instance: Any) -> None:
    """A linked website stands on every page."""
    note_portal_change(by=None, at=timezone.now())


@hooks.register("after_delete_snippet")
def deleted(request: HttpRequest, instances: Any) -> None:
    """The same when it is taken away."""
    note_portal_change(by=None, at=timezone.now())
