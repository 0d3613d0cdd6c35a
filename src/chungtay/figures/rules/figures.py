"""Questions put to the ledger and the figures that answer them, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.rules.kinds import FigureState


class By(StrEnum):
    """What a question may be broken down by."""

    UNIT = "unit"
    MONTH = "month"
    PROGRAMME = "programme"
    DISASTER = "disaster"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: scopes (several are a union), both days inclusive, codes of indicators (none: all with entries).

    Several tags all apply. `known_seq`: as known after that entry; None is now.
    """

    of: tuple[str, ...]
    first: date
    last: date
    indicators: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    by: By | None = None
    known_seq: int | None = None
    as_it_stood: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(
                gettext_noop("Kỳ số liệu kết thúc (%(last)s) trước khi bắt đầu (%(first)s)."),
                first=f"{self.first:%d/%m/%Y}",
                last=f"{self.last:%d/%m/%Y}",
            )
        if not self.of:
            raise Refusal(gettext_noop("Cần ít nhất một đơn vị hoặc cụm."))

    def on_day(self, day: date) -> "Question":
        """The same question up to another day."""
        return replace(self, first=min(self.first, day), last=day)


@dataclass(unsafe_hash=True, slots=True)  # made by the thousand for a page: frozen ones take four times as long
class Figure:
    """One answered number, in the indicator's smallest unit (value times 10**scale); nobody changes it."""

    indicator: str
    name: str
    measure: str
    kind: str
    key: str | None
    label: str
    state: FigureState
    value: int | None
    scale: int
    reported: int
    expected: int
    missing: tuple[str, ...]
    entries: int
    unplaced: int
    estimated: int
    overlapping: bool
    field: str = ""


@dataclass(unsafe_hash=True, slots=True)  # as `Figure`
class EntryLine:
    """One fact behind a figure; `value` as it counts in that figure."""

    seq: int
    id: str
    occurred_on: date
    unit: str
    value: int
    tags: tuple[str, ...]
    title: str
    source: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The entries behind a figure; they sum to `total` (of a rate: what all say, None where they differ)."""

    entries: tuple[EntryLine, ...]
    total: int | None


class Row(NamedTuple):
    """Sum of facts of one indicator, tag set and last month (0, -1 where not asked for), of one unit's piece (0: all)."""

    indicator_id: int
    tagset_id: int
    month: int
    long: bool
    value: int
    entries: int
    estimated: int
    unplaced: int
    unit_id: int = 0


def negated(row: Row) -> Row:
    """The row taken out instead of added."""
    return row._replace(value=-row.value, entries=-row.entries, estimated=-row.estimated, unplaced=-row.unplaced)


@dataclass(slots=True)
class Sum:
    """A figure being added up."""

    value: int = 0
    entries: int = 0
    estimated: int = 0
    unplaced: int = 0

    def add(self, row: Row, factor: int = 1) -> None:
        """Add a row, each of its units counting `factor`."""
        self.value += row.value * factor
        self.entries += row.entries
        self.estimated += row.estimated * factor
        self.unplaced += row.unplaced * factor

    def less(self, other: "Sum") -> "Sum":
        """What is left when another sum is taken out."""
        value, entries = self.value - other.value, self.entries - other.entries
        return Sum(value, entries, self.estimated - other.estimated, self.unplaced - other.unplaced)

    def __bool__(self) -> bool:
        return bool(self.entries or self.unplaced or self.value)


class Piece(NamedTuple):
    """A unit with all below it, as far as the facts' days lie in [since, until) (ordinals)."""

    unit_id: int
    since: int
    until: int


def whole_months(first: int, last: int) -> tuple[int, int] | None:
    """First and last month that lie wholly within two days (ordinals, inclusive); None when there is none."""
    one, other = date.fromordinal(first), date.fromordinal(last)
    start = month_index(one) + (0 if one.day == 1 else 1)
    end = month_index(other) - (0 if month_last(month_index(other)) == other else 1)
    return (start, end) if start <= end else None


def ragged_days(first: int, last: int) -> list[tuple[int, int]]:
    """The days before and after the whole months, as inclusive ordinal spans that each lie in one month."""
    months = whole_months(first, last)
    if months is None:
        end = month_last(month_index(date.fromordinal(first))).toordinal()
        return [(first, last)] if last <= end else [(first, end), (end + 1, last)]
    spans = [(first, month_first(months[0]).toordinal() - 1), (month_last(months[1]).toordinal() + 1, last)]
    return [s for s in spans if s[0] <= s[1]]


def state_of(found: Sum, *, attested: bool, applicable: bool) -> FigureState:
    """Law 4: what a sum, and the word of those who owed it, allow to say."""
    if found.entries:
        return FigureState.VALUE if found.value else FigureState.ZERO
    if found.unplaced:
        return FigureState.NOT_ENOUGH
    if not applicable:
        return FigureState.NOT_APPLICABLE
    return FigureState.ZERO if attested else FigureState.NOT_REPORTED


def covered(first: int, last: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Do inclusive spans together hold every day from first to last?"""
    reached = first
    for start, end in sorted(spans):
        if start > reached:
            return False
        reached = max(reached, end + 1)
        if reached > last:
            return True
    return reached > last


def without(span: tuple[int, int], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of an inclusive span lies in none of the holes."""
    parts = [span]
    for start, end in holes:
        cut = [piece for first, last in parts for piece in ((first, min(last, start - 1)), (max(first, end + 1), last))]
        parts = [part for part in cut if part[0] <= part[1]]
    return parts
