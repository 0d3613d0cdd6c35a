"""The chain's head, moments as sequence numbers, adjustments after a closing, unfinished batches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.ledger.models import ChainHead, Closing, Entry, Fact, OpenBatch
from chungtay.ledger.models.book import LINE_BITS

OPEN_IMPORTS = ("SELECT COUNT(*) FROM ledger_openbatch", 1)  # SQL, and how many columns of numbers it gives


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the last entry's number, hash (hex) and moment."""

    seq: int
    hash: str
    recorded_at: datetime | None


def head(*, hold: bool = False) -> Head:
    """The chain's head now. With `hold`, inside a transaction, nobody posts until that transaction ends."""
    rows = ChainHead.objects.select_for_update() if hold else ChainHead.objects
    row = rows.get(pk=1)
    return Head(row.seq, bytes(row.hash).hex(), row.recorded_at)


def seq_at(moment: datetime) -> int:
    """Number of the last entry recorded up to a moment; 0 when there is none."""
    found = Entry.objects.filter(recorded_at__lte=moment).order_by("-seq").values_list("seq", flat=True).first()
    return found or 0


def recorded_at(seq: int) -> datetime | None:
    """When an entry was recorded."""
    return Entry.objects.filter(pk=seq).values_list("recorded_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A fact recorded after its unit had closed its day."""

    seq: int
    unit_id: int
    indicator_id: int
    occurred_on: date
    value: int


def closed_through(unit_id: int) -> tuple[date, int] | None:
    """The unit's watermark and the entry that set it; None when open."""
    last = Closing.objects.filter(unit_id=unit_id).order_by("-pk").first()
    if last is None or last.closed_through_on is None:
        return None
    return last.closed_through_on, last.pk >> LINE_BITS


def adjustments(unit_ids: Collection[int]) -> list[Adjustment]:
    """Facts that came after the closing of their day, in order of the book."""
    found = []
    for unit in unit_ids:
        closing = closed_through(unit)
        if closing is None:
            continue
        until, seq = closing
        late = Fact.objects.filter(unit_id=unit, day__lte=until, pk__gte=(seq + 1) << LINE_BITS).order_by("pk")
        found += [Adjustment(f.pk >> LINE_BITS, unit, f.indicator_id, f.day, f.value) for f in late]
    return found


def open_imports() -> list[str]:
    """Sources of postings that were begun and are neither finished nor undone."""
    return list(OpenBatch.objects.values_list("source", flat=True))
