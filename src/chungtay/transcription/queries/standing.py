"""What the book holds of the cells that a document speaks of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from chungtay.kernel.months import month_index
from chungtay.ledger.models import Entry, Fact, StandingCell
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import TagSets
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.rules import Catalogue, CellState, Layer
from chungtay.transcription.rules.cells import Cell

Place = tuple[int, str, frozenset[str], int, int]  # unit id, indicator, tags, first and last month


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared total that stands; `alone`: its entry says nothing else."""

    seq: int
    key: str
    covers: str
    value: int
    estimate: bool
    beneath: int
    remainder: int
    live: bool
    crossing: bool
    alone: bool


def place_of(unit_id: int, cell: Cell) -> Place:
    """Where a cell of whole months lies."""
    assert cell.first is not None and cell.last is not None
    return (unit_id, cell.indicator, cell.tags, month_index(cell.first), month_index(cell.last))


def declared_at(places: Collection[Place], views: Catalogue) -> Mapping[Place, list[Declared]]:
    """Every declaration that stands at these places, whatever it covers; finals before estimates."""
    if not places:
        return {}
    rows = list(
        StandingCell.objects.filter(
            unit_id__in={place[0] for place in places}, indicator_id__in={views[place[1]].id for place in places},
            first_month__in={place[3] for place in places}, last_month__in={place[4] for place in places},
        ).order_by("estimate", "pk")
    )  # fmt: skip
    tagsets = TagSets()
    tagsets.load({row.tagset_id for row in rows})
    seqs = {row.pk >> LINE_BITS for row in rows}
    keys = dict(Entry.objects.filter(pk__in=seqs).values_list("pk", "key"))
    crowded = _crowded(seqs)
    found: dict[Place, list[Declared]] = {}
    for row in rows:
        code, seq = views.by_id[row.indicator_id].code, row.pk >> LINE_BITS
        place = (row.unit_id, code, tagsets.tags(row.tagset_id), row.first_month, row.last_month)
        if place in places:
            found.setdefault(place, []).append(
                Declared(
                    seq, keys[seq], row.covers, row.value, row.estimate, row.beneath, row.remainder,
                    row.state == CellState.LIVE, row.state == CellState.CROSSING, seq not in crowded,
                )
            )  # fmt: skip
    return found


def settled_cells(seqs: Collection[int]) -> Mapping[int, tuple[int, bool]]:
    """Declarations of one cell, by entry: detail beneath, whether it crosses another."""
    rows = StandingCell.objects.filter(pk__in=[seq << LINE_BITS for seq in seqs])
    return {row.pk >> LINE_BITS: (row.beneath, row.state == CellState.CROSSING) for row in rows}


def _crowded(seqs: Collection[int]) -> set[int]:
    """Entries that declare more than one cell: they have a second line."""
    second = [(seq << LINE_BITS) + 1 for seq in seqs]
    return {pk >> LINE_BITS for pk in StandingCell.objects.filter(pk__in=second).values_list("pk", flat=True)}


def recorded_on(asked: Iterable[tuple[int, str, date]], views: Catalogue) -> Mapping[tuple[int, str, date], int]:
    """What is recorded of an indicator by a unit on a day, in all."""
    wanted = set(asked)
    if not wanted:
        return {}
    rows = (
        Fact.objects.filter(
            unit_id__in={unit for unit, _, _ in wanted}, layer=Layer.DETAIL,
            indicator_id__in={views[code].id for _, code, _ in wanted}, day__in={day for _, _, day in wanted},
        ).values_list("unit_id", "indicator_id", "day").annotate(total=Sum("value"))
    )  # fmt: skip
    sums: dict[tuple[int, str, date], int] = {}
    for unit, indicator, day, total in rows.order_by():
        sums[unit, views.by_id[indicator].code, _day(day)] = total
    return {place: sums.get(place, 0) for place in wanted}


def _day(day: date | int) -> date:
    return day if isinstance(day, date) else date.fromordinal(day)


def stands(places: Collection[tuple[int, str, int]]) -> set[tuple[int, str, int]]:
    """Those of (unit id, key, entry) of which the entry is the one that stands under the key."""
    known = standings((unit, key) for unit, key, _ in places)
    return {(unit, key, seq) for unit, key, seq in places if (unit, key) in known and known[unit, key][0] == seq}
