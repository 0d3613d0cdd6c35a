"""A saved page of the Web: taken apart into paragraphs and tables, each with what the page's structure says of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from chungtay.unpacking.rules import BlockKind

from .article import Flow, Page, parts_of_page
from .encodings import decoded
from .legacy import modern
from .pieces import MAX_TEXT, Filled, Grid, Line, Parts, tidy
from .unreadable import Unreadable, UnreadKind

MAX_BYTES: Final = 20 * 2**20  # a saved page with its pictures inside
MAX_TAGS: Final = 200_000  # a news page has five thousand; this many take three seconds
MAX_SPAN: Final = 100  # that one may span in either direction
MAX_DEPTH: Final = 250  # blocks inside each other; what the parser itself would cut off without a word lies deeper

_INSIDE: Final = re.compile(rb"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]+")  # pictures kept inside a saved page
_DROPPED: Final = (
    "script", "style", "noscript", "template", "svg", "math", "select", "button", "iframe", "object", "textarea", "head",
    "audio", "video", "canvas", "input", "map",
)  # fmt: skip
_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
     "label", "mark", "o:p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr"}
)  # fmt: skip
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING), "li": BlockKind.ITEM,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
}  # fmt: skip
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DAYS: Final = ("article:published_time", "datepublished", "pubdate", "og:published_time", "dc.date", "dc.date.issued")
_JSON_DAY: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_TITLES: Final = ("og:title", "twitter:title", "dc.title")


def html_parts(data: bytes) -> Parts:
    """A page. Raises Unreadable for what cannot be one."""
    if len(data) > MAX_BYTES:
        raise Unreadable(UnreadKind.TOO_LARGE)
    text = decoded(_INSIDE.sub(b"", data))
    if text is None:
        raise Unreadable(UnreadKind.OTHER)
    if text.count("<") > MAX_TAGS or len(text) > 2 * MAX_TEXT:
        raise Unreadable(UnreadKind.TOO_LARGE)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable(UnreadKind.BROKEN) from None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Unreadable(UnreadKind.HOSTILE)
    page = Page(*_said_of_itself(root, text))
    body = root if root.find("body") is None else root.find("body")
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    page.flows = _Walk(body).flows()
    return parts_of_page(page)


def _said_of_itself(root: html.HtmlElement, text: str) -> tuple[str, str, bool]:
    """The title and the day of a page by its meta tags, and whether it is said to be an article."""
    titles: dict[str, str] = {}
    days: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = meta.get("content") or ""
        (titles if name in _TITLES else days).setdefault(name, content)
    day = next((days[name] for name in _DAYS if days.get(name)), "")
    if not day and (found := _JSON_DAY.search(text)):
        day = found[1]
    named = next((titles[name] for name in _TITLES if titles.get(name)), "")
    return tidy(named or root.findtext(".//title") or ""), day, bool(named or day)


@dataclass(slots=True)
class _Walk:
    """Goes through a page once, from tag to tag, and gathers the text between those that break a line."""

    body: html.HtmlElement
    found: list[Flow] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0  # characters in links, of the words gathered
    links: int = 0  # links that are open
    blocks: list[html.HtmlElement] = field(default_factory=list)  # elements that break a line and are open
    skipped: html.HtmlElement | None = None

    def flows(self) -> list[Flow]:
        """The page's paragraphs and tables in order."""
        for event, element in etree.iterwalk(self.body, events=("start", "end")):
            if event == "end":
                self._leave(element)
            elif self.skipped is None:
                self._enter(element)
        self._close()
        texts = modern([flow.line.text for flow in self.found])
        for flow, text in zip(self.found, texts, strict=True):
            flow.line.text = text
        return self.found

    def _enter(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")[:500]):
            self.skipped = element
            return
        if tag not in _INLINE:
            self._close()
            self.blocks.append(element)
            if len(self.blocks) > MAX_DEPTH:
                raise Unreadable(UnreadKind.HOSTILE)
            if tag == "table" and (cells := _cells(element)):
                self.skipped = element
                self.found.append(Flow(Line(""), tuple(self.blocks), 0, Grid(cells, "")))
                return
        self.links += tag == "a"
        self._say(element.text)

    def _leave(self, element: html.HtmlElement) -> None:
        if self.skipped is not None and self.skipped is not element:
            return
        if element.tag not in _INLINE and self.blocks and self.blocks[-1] is element:
            self._close()
            self.blocks.pop()
        if self.skipped is None:
            self.links -= element.tag == "a"
        self.skipped = None
        if element is not self.body:
            self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            self.linked += len(text.strip()) if self.links > 0 else 0

    def _close(self) -> None:
        text = " ".join("".join(self.words).split())  # soft hyphens stay, which in TCVN3 are the letter ư
        if text:
            inner = self.blocks[-1].tag if self.blocks else ""
            kind = next((_KINDS[e.tag] for e in self.blocks[:-4:-1] if e.tag in _KINDS), BlockKind.PARAGRAPH)
            self.found.append(Flow(Line(text, kind), tuple(self.blocks), self.linked, None, inner == "h1"))
        self.words.clear()
        self.linked = 0


def _cells(table: html.HtmlElement) -> list[Filled]:
    """The cells of a table that holds data; none where it only lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iterdescendants("tr")]
    if sum(len(row) > 1 for row in rows) < 2:
        return []
    cells = list(_placed(rows))
    length = sum(len(cell.text) for cell in cells)
    return cells if cells and length <= 150 * len(cells) else []


def _placed(rows: Iterable[list[html.HtmlElement]]) -> Iterator[Filled]:
    """Cells where they stand, those that reach over rows and columns counted in."""
    taken: dict[int, int] = {}  # column: the row until which a cell from above reaches
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            tall, wide = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            if tall > 1:
                taken.update(dict.fromkeys(range(column, column + wide), number + tall))
            if text := " ".join(" ".join(cell.itertext()).split()):
                yield Filled(number, column, text, None, tall, wide)
            column += wide


def _span(text: str | None) -> int:
    plain = (text or "").strip()
    return min(max(int(plain), 1), MAX_SPAN) if plain.isascii() and plain.isdecimal() and len(plain) < 9 else 1
