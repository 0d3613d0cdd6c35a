"""A unit's year of declared totals: what stands in each cell, which months are attested, who may be entered for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import connection

from chungtay.kernel.months import month_first, month_last
from chungtay.kernel.text import sort_key
from chungtay.ledger.models import Entry, StandingCell
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import EMPTY_TAGSET
from chungtay.ledger.rules import Catalogue, CellState, Covers
from chungtay.ledger.rules.keys import ON_BEHALF
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.organizations.rules import PERMISSIONS, Permission, Role, stands
from chungtay.totals.rules.cells import Total

MONTH_DAYS = 28
COLUMNS = (
    "id", "covers", "indicator_id", "tagset_id", "first_month", "last_month", "value", "estimate", "state", "remainder",
    "beneath",
)  # fmt: skip
WORDS = ("seq", "key", "source", "title", "note")
SILENT = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class DeclaredCell:
    """A declared total that stands, with the words of its entry; `rest`: its remainder over the detail `beneath`."""

    id: int
    covers: str
    indicator_id: int
    tagset_id: int
    first: int
    last: int
    value: int
    estimate: bool
    state: str
    rest: int
    beneath: int
    key: str
    source: str
    title: str
    note: str

    @property
    def seq(self) -> int:
        """The entry that says it."""
        return self.id >> LINE_BITS

    @property
    def total(self) -> Total:
        """What the cell says."""
        return Total(self.value, self.estimate)

    @property
    def crossing(self) -> bool:
        """Does it cross an earlier one, so that it does not count?"""
        return self.state == CellState.CROSSING

    @property
    def on_behalf(self) -> bool:
        """Did a unit above enter it?"""
        return self.source == ON_BEHALF

    @property
    def first_on(self) -> date:
        """First day of its span."""
        return month_first(self.first)

    @property
    def last_on(self) -> date:
        """Last day of its span."""
        return month_last(self.last)


@dataclass(frozen=True, slots=True)
class DeclaredYear:
    """Everything that a unit has declared around a year, in order of the book, and how its sheet holds it."""

    cells: tuple[DeclaredCell, ...] = ()
    sheet: dict[tuple[int, int], tuple[DeclaredCell, ...]] = field(default_factory=dict)

    def at(self, indicator_id: int, month: int) -> DeclaredCell | None:
        """What counts in a cell of the sheet: a final before the estimate it ended."""
        return min(self.sheet.get((indicator_id, month), ()), key=lambda cell: cell.estimate, default=None)

    def others(self, year: int) -> list[DeclaredCell]:
        """What was declared within the year but not for one month, or under tags, or for another cover."""
        mine = {cell.id for cells in self.sheet.values() for cell in cells}
        first, last = year * 12, year * 12 + 11
        return [cell for cell in self.cells if cell.id not in mine and cell.first <= last and first <= cell.last]


def declared_year(views: Catalogue, unit_id: int, covers: str, year: int, *, leaf: bool) -> DeclaredYear:
    """What stands of a unit's declarations in the year and as long before as a reading counts.

    The sheet holds untagged totals of one month; of a `leaf` both covers, which mean the same. Cells before the year
    come without the words of their entries.
    """
    back = int(settings.CHUNGTAY_STOCK_AGE_DAYS) // MONTH_DAYS + 1
    rows = list(
        StandingCell.objects.filter(
            unit_id=unit_id, indicator_id__in=list(views.by_id), last_month__gte=year * 12 - back,
            first_month__lte=year * 12 + 11,
        ).order_by("pk").values_list(*COLUMNS)
    )  # fmt: skip
    seqs = {row[0] >> LINE_BITS for row in rows if row[5] >= year * 12}
    said = {seq: words for seq, *words in Entry.objects.filter(pk__in=seqs).values_list(*WORDS)}
    cells = tuple(DeclaredCell(*row, *said.get(row[0] >> LINE_BITS, SILENT)) for row in rows)
    sheet: dict[tuple[int, int], tuple[DeclaredCell, ...]] = {}
    for cell in cells:
        single = cell.first == cell.last and cell.first // 12 == year and cell.tagset_id == EMPTY_TAGSET
        if single and (leaf or cell.covers == covers):
            sheet[cell.indicator_id, cell.first] = (*sheet.get((cell.indicator_id, cell.first), ()), cell)
    return DeclaredYear(cells, sheet)


@dataclass(frozen=True, slots=True)
class MonthWord:
    """An attestation that holds a month: its entry, and whether it speaks of exactly that month and was ticked here, not
    given with a report: only then it is taken back here."""

    seq: int
    exact: bool


def attested_months(unit_id: int, covers: str, months: Collection[int], *, leaf: bool) -> dict[int, MonthWord]:
    """The months for which the unit has given its word that everything not recorded is a zero."""
    days = {m: (month_first(m).toordinal(), month_last(m).toordinal()) for m in months}
    kinds = tuple(Covers) if leaf else (covers, Covers.ALL)
    found: dict[int, MonthWord] = {}
    with connection.cursor() as cursor:  # in SQL: the ORM takes fifty times as long to say it as the database to answer
        cursor.execute(
            f"SELECT a.id, a.first_on, a.last_on, e.source FROM ledger_attestation a"
            f" JOIN ledger_entry e ON e.seq = a.id >> {LINE_BITS} WHERE a.unit_id = %s AND a.indicator_id IS NULL"
            f" AND a.first_on <= %s AND a.last_on >= %s AND a.covers IN ({', '.join(['%s'] * len(kinds))})"
            f" AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = a.id >> {LINE_BITS}) ORDER BY a.id",
            [unit_id, max(b for _, b in days.values()), min(a for a, _ in days.values()), *map(str, kinds)],
        )
        spans = cursor.fetchall()
    for pk, first, last, source in spans:
        for month, (begins, ends) in days.items():
            if first <= begins and ends <= last:
                found[month] = MonthWord(pk >> LINE_BITS, (first, last) == (begins, ends) and not source)
    return found


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """A unit whose sheet may be opened; `own`: the person records for the unit itself, not from above.

    `leaf`: it never had units below. `reads`, `writes`: what the person may do with the sheet.
    """

    unit: UnitOn
    own: bool
    leaf: bool
    reads: bool
    writes: bool


def sheet_units(seen: Sight, code: str = "") -> list[SheetUnit]:
    """The units in which the person works, those directly below, and any asked for by code, permitted or not.

    The own ones first, of each those that stand, by name.
    """
    on, tree = seen.on, seen.structure
    held = [(role.unit_id, PERMISSIONS[Role(role.role)]) for role in seen.roles if role.unit_id]
    works = {unit for unit, may in held if Permission.RECORD in may}
    ids = {unit for unit, may in held if Permission.SEE_RECORDS in may}
    ids |= {below for unit in ids for below, since, until in tree.directly_below(unit) if stands(since, until, on)}
    ids |= set(tree.bearers(code))
    reads, writes = seen.units(Permission.SEE_RECORDS, ids), seen.units(Permission.RECORD, ids)
    found = [
        SheetUnit(unit, unit.id in works, not tree.directly_below(unit.id), unit.id in reads, unit.id in writes)
        for unit in tree.units_of(ids, on).values()
    ]
    return sorted(found, key=lambda one: (not one.own, not one.unit.stands_on(on), sort_key(one.unit.short_name)))
