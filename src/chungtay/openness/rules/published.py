"""A figure as it was published, and what of it anybody may read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chungtay.documents.rules import FigureReference
from chungtay.figures.rules.printed import kept, reference_of
from chungtay.kernel.small_cells import counts_people, is_small, suppressed, told

from .asking import Asking

Point = tuple[float, float]  # latitude, longitude
Rows = tuple[FigureReference, ...]


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An indicator as the catalogue told of it when a figure was published; of what a total counts also how much one is
    worth and why."""

    name_vi: str
    name_en: str
    measure: str
    definition: str = ""
    source: str = ""
    factor: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the book said when a figure was published: the whole, its rows, its months, and who had reported.

    Exact numbers: whatever goes out passes `shown`. `points` by unit code and `dots` are for the map.
    """

    whole: FigureReference
    rows: Rows
    months: Rows
    indicator: CountedItem
    whose: str
    given: tuple[str, ...]
    missing: tuple[str, ...]
    counted: tuple[CountedItem, ...] = ()
    points: Mapping[str, Point] | None = None
    dots: tuple[Point, ...] = ()
    estimated: bool = False
    unplaced: bool = False
    illustrative: bool = False
    overlapping: bool = False  # rows do not add up
    flow: bool = True  # months add up
    tags: tuple[str, ...] = ()  # names of what it is narrowed to

    def values(self) -> dict[str, Any]:
        """As JSON can hold it."""
        plain = asdict(replace(self, rows=(), months=()))
        rows = {name: [kept(row) for row in getattr(self, name)] for name in ("rows", "months")}
        return plain | {"whole": kept(self.whole)} | rows


def frozen_from(values: Mapping[str, Any]) -> Frozen:
    """The same read back."""
    lists = {name: tuple(values[name]) for name in ("given", "missing", "tags")}
    rows = {name: tuple(map(reference_of, values[name])) for name in ("rows", "months")}
    points = None if values["points"] is None else {code: (lat, lon) for code, (lat, lon) in values["points"].items()}
    dots = tuple((lat, lon) for lat, lon in values["dots"])
    counted = tuple(CountedItem(**item) for item in values["counted"])
    one = {"whole": reference_of(values["whole"]), "indicator": CountedItem(**values["indicator"])}
    return Frozen(**{**values, **lists, **rows, **one, "points": points, "dots": dots, "counted": counted})


class Hidden(StrEnum):
    """Why a number is not told: it is small, or it would betray a small one beside it."""

    NO = ""
    FEW = "few"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """A number as anybody may read it: where it is hidden, it is no longer in here."""

    figure: FigureReference
    hidden: Hidden = Hidden.NO


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the portal shows it. `token` is that of its provenance; none of what is not published yet.

    `few`: counts of people below it are not told.
    """

    asking: Asking
    whole: PublicNumber
    rows: tuple[PublicNumber, ...]
    months: tuple[PublicNumber, ...]
    frozen: Frozen  # emptied of its numbers
    few: int
    token: str = ""
    published_at: datetime | None = None

    @property
    def hides(self) -> bool:
        """Is any number not told?"""
        return any(one.hidden for one in (self.whole, *self.rows, *self.months))


def shown(asking: Asking, frozen: Frozen, k: int, token: str = "", at: datetime | None = None) -> Shown:
    """What may be told of a published figure; `k` as in `suppressed`."""
    whole, (rows, months) = public_numbers(frozen.whole, (frozen.rows, frozen.months), k)
    return Shown(asking, whole, rows, months, replace(frozen, whole=whole.figure, rows=(), months=()), k, token, at)


def public_numbers(
    whole: FigureReference, tables: Sequence[Rows], k: int
) -> tuple[PublicNumber, list[tuple[PublicNumber, ...]]]:
    """A number with the tables that break it down, small ones and what betrays them left out."""
    if not counts_people(whole.measure) or whole.scale:
        return PublicNumber(whole), [tuple(map(PublicNumber, rows)) for rows in tables]
    summing = [cells for rows in tables if (cells := _cells(rows)) and sum(cells.values()) == whole.value]
    small = whole.value is not None and is_small(whole.value, k)
    if small or any(told(cells, k)[1] is None for cells in summing):
        return _number(whole, True, k), [tuple(_number(row, True, k) for row in rows) for rows in tables]
    return PublicNumber(whole), [_table(rows, k, summed=_cells(rows) in summing) for rows in tables]


def _cells(rows: Rows) -> dict[int, int]:
    return {place: row.value for place, row in enumerate(rows) if row.value is not None}


def _table(rows: Rows, k: int, *, summed: bool) -> tuple[PublicNumber, ...]:
    cells = suppressed(_cells(rows), k, summed=summed)
    return tuple(_number(row, place in cells and cells[place] is None, k) for place, row in enumerate(rows))


def _number(row: FigureReference, hides: bool, k: int) -> PublicNumber:
    if not hides or not row.value:
        return PublicNumber(row)
    return PublicNumber(replace(row, value=None), Hidden.FEW if is_small(row.value, k) else Hidden.BESIDE)
