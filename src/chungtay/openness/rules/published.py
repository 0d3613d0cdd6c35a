"""A figure as it was published, and what of it anybody may read."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from chungtay.documents.rules import FigureReference
from chungtay.figures.rules.printed import kept, reference_of
from chungtay.kernel.small_cells import counts_people, is_small, suppressed, told

from .asking import Asking

_OWN_FILES: Final = re.compile(r"(?:Trang thực tế)?\s*\([^()]*\.md\b[^()]*\)|^[\w-]+\.md\b.*")
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
    held_back: tuple[int, ...] = ()  # places that the open pages forbid to tell: 0 the whole, then rows, then months

    def values(self) -> dict[str, Any]:
        """As JSON can hold it."""
        plain = asdict(replace(self, rows=(), months=()))
        rows = {name: [kept(row) for row in getattr(self, name)] for name in ("rows", "months")}
        return plain | {"whole": kept(self.whole)} | rows


def frozen_from(values: Mapping[str, Any]) -> Frozen:
    """The same read back."""
    lists = {name: tuple(values.get(name, ())) for name in ("given", "missing", "tags", "held_back")}
    rows = {name: tuple(map(reference_of, values[name])) for name in ("rows", "months")}
    points = None if values["points"] is None else {code: (lat, lon) for code, (lat, lon) in values["points"].items()}
    dots = tuple((lat, lon) for lat, lon in values["dots"])
    counted = tuple(CountedItem(**item) for item in values["counted"])
    one = {"whole": reference_of(values["whole"]), "indicator": CountedItem(**values["indicator"])}
    return Frozen(**{**values, **lists, **rows, **one, "points": points, "dots": dots, "counted": counted})


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """A number as anybody may read it: where it is hidden, small or not, it is no longer in here."""

    figure: FigureReference
    hidden: bool = False


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
    whole, (rows, months) = public_numbers(frozen.whole, (frozen.rows, frozen.months), k, frozen.held_back)
    return Shown(asking, whole, rows, months, replace(frozen, whole=whole.figure, rows=(), months=()), k, token, at)


def public_numbers(
    whole: FigureReference, tables: Sequence[Rows], k: int, held_back: Collection[int] = ()
) -> tuple[PublicNumber, list[tuple[PublicNumber, ...]]]:
    """A number with the tables that break it down, small ones and what betrays them left out; `held_back` as in `Frozen`."""
    if not counts_people(whole.measure) or whole.scale:
        return PublicNumber(whole), [tuple(map(PublicNumber, rows)) for rows in tables]
    summing = [cells for rows in tables if (cells := _cells(rows)) and sum(cells.values()) == whole.value]
    small = whole.value is not None and is_small(whole.value, k)
    if small or any(told(cells, k)[1] is None for cells in summing):
        return _number(whole, hides=True), [tuple(_number(row, hides=True) for row in rows) for rows in tables]
    shown, place = [], 1
    for rows in tables:
        told_of = suppressed(_cells(rows), k, summed=_cells(rows) in summing)
        hides = [told_of.get(at) is None or at + place in held_back for at in range(len(rows))]
        shown.append(tuple(_number(row, hides=one) for row, one in zip(rows, hides, strict=True)))
        place += len(rows)
    return _number(whole, hides=0 in held_back), shown


def as_now(then: Sequence[PublicNumber], now: Sequence[PublicNumber], k: int) -> list[PublicNumber]:
    """What may be told beside numbers as they were published: where other ones are hidden now, or one changed by few people,
    one of the two would betray what the other hides, and nothing is told of now."""
    pairs = list(zip(then, now, strict=True))
    apart = any(old.hidden != new.hidden or _changed_by_few(old.figure, new.figure, k) for old, new in pairs)
    return [_number(new.figure, hides=True) if apart and not new.hidden else new for _old, new in pairs]


def _changed_by_few(old: FigureReference, new: FigureReference, k: int) -> bool:
    if not counts_people(new.measure) or new.scale or old.value is None or new.value is None:
        return False
    return is_small(abs(new.value - old.value), k)


def _cells(rows: Rows) -> dict[int, int]:
    return {place: row.value for place, row in enumerate(rows) if row.value is not None}


def _number(row: FigureReference, *, hides: bool) -> PublicNumber:
    return PublicNumber(replace(row, value=None), hidden=True) if hides and row.value else PublicNumber(row)


def named_source(source: str) -> str:
    """On what paper an indicator stands, as a citizen can use it: empty where only files of our own are named."""
    return _OWN_FILES.sub("", source).strip()
