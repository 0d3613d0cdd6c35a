"""Writes of the catalogue of programmes."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.programmes.formats import committed_programmes
from chungtay.programmes.models import Programme, ProgrammeName, ProgrammeWindow
from chungtay.programmes.rules import ProgrammeDraft

_TAKEN = gettext_noop("Đã có chương trình mang mã %(code)s")


@transaction.atomic
def load_programmes(*, by: User | None, at: datetime) -> int:
    """Add the committed programmes that are not there yet; what a chapter changed stays. Returns how many were new."""
    there = set(Programme.objects.values_list("code", flat=True))
    missing = [draft for draft in committed_programmes() if draft.code not in there]
    for draft in missing:
        _add(draft)
    if missing:
        codes = ", ".join(draft.code for draft in missing)
        note(by=by, at=at, action="load_programmes", object_type="programme", object_id="", text=codes)
    return len(missing)


@transaction.atomic
def add_programme(*, by: User | None, at: datetime, programme: ProgrammeDraft) -> Programme:
    """Add one programme of a chapter's own. Raises Refusal if the code is taken."""
    if Programme.objects.filter(code=programme.code).exists():
        raise Refusal(_TAKEN, code=programme.code)
    row = _add(programme)
    note(by=by, at=at, action="add_programme", object_type="programme", object_id=row.pk, text=programme.code)
    return row


def _add(draft: ProgrammeDraft) -> Programme:
    programme = Programme.objects.create(
        code=draft.code,
        definition=draft.definition,
        season_first=draft.season.first if draft.season else "",
        season_last=draft.season.last if draft.season else "",
        season_since=draft.season.since if draft.season else None,
        source=draft.source,
    )
    ProgrammeName.objects.bulk_create(
        ProgrammeName(
            programme=programme,
            name=name.text,
            alias=name.alias,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
        )
        for name in draft.names
    )
    ProgrammeWindow.objects.bulk_create(
        ProgrammeWindow(
            programme=programme, year=year, first_on=window.first, last_on=window.last, source=window.source
        )
        for year, window in draft.windows.items()
    )
    return programme
