"""Reading the audit book. Who may read it is the door's question."""

from datetime import datetime

from django.db.models import QuerySet

from chungtay.audit.models import AuditHead, AuditLine
from chungtay.audit.rules import COLUMNS, EMPTY, chained


def lines(
    *,
    object_type: str | None = None,
    object_id: str | int | None = None,
    by_id: int | None = None,
    since_at: datetime | None = None,
    before_at: datetime | None = None,
) -> QuerySet[AuditLine]:
    """Lines, newest first, of one kind of object, one object, one person, or a half-open span of moments."""
    asked = {
        "object_type": object_type,
        "object_id": None if object_id is None else str(object_id),
        "by_id": by_id,
        "at__gte": since_at,
        "at__lt": before_at,
    }
    return AuditLine.objects.filter(**{field: value for field, value in asked.items() if value is not None})


def book_faults() -> list[str]:
    """What does not agree between the lines and the chained hash that every note moved on."""
    count, kept, head = 0, EMPTY, AuditHead.objects.get(pk=1)
    for row in AuditLine.objects.order_by("pk").values_list("at", *COLUMNS).iterator():
        count, kept = count + 1, chained(kept, *row)
    if count != head.lines:
        return [f"audit book: has {count} lines, {head.lines} were noted"]
    return [] if kept == bytes(head.hash) else ["audit book: a line is not what was noted"]
