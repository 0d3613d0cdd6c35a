"""Every sentence of the screens that editors work on is Vietnamese: by Wagtail, or by us where Wagtail has none."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
import wagtail
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.i18n import js_catalog
from wagtail.models import Page, Task, Workflow
from wagtail.users.models import UserProfile

from chungtay.accounts.models import User
from chungtay.desk.rules.guides import GUIDES, source_of

from .conftest import Portal

ROOT = Path(__file__).resolve().parents[2]
WAGTAIL = Path(wagtail.__file__).parent
OURS = ROOT / "src" / "chungtay" / "portal" / "locale" / "vi" / "LC_MESSAGES"
APPS = {  # left out: `locales` and the lists of `users`, which only a superuser of Wagtail reaches; none of ours is one
    "": ["django"],
    "admin": ["django", "djangojs"],
    "images": ["django"],
    "documents": ["django"],
    "snippets": ["django"],
    "search": ["django"],
    "sites": ["django"],
    "contrib/table_block": ["django"],
    "contrib/simple_translation": ["django"],
}
CATALOGUES = [(app, domain) for app, domains in APPS.items() for domain in domains]
PLACE = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|</?\w[^>]*>|&\w+;")


def messages() -> Any:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def known(path: Path) -> dict[str, str]:
    return {key: text for key, text in messages().catalogue(path.read_text(encoding="utf-8")).items() if key}


def marked(path: Path) -> set[str]:
    """Keys of the English catalogue, whose texts are empty."""
    read = messages().entries(path.read_text(encoding="utf-8"))
    return {
        "\4".join(filter(None, (entry.get("msgctxt"), entry["msgid"])))
        + (f"\0{entry['msgid_plural']}" if "msgid_plural" in entry else "")
        for entry in read
        if entry["msgid"]
    }


@pytest.mark.parametrize(("app", "domain"), CATALOGUES)
def test_every_sentence_of_wagtail_is_said_in_vietnamese(app: str, domain: str) -> None:
    asked = marked(WAGTAIL / app / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po")
    theirs = known(WAGTAIL / app / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.po") if asked else {}
    assert asked
    assert not sorted(asked - theirs.keys() - known(OURS / f"{domain}.po").keys())


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_our_words_keep_the_places_and_the_edges_of_the_original(domain: str) -> None:
    for key, text in known(OURS / f"{domain}.po").items():
        original = key.split("\0")[-1].split("\4")[-1]
        assert sorted(PLACE.findall(original)) == sorted(PLACE.findall(text)), key
        assert re.findall(r"^\s*|\s*$", original) == re.findall(r"^\s*|\s*$", text), key


def test_our_words_win_over_those_of_wagtail() -> None:
    with override("vi"):
        assert (gettext("Publish"), gettext("Unpublish"), gettext("Sites")) == ("Đăng", "Gỡ", "Cổng")
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 1) == "Xóa %(counter)s trang"
    with override("en"):
        assert gettext("Publish") == "Publish"


def test_the_scripts_of_the_editor_speak_vietnamese(rf: RequestFactory) -> None:
    with override("vi"):
        said = js_catalog(rf.get("/")).content.decode()
    catalogue = re.search(r"newcatalog = (\{.*?\n  \});", said, re.DOTALL)
    assert catalogue
    read = json.loads(catalogue[1])
    assert (read["Collapse all"], read["Edit"]) == ("Thu tất cả", "Sửa")


def test_the_settings_of_an_editors_own_account_are_vietnamese() -> None:
    fields = [field for field in UserProfile._meta.get_fields() if field.name not in {"id", "user", "dismissibles"}]

    def words() -> list[str]:
        choices = [label for field in fields for _value, label in getattr(field, "choices", None) or ()]
        return [str(word) for field in fields for word in (field.verbose_name, field.help_text) if word] + [
            *map(str, choices)
        ]

    with override("en"):
        english = set(words())
    with override("vi"):
        assert not english & set(words())


def test_what_wagtail_brings_along_is_gone_or_has_a_vietnamese_name(portal: Portal) -> None:
    assert Page.get_first_root_node().title == "Các cổng thông tin"
    assert [*Workflow.objects.values_list("name", flat=True)] == ["Lãnh đạo duyệt (22)"]
    assert [*Task.objects.values_list("name", flat=True)] == ["Lãnh đạo duyệt (22)"]
    assert portal.front.get_workflow().name == "Lãnh đạo duyệt (22)"


def test_an_editor_is_called_by_name() -> None:
    assert get_user_display_name(User(login="0912345678", name="Nguyễn Thị Hương")) == "Nguyễn Thị Hương"
    assert get_user_display_name(User(login="0912345678")) == "0912345678"


@pytest.mark.django_db
def test_name_and_address_are_not_changed_behind_the_desk(rf: RequestFactory) -> None:
    user = User.objects.create_user("0912345678", "mot-cau-du-dai", name="Nguyễn Thị Hương")
    request = rf.get("/")
    request.user = user
    view = AccountView()
    view.setup(request)
    assert {panel.name for panel in view.get_panels()} >= {"avatar", "theme"}
    assert "name_email" not in {panel.name for panel in view.get_panels()}


def test_the_guide_of_editors_names_what_stands_on_their_screens() -> None:
    guide = next(guide for guide in GUIDES if guide.name == "portal-editor")
    vietnamese, english = (re.findall(r"\*\*(.+?)\*\*", source_of(guide, language)) for language in ("vi", "en"))
    with override("vi"):
        assert [gettext(word) for word in english] == vietnamese
