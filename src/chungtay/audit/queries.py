"""Reading the audit book. Who may read it is the door's question."""

from datetime import datetime

from django.db.models import QuerySet

from chungtay.audit.models import AuditLine


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
