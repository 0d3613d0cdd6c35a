"""The editors' screens: what they do not need is left out; a way back to the desk."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.compare import FieldComparison, register_comparison_class
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import NameEmailSettingsPanel, NotificationsSettingsPanel

from chungtay.portal.views.pages import show

hooks.register("show_portal_page", show)
NEEDED = frozenset({"explorer", "images", "documents", "snippets", "reports", "desk"})


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    """Back to where everything else is done."""
    href = f"{reverse('home')}?"  # an address that all others begin with would stand as chosen on every screen
    return MenuItem(_("Về trang đầu"), href, name="desk", icon_name="arrow-left", order=9999)


@hooks.register("insert_global_admin_css")
def house() -> SafeString:
    """The house's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editing.css"))


@hooks.register("insert_editor_js")
def one_sending() -> SafeString:
    """A draft that is saving itself and a button that sends it take turns."""
    return format_html('<script type="module" src="{}"></script>', static("portal/editing.js"))


@hooks.register("construct_reports_menu")
def leave_out_reports(request: HttpRequest, items: list[Any]) -> None:
    """What names kinds of pages by their code."""
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[Any]) -> None:
    """Accounts, groups and settings are the desk's; Wagtail's own help is in English."""
    items[:] = [item for item in items if item.name in NEEDED]


class WrittenComparison(FieldComparison):
    """Moments, and yes or no, as a person writes them."""

    val_a: Any
    val_b: Any

    def htmldiff(self) -> str:
        self.val_a, self.val_b = _written(self.val_a), _written(self.val_b)
        return str(super().htmldiff())


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Có") if value else gettext("Không")
    return localize(timezone.localtime(value)) if value else "—"


for kind in (models.DateTimeField, models.BooleanField):
    register_comparison_class(kind, comparison_class=WrittenComparison)
NameEmailSettingsPanel.is_active = lambda _panel: False  # name and address are changed on the desk, where it is noted
NotificationsSettingsPanel.is_active = lambda _panel: False  # notices and the ways they go are chosen on the desk
