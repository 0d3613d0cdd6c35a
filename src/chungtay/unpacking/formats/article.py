"""Which part of a page is its article: where most running text stands together, and the headline above it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from chungtay.kernel.text import folded
from chungtay.unpacking.rules import BlockKind

from .arranging import TITLE_MOST, arranged, close, is_running, kind_of, may_head
from .dates import date_line, stamp
from .pieces import Grid, Line, Parts

_FURNITURE_TAGS: Final = frozenset({"nav", "footer", "aside", "menu"})
_FURNITURE: Final = re.compile(
    r"(?:^|[^a-z])(?:nav|navbar|menu\w*|footer|breadcrumbs?|sidebar|related|lien-?quan|tin-?(?:khac|moi|lienquan)|comments?|"
    r"binh-?luan|share|sharing|social|tags?|banner|advert\w*|ads|quang-?cao|widget\w*|popup|modal|pag(?:ination|ing)|"
    r"xem-?nhieu|doc-?nhieu|copyright|login|search|toolbar|rating|vote|weather|counter|thong-?ke)(?:[^a-z]|$)"
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
MOST: Final = 0.7  # of a page's running text: the part that holds so much of it holds the article
NEAR: Final = 6  # lines above its text in which an unmarked headline is sought
_WORDS: Final = re.compile(r"\w+")
_LEAVES: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})


@dataclass(slots=True)
class Flow:
    """A paragraph or a table of a page, the elements it stands in, how much of it is links."""

    line: Line
    inside: tuple[Any, ...]
    linked: int = 0
    grid: Grid | None = None
    headline: bool = False

    @property
    def links(self) -> bool:
        """Is it made of links?"""
        return self.linked > 0.6 * len(self.line.text)


@dataclass(slots=True)
class Page:
    """A page taken apart, and what its meta tags say."""

    title: str
    day: str
    article: bool
    flows: list[Flow] = field(default_factory=list)


def parts_of_page(page: Page) -> Parts:
    """The page with its article's pieces told apart and all else as furniture."""
    _numbered(page.flows)
    good = [flow for flow in page.flows if flow.grid is None and is_running(flow.line.text) and not flow.links]
    start = _headline(page, good)
    told = page.article or start is not None or any(date_line(flow.line.text) for flow in page.flows[:60])
    if not told or not page.flows:
        return _as_written(page)
    container = _container(good)
    places = [place for place, flow in enumerate(page.flows) if container is None or container in flow.inside]
    first, last = (places[0], places[-1]) if places else (0, len(page.flows) - 1)
    if start is not None and start > last:
        start = None
    if start is None and not page.title:
        start = _unmarked(page.flows, good)
    headed = page.flows[start].line if start is not None else None
    start = first if start is None else start
    _told(page.flows, start, first, last, container)
    title = headed.text if headed is not None else page.title
    if headed is not None:
        headed.kind = BlockKind.TITLE
    pieces = [flow.grid or flow.line for flow in page.flows]
    return Parts(pieces, title or None, stamp(page.day) or _day(page.flows, start, last))


def _numbered(flows: Sequence[Flow]) -> None:
    tables = 0
    for number, flow in enumerate(flows, 1):
        if flow.grid is None:
            flow.line.place = f"đoạn {number}"
        else:
            tables += 1
            flow.grid.place = f"bảng {tables}"


def _as_written(page: Page) -> Parts:
    """A document saved as a page (no headline, no date line): read as a letter or a note."""
    parts = arranged([flow.line for flow in page.flows if flow.grid is None])
    parts.pieces = [flow.grid or flow.line for flow in page.flows]
    parts.title = parts.title or page.title or None
    return parts


def _headline(page: Page, good: Sequence[Flow]) -> int | None:
    """The headline: what the page is called, or the last of the first rank, above the first running text."""
    wanted = _plain(page.title)
    end = next((place for place, flow in enumerate(page.flows) if good and flow is good[0]), len(page.flows) - 1)
    ranked = None
    for place in range(min(end, len(page.flows) - 1), -1, -1):
        flow = page.flows[place]
        text = _plain(flow.line.text) if len(flow.line.text) <= TITLE_MOST else ""
        if len(text) >= 20 and wanted and (text == wanted or wanted.startswith(text)):
            return place
        if flow.headline and ranked is None and text and not flow.links:
            ranked = place
    return ranked


def _unmarked(flows: Sequence[Flow], good: Sequence[Flow]) -> int | None:
    """The headline of a page that marks none: the nearest line above its text that is as long as one."""
    body = next((place for place, flow in enumerate(flows) if good and flow is good[0]), 0)
    above = range(body - 1, max(-1, body - 1 - NEAR), -1)
    return next((place for place in above if may_head(flows[place].line.text) and not flows[place].links), None)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(folded(text)))


def _container(good: Sequence[Flow]) -> Any:
    """The innermost element that holds most of the running text."""
    weight: dict[Any, int] = defaultdict(int)
    own: dict[Any, bool] = {}
    for flow in good:
        beside = any(_is_furniture(element, own) for element in flow.inside)
        for element in flow.inside:
            weight[element] += len(flow.line.text) // (8 if beside else 1)
    if not weight:
        return None
    most = max(weight.values())
    holding = [element for element, held in weight.items() if held >= MOST * most and element.tag not in _LEAVES]
    # Among those that hold enough, elements stand inside each other: the one met last is the innermost.
    return holding[-1] if holding else None


def _is_furniture(element: Any, known: dict[Any, bool]) -> bool:
    if element not in known:
        known[element] = is_furniture(element)
    return known[element]


def is_furniture(element: Any) -> bool:
    """Does an element say that it is a menu, a footer, comments ...?"""
    if element.tag in _FURNITURE_TAGS:
        return True
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"[:400]
    return bool(named.strip()) and _FURNITURE.search(_CAMEL.sub("-", named).lower()) is not None


def _told(flows: Sequence[Flow], start: int, first: int, last: int, container: Any) -> None:
    """Kinds: the article's own from the headline to the end of its container, furniture elsewhere."""
    known: dict[Any, bool] = {}
    within: list[Line] = []
    for place, flow in enumerate(flows):
        inner = flow.inside[flow.inside.index(container) + 1 :] if container in flow.inside else flow.inside[-3:]
        line = flow.line
        if not start <= place <= last or flow.links or any(_is_furniture(element, known) for element in inner):
            line.kind = BlockKind.FURNITURE
            flow.grid = flow.grid if start <= place <= last else None
        elif date_line(line.text):
            line.kind = BlockKind.DATELINE
        elif place < first:
            line.kind = BlockKind.LEAD if is_running(line.text) else BlockKind.FURNITURE
        else:
            line.kind = kind_of(line.text) if line.kind is BlockKind.PARAGRAPH else line.kind
            within.append(line)
    if within and not any(line.kind is BlockKind.LEAD for line in within):
        lead = next((line for line in within if is_running(line.text)), within[0])
        lead.kind = BlockKind.LEAD if lead.kind is BlockKind.PARAGRAPH else lead.kind
    close(within)


def _day(flows: Sequence[Flow], start: int, last: int) -> Any:
    """The day told beside the headline: below it, else just above."""
    beside = [*flows[start : last + 1], *reversed(flows[max(0, start - 3) : start])]
    return next((day for flow in beside if (day := date_line(flow.line.text))), None)
