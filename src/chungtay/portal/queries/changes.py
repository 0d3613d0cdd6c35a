"""Whether anything has changed that a public page shows."""

from typing import Any

from django.db.models import Subquery
from wagtail.models import ModelLogEntry, PageLogEntry

from chungtay.audit.models import AuditHead
from chungtay.ledger.models import ChainHead
from chungtay.portal.models import PortalChange


def portal_stamp() -> tuple[Any, ...]:
    """Changes of editors, the ledger's last entry, lines of the audit book: one question.

    Of editors: pages published and taken away are counted; pictures, files, lists and pages thrown away are in their log.
    """
    seq, lines = ChainHead.objects.values("seq")[:1], AuditHead.objects.values("lines")[:1]
    kept = ModelLogEntry.objects.order_by("-pk").values("pk")[:1]
    gone = PageLogEntry.objects.filter(action="wagtail.delete").order_by("-pk").values("pk")[:1]
    asked = (Subquery(part) for part in (seq, lines, kept, gone))
    return PortalChange.objects.values_list("number", *asked).first() or ()
