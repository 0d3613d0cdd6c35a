"""Writes of the list of disasters."""

from datetime import datetime
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.disasters.formats import committed_disasters
from chungtay.disasters.models import Disaster, DisasterName
from chungtay.disasters.rules import DisasterDraft, check
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.places.queries import area_on

_TAKEN = gettext_noop("Đã có thiên tai mang mã %(code)s")
_NONE = gettext_noop("Không có thiên tai mang mã %(code)s")
_GLIDE_TAKEN = gettext_noop("Số GLIDE %(glide)s đã ghi cho thiên tai %(code)s")


@transaction.atomic
def record_disaster(*, by: User | None, at: datetime, disaster: DisasterDraft) -> Disaster:
    """Enter a disaster. Areas that are not loaded are left out of the links (the text of the area stays).

    Raises Refusal for a code that is taken, a GLIDE number out of pattern, days that run backwards.
    """
    check(disaster)
    if Disaster.objects.filter(code=disaster.code).exists():
        raise Refusal(_TAKEN, code=disaster.code)
    _check_glide(disaster)
    row = Disaster.objects.create(code=disaster.code, **_said(disaster))
    DisasterName.objects.bulk_create(
        DisasterName(disaster=row, name=name.text, valid_from=name.valid_from, valid_to=name.valid_to)
        for name in disaster.names
    )
    found = (area_on(code, disaster.first_on) for code in disaster.area_codes)
    row.areas.set([area for area in found if area is not None])
    note(by=by, at=at, action="record_disaster", object_type="disaster", object_id=row.pk, text=disaster.name)
    return row


@transaction.atomic
def correct_disaster(*, by: User | None, at: datetime, disaster: DisasterDraft) -> Disaster:
    """Correct what is said of the disaster of the draft's code; its other names and its areas by code stay.

    Raises Refusal for an unknown code, a GLIDE number out of pattern or of another disaster, days that run backwards.
    """
    check(disaster)
    row = Disaster.objects.select_for_update().filter(code=disaster.code).first()
    if row is None:
        raise Refusal(_NONE, code=disaster.code)
    _check_glide(disaster)
    Disaster.objects.filter(pk=row.pk).update(**_said(disaster))
    row.refresh_from_db()
    days = f"{row.first_on:%d/%m/%Y}-{row.last_on:%d/%m/%Y}" if row.last_on else f"{row.first_on:%d/%m/%Y}-"
    text = " · ".join(part for part in (row.name_vi, days, row.glide) if part)
    note(by=by, at=at, action="correct_disaster", object_type="disaster", object_id=row.pk, text=text)
    return row


def _said(disaster: DisasterDraft) -> dict[str, Any]:
    return {
        "name_vi": disaster.name,
        "name_en": disaster.name_en,
        "kind": disaster.kind,
        "area": disaster.area,
        "first_on": disaster.first_on,
        "last_on": disaster.last_on,
        "glide": disaster.glide,
        "source": disaster.source,
    }


def _check_glide(disaster: DisasterDraft) -> None:
    if disaster.glide:
        other = Disaster.objects.filter(glide=disaster.glide).exclude(code=disaster.code).first()
        if other is not None:
            raise Refusal(_GLIDE_TAKEN, glide=disaster.glide, code=other.code)


@transaction.atomic
def load_disasters(*, by: User | None, at: datetime) -> int:
    """Enter the committed disasters that are not there yet. Returns how many were new."""
    there = set(Disaster.objects.values_list("code", flat=True))
    missing = [draft for draft in committed_disasters() if draft.code not in there]
    for draft in missing:
        record_disaster(by=by, at=at, disaster=draft)
    return len(missing)
