"""What waves looked at is kept for a time, and then no longer."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.callout.models import CallWave
from chungtay.callout.rules.states import RequestState


@transaction.atomic
def erase_snapshots(*, by: User | None, at: datetime, before_at: datetime) -> int:
    """Take away the sealed snapshots of requests closed before a moment; order, digest and chain stay. Returns how many."""
    rows = CallWave.objects.filter(request__closed_at__lt=before_at, seen__has_key="snapshot")
    waves = list(rows.exclude(request__state=RequestState.OPEN))
    for row in waves:
        row.seen = {name: value for name, value in row.seen.items() if name != "snapshot"}
    CallWave.objects.bulk_update(waves, ["seen"], batch_size=100)
    if waves:
        audit.note(
            by=by, at=at, action="erase_snapshots", object_type="blood_request", object_id=len(waves),
            text=before_at.isoformat(),
        )  # fmt: skip
    return len(waves)
