"""Whether anything has changed that a public page shows."""

from typing import Any

from django.db.models import Subquery

from chungtay.audit.models import AuditHead
from chungtay.ledger.models import ChainHead
from chungtay.portal.models import PortalChange


def portal_stamp() -> tuple[Any, ...]:
    """Changes of editors, the ledger's last entry, lines of the audit book: one question."""
    seq, lines = ChainHead.objects.values("seq")[:1], AuditHead.objects.values("lines")[:1]
    return PortalChange.objects.values_list("number", Subquery(seq), Subquery(lines)).first() or ()
