"""Who owes a report: by the tree on the round's last day, so that a unit that ended before owes nothing."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from chungtay.ledger.models import Attestation, Entry, Obligation
from chungtay.ledger.models.book import LINE_BITS
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import stands
from chungtay.submissions.models import ReportRound
from chungtay.submissions.rules.states import OwedBy

Days = tuple[date, date]


def owing(one: ReportRound, known: Structure) -> list[UnitOn]:
    """The units that owe this round, by code, called as on its last day."""
    direct = one.type.owed_by == OwedBy.DIRECT
    below, waiting = set[int](), [one.type.unit_id]
    while waiting:
        unit = waiting.pop()
        here = {child for child, since, end in known.directly_below(unit) if stands(since, end, one.last_on)} - below
        below |= here
        if not direct:
            waiting.extend(here)
    found = known.units_of(below, one.last_on).values()
    kinds = one.type.kinds
    return sorted((unit for unit in found if not kinds or unit.kind in kinds), key=lambda unit: unit.code)


def owes(one: ReportRound, unit_id: int, known: Structure) -> bool:
    """Does the unit owe this round? Asked of one unit, the tree is only walked upwards."""
    unit = known.unit_by_id(unit_id, one.last_on)
    if unit is None or not unit.stands_on(one.last_on) or (one.type.kinds and unit.kind not in one.type.kinds):
        return False
    direct = one.type.owed_by == OwedBy.DIRECT
    return any(
        path.ancestor_id == one.type.unit_id
        and stands(path.valid_from, path.valid_to, one.last_on)
        and (path.depth == 1 if direct else path.depth > 0)
        for path in known.above(unit_id)
    )


def obliged(spans: Collection[Days]) -> dict[Days, dict[int, list[int]]]:
    """By days: unit to the entries by which the ledger has it owe for exactly these days, as they stand."""
    undone = Entry.objects.filter(reverses=OuterRef("pk").bitrightshift(LINE_BITS))
    rows = Obligation.objects.filter(~Exists(undone), last_on__in={last for _, last in spans})
    found: dict[Days, dict[int, list[int]]] = {days: {} for days in spans}
    for first, last, unit, pk in rows.values_list("first_on", "last_on", "unit", "pk"):
        if (first, last) in found:
            found[first, last].setdefault(unit, []).append(pk >> LINE_BITS)
    return found


def attested_through(seqs: Iterable[int | None], last: date) -> bool:
    """Does the word of one of these entries reach the day?"""
    rows = Attestation.objects.filter(pk__in=[seq << LINE_BITS for seq in seqs if seq], last_on__gte=last)
    return rows.exists()
