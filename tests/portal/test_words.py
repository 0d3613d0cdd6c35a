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
from wagtail.admin.views.i18n import js_catalog

ROOT = Path(__file__).resolve().parents[2]
WAGTAIL = Path(wagtail.__file__).parent
OURS = ROOT / "src" / "chungtay" / "portal" / "locale" / "vi" / "LC_MESSAGES"
APPS = {  # left out: `users` and `locales`, whose screens only a superuser of Wagtail reaches; none of ours is one
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
