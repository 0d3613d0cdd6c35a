"""The one write of the audit book."""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from chungtay.audit.models import AuditHead, AuditLine
from chungtay.audit.rules import COLUMNS, chained


class Actor(Protocol):
    """Whoever may stand behind a line: an account with a key, whose text is its name. (accounts stands above audit.)"""

    @property
    def pk(self) -> Any: ...

    def __str__(self) -> str: ...


def note(
    *, by: Actor | None, at: datetime, action: str, object_type: str, object_id: str | int, text: str = ""
) -> AuditLine:
    """Leave a line in the audit book, in the caller's transaction; `at` is aware, `by` None for the machine.

    `action` is the name of the action that was done (`record_delivery`), `text` what a reader needs besides.
    """
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get(pk=1)
        line = AuditLine.objects.create(
            at=at,
            by_id=None if by is None else by.pk,
            by_name="" if by is None else str(by),
            action=action,
            object_type=object_type,
            object_id=str(object_id),
            text=text,
        )
        columns = (line.at, *(getattr(line, column) for column in COLUMNS))
        AuditHead.objects.filter(pk=1).update(lines=head.lines + 1, hash=chained(bytes(head.hash), *columns))
    return line
