"""The page: well formed, Vietnamese, and every number a link to what is behind it."""

import itertools
from html.parser import HTMLParser

import pytest

from chungtay.documents.formats import written
from chungtay.documents.formats.html import body
from chungtay.documents.rules import FigureReference

from . import edges
from .reading import paragraphs

VOID = {"meta", "br", "rect", "line"}


class Page(HTMLParser):
    """A strict reader: what opens must close, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice in {tag}"
        self.elements.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.texts)


@pytest.fixture(scope="module")
def every() -> dict[str, Page]:
    return {name: Page(written(made(), "html").decode()) for name, made in edges.EDGES.items()}


def test_page_is_well_formed_vietnamese_and_titled(every: dict[str, Page]) -> None:
    for page in every.values():
        assert page.all("html") == [{"lang": "vi"}]
        assert page.elements[0][0] == "html"
        assert {"charset": "utf-8"} in page.all("meta")
    titles = [data for tag, data in every["review"].texts if tag == "title"]
    assert "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2" in titles


def test_every_figure_leads_to_the_row_that_names_its_question(every: dict[str, Page]) -> None:
    for name, page in every.items():
        ids = [given["id"] for _, given in page.elements if "id" in given]
        assert len(ids) == len(set(ids))
        links = {given["href"] for given in page.all("a")}
        figures = edges.EDGES[name]().figures()
        assert links == {f"#so-{number}" for number in range(1, len(figures) + 1)}
        assert {link[1:] for link in links} == set(ids)


def test_every_run_with_a_figure_is_a_link_of_its_own() -> None:
    review = edges.review()
    asked: list[FigureReference] = []

    def link(figure: FigureReference) -> str:
        asked.append(figure)
        return f"/behind/{figure.indicator}?a=1&b=2"

    page = Page(f"<main>{body(review, link)}</main>")
    assert set(asked) == set(review.figures())
    assert len(page.all("a")) == len(asked)
    assert {given["href"].split("?")[1] for given in page.all("a")} == {"a=1&b=2"}


def test_every_sentence_is_on_the_page(every: dict[str, Page]) -> None:
    for name, page in every.items():
        for line in paragraphs(edges.EDGES[name]()):
            assert line in page.text, (name, line)


def test_headings_go_down_one_level_at_a_time(every: dict[str, Page]) -> None:
    for page in every.values():
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_say_what_their_columns_are_wide_and_narrow(every: dict[str, Page]) -> None:
    page = every["partial"]
    assert all(given.get("scope") == "col" for given in page.all("th"))
    assert all("data-label" in given for given in page.all("td"))


def test_charts_have_title_and_description_and_no_picture_holds_links(every: dict[str, Page]) -> None:
    page = every["review"]
    assert len(page.all("svg")) == 2
    assert {given["role"] for given in page.all("svg")} == {"group"}
    assert len(page.all("desc")) == 2 and len(page.all("figcaption")) == 2


def test_watermark_is_laid_over_illustrative_data_alone(every: dict[str, Page]) -> None:
    assert every["review"].all("body") == [{"data-watermark": "DỮ LIỆU MINH HỌA"}]
    assert every["published"].all("body") == [{}]


def test_position_in_the_ledger_is_printed_on_what_is_published_alone(every: dict[str, Page]) -> None:
    assert f"mã kiểm tra {'9f86d081884c7d65' * 4}." in every["published"].text
    assert "bút toán" not in every["review"].text


def test_origins_name_units_and_not_their_codes(every: dict[str, Page]) -> None:
    page = every["review"]
    assert "22/cum-2" not in page.text
    assert ("td", "Cụm thi đua số 2") in page.texts


def test_hostile_own_words_and_names_are_shown_and_never_run() -> None:
    review = edges.review(words={"direction": edges.HOSTILE}, by_unit=edges.renamed(edges.HOSTILE_READ))
    page = Page(written(review, "html").decode())
    assert page.text.count(edges.HOSTILE_READ) > 7
    assert page.all("b") == []


def test_page_needs_nothing_from_elsewhere(every: dict[str, Page]) -> None:
    for page in every.values():
        assert not page.all("script") and not page.all("link") and not page.all("img")
        assert not any(
            value.startswith("http") for _, given in page.elements for k, value in given.items() if k != "xmlns"
        )
