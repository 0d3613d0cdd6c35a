"""Slides: one statement each, and what shows it; every number carries the question that it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .blocks import Bar, FigureReference, Paragraph, Run, Table


@dataclass(frozen=True, slots=True)
class Bullets:
    """A few lines of text."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One large figure: the number, what it counts, and a line beneath (its change, its share of the plan)."""

    number: Run
    label: str
    beneath: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights:
    """The figures that a slide sets large; four at most stand well."""

    items: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, a bar for each category; None where there is no number to draw."""

    name: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of one or two series that people may go on editing.

    Values of bars are times 10**`scale`; labels show them in thousands to the power of `thousands` (3: tỷ), as `unit`.
    The first series carries the accent, unless bars of it are `strong`: then these do.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    description: str
    scale: int = 0
    thousands: int = 0
    upright: bool = True


Content = Bullets | Highlights | Table | Plot


@dataclass(frozen=True, slots=True)
class Slide:
    """One statement (`title`) and what shows it; `remarks` stand beneath in small type."""

    title: tuple[Run, ...]
    content: Content
    remarks: tuple[Paragraph, ...] = ()

    @property
    def statement(self) -> str:
        """The title without its marks."""
        return "".join(run.text for run in self.title)

    def figures(self) -> list[tuple[str, FigureReference]]:
        """Every figure that the slide shows with its text, once, in order of appearance."""
        return list(dict.fromkeys((text, figure) for text, figure in self._told() if figure is not None))

    def _told(self) -> Iterator[tuple[str, FigureReference | None]]:
        yield from ((run.text, run.figure) for run in self.title)
        match self.content:
            case Bullets(items):
                yield from ((run.text, run.figure) for item in items for run in item.runs)
            case Highlights(items):
                yield from ((run.text, run.figure) for item in items for run in (item.number, *item.beneath))
            case Table():
                yield from ((cell.text, cell.figure) for row in self.content.rows for cell in row)
            case Plot():
                bars = (bar for series in self.content.series for bar in series.bars if bar)
                yield from ((bar.text, bar.figure) for bar in bars)
        yield from ((run.text, run.figure) for remark in self.remarks for run in remark.runs)


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides for a meeting: a first one with `title` and `lines`, then one statement each.

    `source` stands at the foot of each; `watermark` too where the deck has one; `as_of` dates the file, never the clock.
    """

    title: str
    lines: tuple[str, ...]
    slides: tuple[Slide, ...]
    author: str
    source: str
    watermark: str | None = None
    as_of: date | None = None
