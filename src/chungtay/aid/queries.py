"""Reads of deliveries. Numbers over several deliveries come from `figures.queries.figures`, never from here."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from chungtay.aid.models import Delivery
from chungtay.aid.rules import Delivered, DeliveryState, GroupHelped, Line, ValueKind, Work
from chungtay.ledger.rules import RecordDraft

CHUNK = 2000


def deliveries(unit_ids: Collection[int]) -> QuerySet[Delivery]:
    """Standing deliveries of these owner units, latest first."""
    rows = Delivery.objects.filter(unit_id__in=unit_ids, state=DeliveryState.STANDING)
    return rows.select_related("unit", "place").order_by("-occurred_on", "-pk")


def delivery(unit_id: int, key: str) -> Delivery | None:
    """The delivery that stands under a unit's key."""
    return Delivery.objects.filter(unit_id=unit_id, key=key, state=DeliveryState.STANDING).first()


def versions(unit_id: int, key: str) -> QuerySet[Delivery]:
    """Every version of a unit's key, the newest first."""
    return Delivery.objects.filter(unit_id=unit_id, key=key).order_by("-entry_seq", "-pk")


def partners_of(seqs: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Ledger entry to the ids of the partner units of its delivery, where it has any."""
    wanted = sorted(seqs)
    found: dict[int, tuple[int, ...]] = {}
    through = Delivery.partners.through.objects
    for start in range(0, len(wanted), CHUNK):
        rows = through.filter(delivery__entry_seq__in=wanted[start : start + CHUNK]).order_by("unit_id")
        for seq, unit in rows.values_list("delivery__entry_seq", "unit_id").distinct():
            found[seq] = (*found.get(seq, ()), unit)
    return found


def delivered_again(records: Sequence[tuple[int, RecordDraft]]) -> list[Delivered]:
    """The deliveries of ledger entries (each one's newest version), to be recorded again as they were."""
    rows: dict[int, Delivery] = {}
    seqs = [seq for seq, _ in records]
    for start in range(0, len(seqs), CHUNK):
        found = Delivery.objects.filter(entry_seq__in=seqs[start : start + CHUNK]).order_by("pk")
        rows.update((row.entry_seq, row) for row in found.prefetch_related("lines", "partners"))
    return [_delivered(rows[seq], record) if seq in rows else Delivered(record) for seq, record in records]


def _delivered(row: Delivery, record: RecordDraft) -> Delivered:
    fields = [field for field in Line.__dataclass_fields__ if field != "kind"]
    lines = tuple(
        Line(kind=ValueKind(line.kind), **{field: getattr(line, field) for field in fields})
        for line in sorted(row.lines.all(), key=lambda line: line.pk)
    )
    return Delivered(
        record=record,
        partners=tuple(sorted(unit.pk for unit in row.partners.all())),
        place_id=row.place_id,
        giver=row.giver,
        work=Work(row.work),
        turns=row.turns,
        households=row.households,
        count=row.count,
        groups=tuple(GroupHelped(code) for code in row.groups.split("|") if code),
        lines=lines,
    )
