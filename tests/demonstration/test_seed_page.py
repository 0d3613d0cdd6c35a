"""What is on paper agrees with the demonstration: the seed's page in the documentation, and our own review read back."""

import importlib.util
import json
import re
from collections import Counter
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from django.core.management import call_command
from django.test import Client

from chungtay.demonstration.actions import open_news
from chungtay.demonstration.formats import committed
from chungtay.documents.formats import Format, written
from chungtay.kernel.text import folded
from chungtay.openness.models import PublishedFigure
from chungtay.opinions.models import Opinion
from chungtay.portal.models import ArticlePage, SectionPage
from chungtay.reading.queries import known
from chungtay.reading.queries.checking import verdicts
from chungtay.reading.rules.agreeing import Agreement, Verdict
from chungtay.reading.rules.reading import read_figures
from chungtay.reports.models import PublicationFile
from chungtay.reports.queries import review
from chungtay.unpacking.formats import read_document
from tests.architecture.source import ROOT, text_of
from tests.golden.sentences import OWN_WORDS, PARTS, WHOLE

from .conftest import AT
from .telling import FIRST, LAST, PAGE

SEED = {
    **WHOLE,
    **OWN_WORDS,
    "meeting": "Chiều 11/11, " + PARTS["meeting"][0],
    "health": PARTS["health"][1],
    "club": OWN_WORDS["blood"],
    "blood": WHOLE["blood"],
}
pytestmark = pytest.mark.sqlite  # words on paper: test_golden tells them on both databases


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("seed_page", ROOT / "scripts" / "seed_page.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_seed_agrees_with_the_demonstration(demonstration: None) -> None:
    made = generator().page()
    assert made == text_of(ROOT / "docs" / "seed.md"), "run .venv/bin/python scripts/seed_page.py"
    assert "NOT PRINTED" not in made and "a gap" not in made
    assert made.count("printed word for word") >= 5


def held(data: bytes) -> list[Verdict]:
    document = read_document("bao-cao.docx", data)
    return list(verdicts(document, read_figures(document, known(date(2026, 11, 26)), "22/cum-2")))


def test_every_figure_of_our_review_agrees_and_a_changed_one_is_found(demonstration: None, tmp_path: Path) -> None:
    data = written(review(of="22/cum-2", first=FIRST, last=LAST), Format.DOCX)
    found = held(data)
    differing = [v for v in found if v.agreement is Agreement.DIFFERS]
    assert differing == []
    assert sum(v.agreement is Agreement.AGREES for v in found) > 350

    changed = docx.Document(BytesIO(data))
    for paragraph in changed.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("6.727", "7.627")
    file = tmp_path / "sua.docx"
    changed.save(str(file))
    out = StringIO()
    call_command("check-report", str(file), "--of", "22/cum-2", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    wrong = [figure for figure in answer["figures"] if figure["result"] == "differs"]
    assert wrong and answer["differs"] == len(wrong)
    assert {(figure["value"], figure["ledger"], figure["difference"]) for figure in wrong} == {(7627, 6727, -900)}
    assert {figure["indicator"] for figure in wrong} <= {"blood.units", "blood.donors"}


@pytest.fixture
def news(demonstration: None, settings: Any, tmp_path: Path) -> None:
    """The portal of the demonstration, its pictures in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path
    assert open_news(by=None, at=AT) and not open_news(by=None, at=AT)


def test_the_seeds_article_comes_out_of_the_published_review(news: None) -> None:
    directions = plain(SEED["directions"]).replace("nang bao lu", "nang do bao lu")  # the cluster's own words, as kept
    article = ArticlePage.objects.get(locale__language_code="vi", drafted_from__startswith="publication:")
    told = [unescape(re.sub(r"<[^>]+>", "", str(block))) for block in article.body if block.block_type == "text"]
    assert article.title == "Hội Chữ thập đỏ tỉnh giao ban công tác hội và phong trào CTĐ tại Cụm thi đua số 2"
    assert article.lead == SEED["meeting"] and article.is_illustrative and article.live
    assert [one for one in (SEED["members"], SEED["overall"], *PAGE) if one not in "\n".join(told)] == []
    assert plain(told[-2]) == directions and told[-1].strip() == SEED["visits"]
    text = plain("\n".join(told))
    places = [
        text.index(plain(SEED[part]))
        for part in ("members", "direction", "overall", "health", "club", "blood", "visits")
    ]
    assert places == sorted(places)  # in the order of the page


def plain(text: str) -> str:
    """Letters and digits alone: the page and the words of the demonstration set commas and quotation marks differently."""
    return " ".join(re.findall(r"\w+", folded(text)))


def test_the_news_stand_in_both_languages_with_figures_of_the_book(news: None, client: Client) -> None:
    articles = ArticlePage.objects.live()
    assert SectionPage.objects.live().count() == 8 and articles.count() == 16
    assert {page.slug for page in articles} == {given["slug"] for given in committed("portal/articles.json")}
    for page in articles:
        assert page.is_illustrative and page.picture and page.picture_caption and "{" not in page.lead + str(page.body)
        assert {page.locale.language_code, *(one.locale.language_code for one in page.get_translations())} == {
            "vi",
            "en",
        }
    asked = sum(block.block_type == "figure" for page in articles for block in page.body)
    figures = PublishedFigure.objects.filter(stands=True)
    assert len(figures) == asked > 16 and not any(0 in figure.frozen["held_back"] for figure in figures)
    for address in (
        "/tin/hien-mau-tinh-nguyen/giu-nhip-hien-mau-mua-he/",
        "/en/tin/hien-mau-tinh-nguyen/giu-nhip-hien-mau-mua-he/",
    ):
        page = client.get(address).content.decode()
        assert ("1.055 đơn vị máu" if address.startswith("/tin/") else "1,055 units of blood") in page
        picture = re.search(r'src="(/tep/images/[^"]+)"', page)
        assert picture and client.get(picture[1]).headers["Content-Type"] == "image/webp"
        assert client.get("/tep/images/../original_images/blood.webp").status_code == 404
    (digest,) = PublicationFile.objects.filter(format="pdf").values_list("sha256", flat=True)
    assert digest in client.get("/cong-khai/bao-cao/").content.decode()
    assert "vanphong@vidu.vn" in client.get("/cong-khai/to-chuc/").content.decode()
    assert Counter(Opinion.objects.values_list("state", flat=True)) == {"shown": 4, "refused": 1, "waiting": 1}
    assert all("minh họa" in opinion.text for opinion in Opinion.objects.all())
    said = client.get("/tin/hien-mau-tinh-nguyen/san-sang-hien-mau-khan-cap/").content.decode()
    assert "Gọi là có mặt" in said and 'name="stamp"' in said and "nhóm máu hiếm ở xa" not in said
