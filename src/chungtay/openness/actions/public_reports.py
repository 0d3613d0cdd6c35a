"""Published reviews are put into the public archive, and taken out again."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.openness.models import PublicReport


@transaction.atomic
def add_public_report(*, by: User | None, at: datetime, publication_id: int) -> PublicReport:
    """Anybody may read a published review from now on; the one that stands, if any."""
    row, is_new = PublicReport.objects.get_or_create(
        publication_id=publication_id, defaults={"opened_at": at, "by": by}
    )
    if is_new:
        audit.note(
            by=by, at=at, action="add_public_report", object_type="publication", object_id=publication_id,
            text=row.publication.title,
        )  # fmt: skip
    return row


@transaction.atomic
def withdraw_public_report(*, by: User | None, at: datetime, publication_id: int) -> None:
    """The review no longer stands in the public archive; as published it stays what it is."""
    deleted, _ = PublicReport.objects.filter(publication=publication_id).delete()
    if deleted:
        audit.note(by=by, at=at, action="withdraw_public_report", object_type="publication", object_id=publication_id)
