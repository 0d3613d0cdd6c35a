"""Standing declarations that do not fit: those that cross an earlier one, and those whose detail is above them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import Catalogue, Covers, EntryKind, FlagKind
from chungtay.ledger.rules.cells import Cell, crosses
from chungtay.organizations.queries import Structure

from .ancestry import Ancestry
from .catalogue import TagSets, catalogue
from .stocks import ids as spelled
from .tree import TreeNow, tree_now

CHUNK = 500
COLUMNS = (
    "{0}.id, {0}.unit_id, {0}.indicator_id, {0}.first_month, {0}.last_month, {0}.value, {0}.beneath, {0}.tagset_id,"
    " CASE WHEN {0}.covers = 'own' THEN 1 ELSE 0 END AS own, CASE WHEN {0}.state = 'crossing' THEN 1 ELSE 0 END AS crossing"
)
# First what is flagged; then the earlier ones that count for the same indicator, share a month with one that crosses,
# and stand at its unit, above or below.
SQL = (
    f"SELECT 1 AS flagged, {COLUMNS.format('c')} FROM ledger_standingcell c"
    " WHERE (c.state = 'crossing' OR (c.state = 'live' AND c.beneath > c.value)){among}"
    f" UNION SELECT 0, {COLUMNS.format('o')} FROM ledger_standingcell c CROSS JOIN ledger_standingcell o"  # in this order
    " WHERE c.state = 'crossing'{among} AND o.indicator_id = c.indicator_id AND o.state = 'live' AND o.id < c.id"
    " AND o.first_month <= c.last_month AND o.last_month >= c.first_month AND EXISTS (SELECT 1 FROM organizations_unitpath p"
    " WHERE (p.ancestor_id = o.unit_id AND p.descendant_id = c.unit_id)"
    " OR (p.ancestor_id = c.unit_id AND p.descendant_id = o.unit_id))"
)


@dataclass(frozen=True, slots=True)
class FlaggedCell:
    """A declared cell as people name it: the unit's code, its days, its value in the indicator's smallest unit."""

    unit: str
    first: date
    last: date
    value: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A declaration that is flagged. `beneath`: the detail; `crossed`: the earlier one, where it crosses one."""

    seq: int
    kind: FlagKind
    indicator: str
    scale: int
    cell: FlaggedCell
    beneath: int
    crossed: FlaggedCell | None = None


class _Row(NamedTuple):
    id: int
    unit_id: int
    indicator_id: int
    first: int
    last: int
    value: int
    beneath: int
    tagset_id: int
    own: int
    crossing: int


def flagged_cells(unit_ids: Collection[int] | None, first: date | None, last: date | None) -> tuple[str, int]:
    """What asks for the flagged declarations of units (None, or too many to name: of all) whose span meets the days: SQL,
    and its columns."""
    few = unit_ids is not None and len(unit_ids) <= CHUNK
    among = f" AND c.unit_id IN ({spelled(unit_ids or ())})" if few else ""
    among += f" AND c.last_month >= {month_index(first)}" if first else ""
    return SQL.format(among=among + (f" AND c.first_month <= {month_index(last)}" if last else "")), 11


def flags(
    unit_ids: Collection[int] | None = None, *, first: date | None = None, last: date | None = None,
    seqs: Iterable[tuple[int, int]] | None = None, rows: Iterable[tuple[int, ...]] | None = None,
    views: Catalogue | None = None, known: Structure | None = None, tagsets: TagSets | None = None,
) -> list[Flag]:  # fmt: skip
    """Flagged declarations that stand, in order of the book.

    Of units (None: all); whose span meets the days; `seqs`: posted, or brought above their declaration, by the entries
    from first to last of these stretches. `rows`: what `flagged_cells` says of them, where it has been asked; `views`,
    `known`, `tagsets`: indicators, organization and tags, where they are known.
    """
    if rows is None:
        with connection.cursor() as cursor:
            cursor.execute(flagged_cells(unit_ids, first, last)[0])
            rows = cursor.fetchall()
    ordered = [(flagged, _Row(*row)) for flagged, *row in sorted(rows)]
    found = [row for flagged, row in ordered if flagged and (unit_ids is None or row.unit_id in unit_ids)]
    if found and seqs is not None:
        stretches = list(seqs)
        moved = {pk for stretch in stretches for pk in _exceeded(*stretch)}
        found = [row for row in found if row.id in moved or any(a <= row.id >> LINE_BITS <= z for a, z in stretches)]
    earlier = [row for flagged, row in ordered if not flagged]
    return _told(found, earlier, views or catalogue(), tree_now(known), tagsets or TagSets()) if found else []


def _exceeded(first: int, last: int) -> set[int]:
    """Declared rows whose remainder these entries took back."""
    gone = Entry.objects.filter(seq__gte=first, seq__lte=last, kind=EntryKind.REVERSAL, key="").values("reverses")
    payloads = Entry.objects.filter(seq__in=gone, kind=EntryKind.REMAINDER).values_list("payload", flat=True)
    return {int(payload.split(":")[1]) for payload in payloads}


def _told(found: list[_Row], earlier: list[_Row], views: Catalogue, tree: TreeNow, tagsets: TagSets) -> list[Flag]:
    crossing = [row for row in found if row.crossing]
    tagsets.load({row.tagset_id for row in (*crossing, *earlier)} if crossing else ())
    before = [_cell(row, tagsets) for row in earlier] if crossing else []
    crossed = {row.id: _crossed(_cell(row, tagsets), before, tree.ancestry) for row in crossing}

    def named(cell: _Row | Cell) -> FlaggedCell:
        days = month_first(cell.first), month_last(cell.last)
        return FlaggedCell(tree.structure.code_of(cell.unit_id), *days, cell.value)

    told = []
    for row in found:
        view, other = views.by_id[row.indicator_id], crossed.get(row.id)
        kind, seq = FlagKind.CROSSING if row.crossing else FlagKind.ABOVE_DETAIL, row.id >> LINE_BITS
        told.append(Flag(seq, kind, view.code, view.scale, named(row), row.beneath, named(other) if other else None))
    return told


def _cell(row: _Row, tagsets: TagSets) -> Cell:
    covers = Covers.OWN if row.own else Covers.ALL
    return Cell(*row[:2], covers, row.indicator_id, tagsets.tags(row.tagset_id), *row[3:6], estimate=False)


def _crossed(cell: Cell, before: Iterable[Cell], ancestry: Ancestry) -> Cell | None:
    """The earliest declaration that counts and that this one crosses."""

    def above(ancestor: int, unit: int, month: int) -> bool:
        return ancestor in ancestry.on(unit, month_last(month).toordinal())

    same = (one for one in before if one.id < cell.id and one.indicator_id == cell.indicator_id)
    return next((one for one in same if crosses(cell, one, above)), None)
