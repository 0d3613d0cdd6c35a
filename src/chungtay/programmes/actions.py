"""Writes of the catalogue of programmes."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, same_spelling
from chungtay.programmes.formats import committed_programmes
from chungtay.programmes.models import Programme, ProgrammeName, ProgrammeWindow
from chungtay.programmes.rules import ProgrammeDraft

_TAKEN = gettext_noop("Đã có chương trình mang mã %(code)s")
_NONE = gettext_noop("Không có chương trình mang mã %(code)s")
_CALLED = gettext_noop("“%(name)s” đã là tên của chương trình %(code)s")
_TOO_EARLY = gettext_noop("Tên đang dùng có từ ngày %(day)s; tên mới phải từ một ngày sau đó")
_BACKWARDS = gettext_noop("Ngày kết thúc trước ngày bắt đầu")


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


@transaction.atomic
def rename_programme(*, by: User | None, at: datetime, code: str, name: str, on: date) -> ProgrammeName:
    """The programme is called `name` from the day `on`; the name before it ends there.

    Raises Refusal for a name that some programme bears or bore, and for a day not after the present name's first.
    """
    programme, text = _known(code), " ".join(nfc(name).split())
    for row in ProgrammeName.objects.select_related("programme"):
        if same_spelling(row.name, text):
            raise Refusal(_CALLED, name=text, code=row.programme.code)
    current = programme.names.filter(alias=False, valid_to__isnull=True).order_by("-valid_from").first()
    if current is not None:
        if current.valid_from is not None and current.valid_from >= on:
            raise Refusal(_TOO_EARLY, day=f"{current.valid_from:%d/%m/%Y}")
        current.valid_to = on
        current.save(update_fields=["valid_to"])
    given = ProgrammeName.objects.create(programme=programme, name=text, valid_from=on)
    words = f"{code}: {text}, {on:%d/%m/%Y}"
    note(by=by, at=at, action="rename_programme", object_type="programme", object_id=programme.pk, text=words)
    return given


@transaction.atomic
def open_window(
    *, by: User | None, at: datetime, code: str, year: int, first_on: date, last_on: date, source: str
) -> ProgrammeWindow:
    """The programme's days (both inclusive) in the year it is called after; a window of that year is corrected.

    Raises Refusal for days that run backwards.
    """
    programme = _known(code)
    if last_on < first_on:
        raise Refusal(_BACKWARDS)
    days = {"first_on": first_on, "last_on": last_on, "source": nfc(source)}
    window, _ = ProgrammeWindow.objects.update_or_create(programme=programme, year=year, defaults=days)
    words = f"{code} {year}: {first_on:%d/%m/%Y}-{last_on:%d/%m/%Y}"
    note(by=by, at=at, action="open_window", object_type="programme", object_id=programme.pk, text=words)
    return window


def _known(code: str) -> Programme:
    programme = Programme.objects.select_for_update().filter(code=code).first()
    if programme is None:
        raise Refusal(_NONE, code=code)
    return programme


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
