"""What a column is taken for, and the heading that says so to `exchange`."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from chungtay.exchange.rules.fields import IGNORED as PASSED_OVER
from chungtay.exchange.rules.fields import LABELS, WorkbookField
from chungtay.exchange.rules.headings import TAGS, UNIT, Layout, layout_of
from chungtay.exchange.rules.problems import Problem
from chungtay.exchange.rules.scales import scale_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import folded, nfc
from chungtay.ledger.rules import Catalogue, IndicatorKind

from .shapes import IGNORED, SheetShape, mended

LEAST_HEADINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column: its heading as written, what it is taken for (a field, a code, IGNORED, or "" for nothing), why not."""

    index: int
    heading: str
    value: str
    scale: str = ""
    by_hand: bool = False
    problem: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A sheet's columns, and what is wrong with its heading as a whole."""

    columns: tuple[Meaning, ...]
    problems: tuple[Refusal, ...]
    lacks_unit: bool

    @property
    def is_ready(self) -> bool:
        """Can its rows be checked?"""
        return not self.problems and not any(column.problem for column in self.columns)


def heading_row_of(rows: Sequence[Sequence[str]], catalogue: Catalogue) -> int:
    """The row that holds the headings, from 1: the one that is understood, else the first with the most words."""
    layout, _ = layout_of("", rows, catalogue)
    if layout is not None:
        return layout.heading_row
    words = [sum(1 for cell in row if cell and not _numeric(cell)) for row in rows]
    most = max(words, default=0)
    return words.index(most) + 1 if most >= LEAST_HEADINGS else 1


def understood(rows: Sequence[Sequence[str]], shape: SheetShape, catalogue: Catalogue) -> Understood:
    """What the columns of a sheet are taken for, with what its owner said of them; `rows`: its first ones as text."""
    written = [nfc(cell).strip() for cell in rows[shape.heading_row - 1]] if len(rows) >= shape.heading_row else []
    laid = list(mended([[]] * (shape.heading_row - 1) + [written], shape))
    above = [*rows[: shape.heading_row - 1], laid[-1]]
    layout, problems = layout_of("", above, catalogue)
    if layout is not None and layout.heading_row != shape.heading_row:
        layout, problems = layout_of("", laid, catalogue)
    if layout is None:
        layout, problems = Layout("", shape.heading_row, shape.heading_row, tuple(written), {}, (), ()), []
    found = tuple(_meaning(index, text, layout, shape, problems) for index, text in enumerate(written))
    rest = tuple(problem.refusal for problem in problems if problem.column is None)
    lacks = WorkbookField.UNIT not in layout.fields or bool(shape.unit)
    return Understood(found, rest, lacks)


def _meaning(index: int, text: str, layout: Layout, shape: SheetShape, problems: Sequence[Problem]) -> Meaning:
    given = shape.columns.get(index)
    value, scale = "", ""
    if given == IGNORED or (not given and folded(text) in PASSED_OVER):
        value = IGNORED
    else:
        value = next((field.value for field, place in layout.fields.items() if place == index), "")
        for column in layout.numbers:
            if column.index == index:
                value, scale = column.indicator.code, column.scale.shown or ""
    problem = next((p.refusal for p in problems if p.column == index), None)
    return Meaning(index, text, value, scale, given is not None, problem)


def heading_for(value: str, written: str, catalogue: Catalogue) -> str:
    """The heading that gives a column this meaning; the unit and the tags that its own heading says are kept."""
    if value == IGNORED or value in LABELS:
        return value
    tags, unit = TAGS.search(written), UNIT.search(written)
    heading = value + (f" [{tags[1]}]" if tags else "")
    if unit is not None:
        try:
            scale_of(unit[1] or unit[2], catalogue[value].measure)
        except Refusal:
            return heading
        heading += f" ({unit[1] or unit[2]})" if unit[1] else f" {unit[2]}"
    return heading


def choosable(catalogue: Catalogue) -> list[str]:
    """Codes of the indicators that a column may hold."""
    views = catalogue.indicators.values()
    return [
        view.code for view in views
        if view.kind != IndicatorKind.DISTINCT and (not view.derived or view.derived == "total")
    ]  # fmt: skip


def signature(headings: Sequence[str]) -> str:
    """What tells files with the same headings: SHA-256 of the folded words in order."""
    return sha256("\n".join(folded(nfc(text)) for text in headings).encode()).hexdigest()


def _numeric(text: str) -> bool:
    return text.strip().replace(".", "").replace(",", "").replace("/", "").isdecimal()
