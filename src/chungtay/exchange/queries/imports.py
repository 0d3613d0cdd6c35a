"""Imports and what they posted."""

from collections.abc import Iterable
from dataclasses import dataclass

from chungtay.exchange.models import Import, ImportChunk
from chungtay.exchange.rules.drafts import RowDraft
from chungtay.exchange.rules.outcomes import ImportState, RowFlag
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.models import Entry, StandingCell
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries import Flag, flags
from chungtay.ledger.queries.catalogue import catalogue, tag_key
from chungtay.ledger.queries.keys import Standings, standings
from chungtay.ledger.queries.tree import Leaves
from chungtay.ledger.rules import Amount, DeclarationDraft, EntryKind
from chungtay.organizations.models import Unit

from .entries import POSTED

CHUNK = 400


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """A record or declaration that an import posted, and the entry that it replaced."""

    seq: int
    unit_id: int
    key: str
    kind: str
    replaced: int | None


def import_by_id(number: int) -> Import:
    """The import of that number. Raises Refusal when there is none."""
    found = Import.objects.filter(pk=number).first()
    if found is None:
        raise Refusal(gettext_noop("Không có lần nhập số %(id)s."), id=number)
    return found


def open_import_of(digest: str) -> Import | None:
    """The unfinished import of a file with these bytes."""
    return Import.objects.filter(digest=digest, state=ImportState.OPEN).order_by("pk").first()


def posted_entries(first_seq: int, last_seq: int) -> list[PostedEntry]:
    """Records and declarations among the entries from first to last, in order of the book."""
    rows = list(
        Entry.objects.filter(pk__gte=first_seq, pk__lte=last_seq)
        .order_by("pk")
        .values_list("pk", "unit_id", "key", "kind", "reverses")
    )
    reversed_at = {(unit, key): reverses for _, unit, key, kind, reverses in rows if kind == EntryKind.REVERSAL and key}
    return [
        PostedEntry(seq, unit, key, kind, reversed_at.get((unit, key)))
        for seq, unit, key, kind, _ in rows
        if kind in POSTED
    ]


def standing_now(entries: Iterable[PostedEntry]) -> Standings:
    """What stands under the entries' keys now."""
    return standings((entry.unit_id, entry.key) for entry in entries)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the ledger holds against drafts: (unit, key) under which a record stands, and amounts declared elsewhere."""

    keys: set[tuple[int, str]]
    amounts: set[tuple[int, str, Amount]]  # unit, key, amount

    def __bool__(self) -> bool:
        return bool(self.keys or self.amounts)


def taken_of(drafts: Iterable[DeclarationDraft]) -> Taken:
    """Keys of the drafts that records use, and cells that stand under another key; a final may replace an estimate."""
    given = list(drafts)
    own = standings((d.unit_id, d.key) for d in given)
    views = catalogue()
    units, indicators = {d.unit_id for d in given}, {views[a.indicator].id for d in given for a in d.amounts}
    leaves = Leaves(units)
    cells = _standing_cells(units, indicators, leaves)
    taken = Taken({place for place, (_, _, kind) in own.items() if kind != EntryKind.DECLARATION}, set())
    for draft in given:
        mine = own.get((draft.unit_id, draft.key), (0,))[0]
        reach = leaves.reach(draft.unit_id, draft.covers, draft.first, draft.last)
        span = (month_index(draft.first), month_index(draft.last))
        for amount in draft.amounts:
            place = (draft.unit_id, reach, views[amount.indicator].id, tag_key(amount.tags), *span)
            here = cells.get(place, ())
            if any(cell.seq == mine and cell.value == amount.value for cell in here):
                continue  # the same row again
            if any(cell.seq != mine and not cell.gives_way(draft) for cell in here):
                taken.amounts.add((draft.unit_id, draft.key, amount))
    return taken


@dataclass(frozen=True, slots=True)
class StandingTotal:
    """A declared cell that stands, by the entry that declared it."""

    seq: int
    value: int
    estimate: bool
    covers: str

    def gives_way(self, draft: DeclarationDraft) -> bool:
        """May the draft's final stand over it, an estimate of the same cover?"""
        return self.estimate and not draft.estimate and self.covers == draft.covers


def _standing_cells(
    units: set[int], indicators: set[int], leaves: Leaves
) -> dict[tuple[object, ...], list[StandingTotal]]:
    found: dict[tuple[object, ...], list[StandingTotal]] = {}
    wanted = sorted(units)
    for start in range(0, len(wanted), CHUNK):
        rows = StandingCell.objects.filter(unit_id__in=wanted[start : start + CHUNK], indicator_id__in=indicators)
        for pk, value, estimate, unit, covers, *place, first, last in rows.values_list(
            "id", "value", "estimate", "unit_id", "covers", "indicator_id", "tagset__key", "first_month", "last_month"
        ):
            reach = leaves.reach(unit, covers, month_first(first), month_last(last))
            total = StandingTotal(pk >> LINE_BITS, value, estimate, covers)
            found.setdefault((unit, reach, *place, first, last), []).append(total)
    return found


def codes_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """Codes of units."""
    wanted = sorted(set(unit_ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        found.update(Unit.objects.filter(pk__in=wanted[start : start + CHUNK]).values_list("pk", "code"))
    return found


def flagged_rows(number: int, rows: Iterable[RowDraft]) -> tuple[RowFlag, ...]:
    """What does not fit of the declarations that an import posted, by the rows (where they are kept) that say them."""
    stretches = list(ImportChunk.objects.filter(of=number).values_list("first_seq", "last_seq"))
    found = flags(seqs=stretches)
    if not found:
        return ()
    by_key = {(d.unit_id, d.key): row.row for row in rows for d in row.declarations}
    entries = Entry.objects.in_bulk([flag.seq for flag in found])
    keys = {seq: (entry.unit_id or 0, entry.key) for seq, entry in entries.items()}
    return tuple(_row_flag(by_key.get(keys[flag.seq]), flag) for flag in found)


def _row_flag(row: int | None, flag: Flag) -> RowFlag:
    cell, other = flag.cell, flag.crossed
    crossed = (other.unit, other.first, other.last) if other else ("", None, None)
    return RowFlag(
        row, flag.kind, cell.unit, flag.indicator, flag.scale, cell.first, cell.last, cell.value, flag.beneath, *crossed
    )
