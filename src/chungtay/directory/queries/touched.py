"""What a change of the tree touches: units, their records, the remainders that the book reckons anew."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from chungtay.ledger.models import Entry, Standing
from chungtay.ledger.rules import EntryKind
from chungtay.organizations.models import ClusterMembership, UnitPath, UnitVersion


@dataclass(frozen=True, slots=True)
class Touched:
    """How many units (those below included), standing records of theirs, and new remainders."""

    units: int
    records: int
    remainders: int


@dataclass(frozen=True, slots=True)
class Beyond:
    """A unit whose life ends on a day (half-open) although so many of its records lie on or after it."""

    unit: str
    ends_on: date
    number: int
    last_on: date


def touched_by(before: int, seq: int | None) -> Touched:
    """What the revisions after `before` changed; `seq` is the book's entry that followed them."""
    units = set(_changed(before)) | set(
        ClusterMembership.objects.filter(added_in__gt=before).values_list("unit", flat=True)
    )
    below = UnitPath.objects.filter(ancestor__in=units).values_list("descendant", flat=True).distinct()
    records = Standing.objects.filter(unit__in=below).count() if units else 0
    remainders = Entry.objects.filter(seq__gt=seq, kind=EntryKind.REMAINDER).count() if seq else 0
    return Touched(below.count() if units else 0, records, remainders)


def records_beyond(before: int) -> Beyond | None:
    """The first unit that the revisions after `before` end earlier than its last standing record; None: nobody's."""
    ends = UnitPath.objects.filter(depth=0, descendant__in=_changed(before), valid_to__isnull=False)
    for unit, code, end in ends.values_list("descendant", "descendant__code", "valid_to"):
        late = Standing.objects.filter(unit=unit, day__gte=end).aggregate(number=Count("key"), last=Max("day"))
        if end is not None and late["number"]:
            return Beyond(code, end, late["number"], late["last"])
    return None


def _changed(before: int) -> list[int]:
    rows = UnitVersion.objects.filter(Q(added_in__gt=before) | Q(superseded_in__gt=before))
    return sorted(set(rows.values_list("unit", flat=True)))
