"""A figure that was read as a cell of the book: what, whose, when, how much; and what it becomes when it is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple, Self

from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.numbers import Precision
from chungtay.ledger.rules import Catalogue, Covers, IndicatorKind, IndicatorView
from chungtay.quantities.rules.figures import FigureKind
from chungtay.reading.rules.figures import Figure
from chungtay.totals.rules.cells import declarable

from .states import Destination

# Kinds whose numbers a unit reports of itself; the others are kept to check against.
REPORTED: Final = frozenset({FigureKind.RESULT, FigureKind.STOCK})

NO_INDICATOR: Final = gettext_noop("chưa rõ chỉ tiêu")
NO_PERIOD: Final = gettext_noop("chưa rõ kỳ")
NO_VALUE: Final = gettext_noop("cần một con số")
NOT_REPORTED: Final = gettext_noop("không phải kết quả của đơn vị")
NOT_OURS: Final = gettext_noop("không phải số của đơn vị được ghi")
NOT_YET: Final = gettext_noop("kỳ chưa tới")
NOT_DECLARED: Final = gettext_noop("chỉ tiêu này không khai bằng con số")
NOT_MONTHS: Final = gettext_noop("kỳ không trọn tháng")
NOT_EXACT: Final = gettext_noop("việc trong một ngày cần số đúng")
FINAL_STANDS: Final = gettext_noop("sổ đã có số chốt")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a figure says of the book; `value` in the indicator's smallest unit, None where the text gives no number.

    `about`: code of a unit or cluster, else a name as the text has it. `estimate`: the number is not the exact one.
    """

    indicator: str = ""
    about: str = ""
    first: date | None = None
    last: date | None = None
    value: int | None = None
    tags: frozenset[str] = frozenset()
    estimate: bool = False
    covers: str = Covers.ALL

    @property
    def place(self) -> tuple[object, ...]:
        """Where in the book it lies: two figures of one place say the same, or contradict each other."""
        return (self.indicator, self.about, self.first, self.last, self.tags, self.covers)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks to be accepted."""
        found = []
        if not self.indicator:
            found.append(NO_INDICATOR)
        if self.first is None or self.last is None:
            found.append(NO_PERIOD)
        if self.value is None:
            found.append(NO_VALUE)
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        days = {"first": str(self.first or ""), "last": str(self.last or "")}
        rest = {"indicator": self.indicator, "about": self.about, "value": self.value, "tags": sorted(self.tags)}
        return {**rest, **days, "estimate": self.estimate, "covers": self.covers}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        """The cell again."""
        first, last = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("first", "last"))
        said = (kept["indicator"], kept["about"], first, last, kept["value"], frozenset(kept["tags"]))
        return cls(*said, kept["estimate"], kept["covers"])


class Whose(NamedTuple):
    """A unit that a figure speaks of: may the person record for it, had it ever units below, did it stand?"""

    unit_id: int
    kind: str
    leaf: bool
    writes: bool
    stands: bool


class Fate(NamedTuple):
    """What an accepted figure becomes; `why` where it is not posted as its unit's."""

    destination: Destination
    why: str = ""


def smallest(value: Fraction, view: IndicatorView) -> int | None:
    """A number in the indicator's smallest unit; None where it is finer than that."""
    found = value * 10**view.scale
    return found.numerator if found.denominator == 1 and found >= 0 else None


def proposed(figure: Figure, views: Catalogue, own: str, on: date) -> Cell:
    """What a figure says, as it was read; `own`: code of the unit that the document speaks for.

    A hedged number is an estimate; so is one of a month that is not over. A range has no number.
    """
    quantity, period = figure.quantity, figure.period
    view = views.indicators.get(figure.indicator or "")
    ranged = quantity.precision == Precision.RANGE or quantity.value_to is not None
    value = None if view is None or ranged else smallest(Fraction(quantity.value), view)
    about = figure.organization or (figure.organization_name or own)
    cell = Cell(
        indicator=view.code if view else "", about=about[:300], value=value, tags=figure.tags,
        first=period.first if period else None, last=period.last if period else None,
        estimate=quantity.precision != Precision.EXACT,
    )  # fmt: skip
    return settled(cell, on)


def settled(cell: Cell, on: date) -> Cell:
    """The cell, an estimate where its period is not over."""
    return replace(cell, estimate=True) if cell.last is not None and cell.last > on else cell


def fate(cell: Cell, kind: FigureKind, views: Catalogue, whose: Whose | None, on: date) -> Fate:
    """What a complete cell becomes: posted for a unit where the person records, else kept to check against."""
    view = views[cell.indicator]
    assert cell.first is not None and cell.last is not None
    why = ""
    if kind not in REPORTED:
        why = NOT_REPORTED
    elif whose is None or not whose.writes or not whose.stands:
        why = NOT_OURS
    elif cell.first > on or month_first(month_index(cell.last)) > on:
        why = NOT_YET
    elif not declarable(view, whose.kind):
        why = NOT_DECLARED
    if why:
        return Fate(Destination.CLAIM, why)
    if cell.first == cell.last:
        return _of_a_day(cell, view)
    whole = cell.first.day == 1 and cell.last == month_last(month_index(cell.last))
    return Fate(Destination.DECLARATION) if whole else Fate(Destination.CLAIM, NOT_MONTHS)


def _of_a_day(cell: Cell, view: IndicatorView) -> Fate:
    if view.derived:
        return Fate(Destination.CLAIM, NOT_MONTHS)
    if cell.estimate and view.kind == IndicatorKind.FLOW:
        return Fate(Destination.CLAIM, NOT_EXACT)
    return Fate(Destination.RECORD)
