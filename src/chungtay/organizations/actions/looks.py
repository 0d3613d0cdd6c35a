"""How a chapter shows itself."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.design.formats import logo_of
from chungtay.design.rules.accent import accent_of
from chungtay.kernel.text import nfc
from chungtay.organizations.actions.changes import unit_known
from chungtay.organizations.models import ChapterLook


@transaction.atomic
def assign_look(
    *,
    by: User | None,
    at: datetime,
    unit_id: int,
    name: str,
    contact: str,
    accent: str,
    logo: bytes | None = None,
    drop_logo: bool = False,
) -> ChapterLook:
    """Name shown in the frame, whom to turn to, accent (`#rrggbb`, empty: the house's own), and a logo if a new one is given.

    The logo is decoded and drawn anew. Raises Refusal for a colour that is none or the emblem's red, and for a file that
    is no picture.
    """
    unit = unit_known(unit_id)
    row, _ = ChapterLook.objects.get_or_create(unit=unit)
    row.name, row.contact = nfc(name.strip()), nfc(contact.strip())
    row.accent = accent_of(accent) if accent else ""
    if logo is not None:
        kept = logo_of(logo)
        row.logo, row.logo_digest = kept.data, kept.digest
    elif drop_logo:
        row.logo, row.logo_digest = None, ""
    row.save()
    text = " · ".join(part for part in (unit.code, row.name, row.accent, row.logo_digest) if part)
    note(by=by, at=at, action="assign_look", object_type="unit", object_id=unit.pk, text=text)
    return row
