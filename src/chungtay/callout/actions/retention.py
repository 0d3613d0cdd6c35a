"""What waves looked at is kept for a time, and then no longer."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.callout.models import CallWave
from chungtay.callout.queries.replaying import old_snapshots


@transaction.atomic
def erase_snapshots(*, by: User | None, at: datetime) -> int:
    """Take away the sealed snapshots of requests closed longer ago than the setting says; order, digest and chain stay.
    Returns how many."""
    before_at = at - timedelta(days=settings.CHUNGTAY_CALL_DAYS)
    waves = list(old_snapshots(before_at))
    for row in waves:
        row.seen = {name: value for name, value in row.seen.items() if name != "snapshot"}
    CallWave.objects.bulk_update(waves, ["seen"], batch_size=100)
    if waves:
        audit.note(
            by=by, at=at, action="erase_snapshots", object_type="blood_request", object_id=len(waves),
            text=before_at.isoformat(),
        )  # fmt: skip
    return len(waves)
