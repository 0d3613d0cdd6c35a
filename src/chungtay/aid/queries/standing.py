"""Reads of deliveries. Numbers over several deliveries come from `figures.queries.figures`, never from here."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import QuerySet

from chungtay.aid.models import Delivery
from chungtay.aid.rules import Delivered, DeliveryState, GroupHelped, Line, ValueKind, Work, keeps, kept_digest, worth
from chungtay.ledger.models import Entry
from chungtay.ledger.queries.keys import kept_of, standing_records
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


def withdrawn(unit_id: int, key: str) -> bool:
    """Was a delivery under this key ever taken back?"""
    return versions(unit_id, key).filter(state=DeliveryState.WITHDRAWN).exists()


def corrected_since(delivered: Delivered) -> int | None:
    """The entry that stands now where the same delivery was recorded under this key and then corrected."""
    unit_id, key = delivered.record.unit_id, delivered.record.key
    rows = list(versions(unit_id, key).values_list("entry_seq", "state"))
    stands = next((seq for seq, state in rows if state == DeliveryState.STANDING), None)
    replaced = [seq for seq, state in rows if state == DeliveryState.REPLACED]
    same = any(says_the_same(seq, delivered) for seq in replaced)
    return stands if stands and same and not says_the_same(stands, delivered) else None


def reversed_by(seq: int) -> int | None:
    """The entry that a reversing entry takes back."""
    return Entry.objects.values_list("reverses", flat=True).get(pk=seq)


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
    return delivered_of_row(row, record, tuple(sorted(unit.pk for unit in row.partners.all())))


def delivered_of_row(row: Delivery, record: RecordDraft, partners: tuple[int, ...]) -> Delivered:
    """What `aid` keeps of a record, with the record."""
    fields = [field for field in Line.__dataclass_fields__ if field != "kind"]
    lines = tuple(
        Line(kind=ValueKind(line.kind), **{field: getattr(line, field) for field in fields})
        for line in sorted(row.lines.all(), key=lambda line: line.pk)
    )
    return Delivered(
        record=record,
        partners=partners,
        place_id=row.place_id,
        giver=row.giver,
        work=Work(row.work),
        turns=row.turns,
        households=row.households,
        count=row.count,
        groups=tuple(GroupHelped(code) for code in row.groups.split("|") if code),
        lines=lines,
    )


def says_the_same(seq: int, delivered: Delivered) -> bool:
    """Does the entry hold the same of what `aid` keeps? Nothing kept on both sides is the same too."""
    return _same(kept_of([seq]).get(seq, ""), delivered)


def _same(kept: str, delivered: Delivered) -> bool:
    salt = kept.partition(":")[0]
    return kept_digest(delivered, salt) == kept if kept else not keeps(delivered)


def broken_deliveries() -> Iterator[str]:
    """Deliveries that are not, or no longer, what their entries hold; standing ones whose entry does not stand."""
    kept, standing = kept_of(), standing_records()
    seen: set[int] = set()
    rows = Delivery.objects.order_by("entry_seq").prefetch_related("lines", "partners")
    for row in rows.iterator(chunk_size=CHUNK):
        seen.add(row.entry_seq)
        if (row.state == DeliveryState.STANDING) != (row.entry_seq in standing):
            yield f"delivery {row.pk}: is {row.state}, its entry says otherwise"
        delivered = _delivered(row, RecordDraft(row.unit_id, row.key, row.occurred_on, (), row.since_on))
        worths = [line.value for line in sorted(row.lines.all(), key=lambda line: line.pk)]
        if not _same(kept.get(row.entry_seq, ""), delivered) or worths != [worth(line) for line in delivered.lines]:
            yield f"delivery {row.pk}: differs from what was entered"
    yield from (f"entry {seq}: its delivery is missing" for seq in sorted(kept.keys() - seen))
