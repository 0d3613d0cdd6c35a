"""With English chosen nothing of the frame is left in Vietnamese: only names, what people wrote, and the report itself."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from chungtay.ledger.actions import attest, load_core, post_tree
from chungtay.ledger.models import CountingRuleItem, IndicatorVersion
from chungtay.organizations.models import Cluster, UnitVersion
from chungtay.programmes.models import ProgrammeName
from chungtay.reports.actions import publish_review
from chungtay.reports.models import Publication
from tests.factories.organizations import AT, Chapter
from tests.factories.organizations import cast as people_of
from tests.factories.organizations import chapter as planted
from tests.ledger.telling import declared, recorded

FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
SPAN = {"from": FIRST.isoformat(), "to": LAST.isoformat()}
CLUSTER = {"of": "22/cum-2"} | SPAN
READ_ALOUD = ("alt", "title", "aria-label", "placeholder", "content", "data-label")
VIETNAMESE = re.compile(r"[ăâđêôơưạ-ỹàáãèéìíòóõùúýĩũ]", re.IGNORECASE)
TET = frozenset({"programme:tet_nhan_ai", "value:cash", "group:poor"})


class Words(HTMLParser):
    """What a page says, in text and in attributes that are read aloud; nothing of what is marked as Vietnamese."""

    EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = self.open[-1] or (tag != "html" and given.get("lang") == "vi") or tag in ("script", "style")
        if not silent:
            self.said += [value for name, value in attrs if name in READ_ALOUD and value]
        if tag not in self.EMPTY:
            self.open.append(silent)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1]:
            self.said.append(" ".join(data.split()))


@pytest.fixture(autouse=True)
def as_made(settings: Any) -> None:
    """Pages as they are made: what marks Vietnamese by itself would hide here what has no English."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith(".SpokenNames")]


@pytest.fixture
def told(db: None) -> Chapter:
    """Detail, an estimated total with its remainder, a word of completeness, a silent unit, a published report."""
    book = planted()
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    for month in (2, 5, 10):
        recorded(book, "22.206", date(2024, month, 5), gift_count=3_500, gift_value=5_000_000_000, tags=TET)
        recorded(book, "22.206", date(2023, month, 5), gift_count=3_000, social_turns=40)
        recorded(book, "22.195", date(2024, month, 7), health_cases=41, blood_units=30, social_turns=60)
    declared(book, "22.205", date(2024, 1, 1), date(2024, 6, 30), estimate=True, gift_count=600, org_members=70)
    attest(by=None, at=AT, unit_id=book.id("22.193"), first=FIRST, last=LAST)
    people_of(book)
    publish_review(by=None, at=AT, of="22/cum-2", first=FIRST, last=LAST)
    recorded(book, "22.195", date(2024, 10, 8), health_cases=1)
    return book


def names(book: Chapter) -> list[str]:
    """What stands in the data, the longest first: names, titles and reasons."""
    found = {"Tiếng Việt", "Tặng quà", *(user.name for user in book.people.values())}
    for model, columns in (
        (UnitVersion, ("name", "short_name")), (Cluster, ("name",)), (ProgrammeName, ("name",)),
        (CountingRuleItem, ("reason",)), (Publication, ("title",)),
    ):  # fmt: skip
        for column in columns:
            found |= set(model.objects.values_list(column, flat=True))
    return sorted(found - {""}, key=len, reverse=True)


def left_in_vietnamese(page: str, known: list[str]) -> list[str]:
    reader = Words()
    reader.feed(page)
    left = []
    for said in reader.said:
        for name in known:
            said = said.replace(name, "")
        if VIETNAMESE.search(said):
            left.append(said)
    return left


PAGES = [
    ("head", "/", {}),
    ("head", "/tai-khoan/", {}),
    ("head", "/tai-khoan/mat-khau/", {}),
    ("head", "/tai-khoan/phien/", {}),
    ("head", "/tai-khoan/hai-buoc/", {}),
    ("head", "/tai-khoan/lien-he/", {}),
    ("head", "/quen-mat-khau/", {}),
    ("head", "/dat-mat-khau/", {}),
    ("head", "/so-lieu/", CLUSTER),
    ("head", "/so-lieu/", {"of": "22/cum-2", "from": "2024-02-01", "to": "2024-01-01"}),
    ("recorder", "/so-lieu/", CLUSTER),
    ("recorder", "/so-lieu/nguon/", {}),
    ("recorder", "/khong-co/", {}),
    ("approver", "/so-lieu/", {"of": "22.cdyt"} | SPAN),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "khong_co"}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "total.turns"}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "gift.count"}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "gift.count", "from": "2024-03-01", "known_at": "40"}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "gift.count", "by": "month", "key": ""}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "gift.value", "tag": sorted(TET)}),
    ("approver", "/so-lieu/nguon/", CLUSTER | {"indicator": "org.members"}),
    ("head", "/so-lieu/nguon/", CLUSTER | {"indicator": "gift.count"}),
    ("approver", "/bao-cao/", CLUSTER),
    ("approver", "/bao-cao/cac-ky/", CLUSTER | {"year": "2024"}),
    ("approver", "/bao-cao/viet/", CLUSTER),
    ("approver", "/bao-cao/phat-hanh/", CLUSTER),
    ("approver", "/bao-cao/tep/", CLUSTER),
    ("approver", "published", {}),
]


@pytest.mark.parametrize(("who", "path", "asked"), PAGES)
def test_an_english_page_says_nothing_in_vietnamese_but_names(client: Client, told, who, path, asked):
    client.force_login(told.people[who])
    client.cookies["django_language"] = "en"
    if path == "published":
        found = re.search(r"/bao-cao/da-phat-hanh/\d+/", client.get("/bao-cao/", CLUSTER).content.decode())
        assert found
        path = found[0]
    printed = list(IndicatorVersion.objects.values_list("name_vi", flat=True)) if "da-phat-hanh" in path else []
    page = client.get(f"{path}?{urlencode(asked, doseq=True)}").content.decode()
    assert '<html lang="en"' in page
    assert left_in_vietnamese(page, [*printed, *names(told)]) == []


def test_the_door_is_english_too_and_the_same_check_finds_a_vietnamese_page(client: Client, told):
    client.cookies["django_language"] = "en"
    assert left_in_vietnamese(client.get("/dang-nhap/").content.decode(), ["Tiếng Việt"]) == []
    wrong = client.post("/dang-nhap/", {"login": "0900000000", "password": "không đúng"})
    assert "not right" in wrong.content.decode()
    assert left_in_vietnamese(wrong.content.decode(), ["Tiếng Việt"]) == []
    client.cookies["django_language"] = "vi"
    assert "Đăng nhập" in left_in_vietnamese(client.get("/dang-nhap/").content.decode(), ["Tiếng Việt"])
