"""What papers and slides are made of: text, tables, charts; every number carries the question that it answers."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ORDINAL = "TT"  # the heading of the column that numbers a table's rows
STATE_WORDS = {
    "zero": "không phát sinh",
    "not_reported": "chưa báo cáo",
    "not_applicable": "không áp dụng",
    "not_enough": "không đủ căn cứ",
}


@dataclass(unsafe_hash=True, slots=True)  # made by the thousand: frozen ones take four times as long
class FigureReference:
    """A figure that a document prints: the question that it answers, and the answer then; nobody changes it.

    `of` are codes of units or clusters; `value` is in the indicator's smallest unit (times 10**scale), None where the
    state is no number. `by` and `key` name one row of a broken-down question.
    """

    of: tuple[str, ...]
    indicator: str
    first: date
    last: date
    tags: tuple[str, ...] = ()
    by: str | None = None
    key: str | None = None
    name: str = ""
    label: str = ""
    measure: str = ""
    scale: int = 0
    state: str = "value"
    value: int | None = None


@dataclass(frozen=True, slots=True)
class TargetReference:
    """A target that a document prints: of which unit or cluster, in the list of which year; no figure of the book.

    `value` is in the indicator's smallest unit (times 10**scale).
    """

    of: str
    year: int
    value: int
    scale: int = 0


Reference = FigureReference | TargetReference


@dataclass(unsafe_hash=True, slots=True)  # as `FigureReference`
class Run:
    """A piece of text; `figure` is what stands behind a number in it, `target` behind one that is to be reached."""

    text: str
    figure: FigureReference | None = None
    bold: bool = False
    italic: bool = False
    target: TargetReference | None = None


class ParagraphStyle(StrEnum):
    """How a paragraph is set: running text, a line of a list, a remark in smaller type."""

    BODY = "body"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY

    @property
    def text(self) -> str:
        """The paragraph without its marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the unit's own words; `text` None or blank prints as a gap that names `prompt`."""

    key: str
    prompt: str
    text: str | None = None

    @property
    def filled(self) -> bool:
        """Whether somebody wrote something."""
        return bool(self.text and self.text.strip())

    @property
    def lines(self) -> tuple[str, ...]:
        """The own words by paragraph; the gap where nothing is written."""
        if not self.filled:
            return (f"[…… chưa có nội dung: {self.prompt} ……]",)
        written = (_printable(line).strip() for line in (self.text or "").splitlines())
        return tuple(line for line in written if line)


def _printable(line: str) -> str:
    """Composed letters, without the control characters that come along when people paste."""
    return "".join(c for c in unicodedata.normalize("NFC", line) if c == "\t" or unicodedata.category(c) != "Cc")


@dataclass(unsafe_hash=True, slots=True)  # as `FigureReference`
class Cell:
    """A cell of a table; `figure` or `target` lets a workbook write a real number."""

    text: str
    figure: FigureReference | None = None
    number: bool = False
    target: TargetReference | None = None

    @property
    def behind(self) -> Reference | None:
        """What stands behind the cell's number."""
        return self.figure or self.target

    @property
    def value(self) -> int | None:
        """The exact number behind the cell, in the smallest unit."""
        return self.behind.value if self.behind else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its unit, its share of the width; `summed` columns add up to the total row."""

    heading: str
    unit: str = ""
    width: int = 10
    number: bool = True
    summed: bool = True

    @property
    def ordinal(self) -> bool:
        """Whether the column numbers the rows."""
        return self.heading == ORDINAL


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row that repeats, and an optional total row set apart."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` in the smallest unit, `text` as printed at its end; `strong` bars carry the accent."""

    label: str
    value: int
    text: str
    figure: FigureReference | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars that says one thing, in `sentence`; `description` is for readers who cannot see it."""

    sentence: tuple[Run, ...]
    description: str
    bars: tuple[Bar, ...]
    upright: bool = False

    @property
    def title(self) -> str:
        """The sentence without its marks."""
        return "".join(run.text for run in self.sentence)


Block = Paragraph | Slot | Table | Chart


def references(block: Block) -> Iterator[FigureReference]:
    """The figures that a block prints, in order."""
    match block:
        case Paragraph():
            found = [run.figure for run in block.runs]
        case Table():
            found = [cell.figure for row in (*block.rows, block.total) for cell in row]
        case Chart():
            found = [run.figure for run in block.sentence] + [bar.figure for bar in block.bars]
        case Slot():
            found = []
    yield from (figure for figure in found if figure is not None)
