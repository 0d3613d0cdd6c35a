"""Writes of the list of disasters."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.disasters.formats import committed_disasters
from chungtay.disasters.models import Disaster, DisasterName
from chungtay.disasters.rules import DisasterDraft, check
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.places.queries import area_on

_TAKEN = gettext_noop("Đã có thiên tai mang mã %(code)s")


@transaction.atomic
def record_disaster(*, by: User | None, at: datetime, disaster: DisasterDraft) -> Disaster:
    """Enter a disaster. Areas that are not loaded are left out of the links (the text of the area stays).

    Raises Refusal for a code that is taken, a GLIDE number out of pattern, days that run backwards.
    """
    check(disaster)
    if Disaster.objects.filter(code=disaster.code).exists():
        raise Refusal(_TAKEN, code=disaster.code)
    row = Disaster.objects.create(
        code=disaster.code,
        name_vi=disaster.name,
        name_en=disaster.name_en,
        kind=disaster.kind,
        area=disaster.area,
        first_on=disaster.first_on,
        last_on=disaster.last_on,
        glide=disaster.glide,
        source=disaster.source,
    )
    DisasterName.objects.bulk_create(
        DisasterName(disaster=row, name=name.text, valid_from=name.valid_from, valid_to=name.valid_to)
        for name in disaster.names
    )
    found = (area_on(code, disaster.first_on) for code in disaster.area_codes)
    row.areas.set([area for area in found if area is not None])
    note(by=by, at=at, action="record_disaster", object_type="disaster", object_id=row.pk, text=disaster.name)
    return row


@transaction.atomic
def load_disasters(*, by: User | None, at: datetime) -> int:
    """Enter the committed disasters that are not there yet. Returns how many were new."""
    there = set(Disaster.objects.values_list("code", flat=True))
    missing = [draft for draft in committed_disasters() if draft.code not in there]
    for draft in missing:
        record_disaster(by=by, at=at, disaster=draft)
    return len(missing)
