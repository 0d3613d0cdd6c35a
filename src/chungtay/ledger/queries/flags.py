"""Standing declarations that do not fit: those that cross an earlier one, and those whose detail is above them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.models import Entry, StandingCell
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import CellState, Covers, EntryKind, FlagKind
from chungtay.ledger.rules.cells import Cell, crosses

from .ancestry import Ancestry
from .catalogue import TagSets, catalogue
from .cells import StandingRow, live, standing_rows
from .stocks import ids as spelled
from .tree import tree_now

CHUNK = 500


@dataclass(frozen=True, slots=True)
class FlaggedCell:
    """A declared cell as people name it: the unit's code, its days, its value in the indicator's smallest unit."""

    unit: str
    covers: str
    first: date
    last: date
    value: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A declaration that is flagged. `beneath`: the detail; `crossed`: the earlier one, where it crosses one."""

    seq: int
    key: str
    kind: FlagKind
    indicator: str
    scale: int
    cell: FlaggedCell
    beneath: int
    crossed: FlaggedCell | None = None


def flagged_cells(unit_ids: Collection[int] | None) -> tuple[str, int]:
    """What asks for the flagged declarations of units (None, or too many to name: of all): SQL, and its columns."""
    sql = (
        "SELECT id, unit_id, first_month, last_month FROM ledger_standingcell"
        f" WHERE (state = '{CellState.CROSSING.value}' OR (state = '{CellState.LIVE.value}' AND beneath > value))"
    )
    few = unit_ids is not None and len(unit_ids) <= CHUNK
    return sql + (f" AND unit_id IN ({spelled(unit_ids or ())})" if few else ""), 4


def flags(
    unit_ids: Collection[int] | None = None, *, first: date | None = None, last: date | None = None,
    seqs: Iterable[tuple[int, int]] | None = None, cells: Iterable[tuple[int, ...]] | None = None,
) -> list[Flag]:  # fmt: skip
    """Flagged declarations that stand, in order of the book.

    Of units (None: all); whose span meets the days; `seqs`: posted, or brought above their declaration, by the entries
    from first to last of these stretches. `cells`: what `flagged_cells` says of them, where it has been asked.
    """
    if cells is None:
        with connection.cursor() as cursor:
            cursor.execute(flagged_cells(unit_ids)[0])
            cells = cursor.fetchall()
    ids = [
        pk for pk, unit, begins, ends in sorted(cells)
        if (unit_ids is None or unit in unit_ids)
        and (last is None or month_first(begins) <= last) and (first is None or month_last(ends) >= first)
    ]  # fmt: skip
    if ids and seqs is not None:
        stretches = list(seqs)
        moved = {pk for stretch in stretches for pk in _exceeded(*stretch)}
        ids = [pk for pk in ids if pk in moved or any(a <= pk >> LINE_BITS <= z for a, z in stretches)]
    return _told(ids) if ids else []


def _exceeded(first: int, last: int) -> set[int]:
    """Declared rows whose remainder these entries took back."""
    gone = Entry.objects.filter(seq__gte=first, seq__lte=last, kind=EntryKind.REVERSAL, key="").values("reverses")
    payloads = Entry.objects.filter(seq__in=gone, kind=EntryKind.REMAINDER).values_list("payload", flat=True)
    return {int(payload.split(":")[1]) for payload in payloads}


def _told(ids: list[int]) -> list[Flag]:
    wanted = set(ids)
    picked = StandingCell.objects.filter(pk__in=ids[:CHUNK]) if len(ids) <= CHUNK else StandingCell.objects.all()
    places = {(unit, indicator) for pk, unit, indicator in picked.values_list("pk", "unit_id", "indicator_id")}
    tree, tagsets, views = tree_now(), TagSets(), catalogue()
    ancestry, units = tree.ancestry, {unit for unit, _ in places}
    above = {a for unit in units for a, _, _ in ancestry.paths(unit)}
    within = above | tree.structure.descendant_ids(units)
    around = standing_rows(tagsets, indicators={i for _, i in places}, units=within)
    flagged = [row for row in sorted(around, key=lambda r: r.cell.id) if row.cell.id in wanted]
    codes = {row.cell.unit_id: tree.structure.code_of(row.cell.unit_id) for row in around}
    keys = dict(Entry.objects.filter(seq__in={pk >> LINE_BITS for pk in ids}).values_list("seq", "key"))
    told = []
    for row in flagged:
        other = None if live(row) else _crossed(row.cell, around, ancestry)
        kind = FlagKind.ABOVE_DETAIL if live(row) else FlagKind.CROSSING
        seq, view = row.cell.id >> LINE_BITS, views.by_id[row.cell.indicator_id]
        crossed = _named(other, codes) if other else None
        told.append(Flag(seq, keys[seq], kind, view.code, view.scale, _named(row.cell, codes), row.beneath, crossed))
    return told


def _named(cell: Cell, codes: dict[int, str]) -> FlaggedCell:
    return FlaggedCell(
        codes[cell.unit_id], Covers(cell.covers), month_first(cell.first), month_last(cell.last), cell.value
    )


def _crossed(cell: Cell, around: Iterable[StandingRow], ancestry: Ancestry) -> Cell | None:
    """The earliest declaration that counts and that this one crosses."""

    def above(ancestor: int, unit: int, month: int) -> bool:
        return ancestor in ancestry.on(unit, month_last(month).toordinal())

    earlier = [
        row.cell for row in around
        if row.cell.id < cell.id and live(row) and row.cell.indicator_id == cell.indicator_id
    ]  # fmt: skip
    return min((other for other in earlier if crosses(cell, other, above)), key=lambda c: c.id, default=None)
