"""The editors' screens: what they do not need is left out."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel

from chungtay.portal.views.pages import show

hooks.register("show_portal_page", show)
NEEDED = frozenset({"explorer", "images", "documents", "snippets", "reports"})


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[Any]) -> None:
    """Accounts, groups and settings are the desk's; Wagtail's own help is in English."""
    items[:] = [item for item in items if item.name in NEEDED]


NameEmailSettingsPanel.is_active = lambda _panel: False  # name and address are changed on the desk, where it is noted
