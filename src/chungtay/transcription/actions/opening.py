"""A document comes in and is read; or is put away without having been posted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import head
from chungtay.organizations.queries import may, unit_by_id
from chungtay.organizations.rules import Permission
from chungtay.transcription.models import Transcript, TranscriptContent
from chungtay.transcription.queries.contents import Content, digest_of, seal, sealed_parts, text_digest_of
from chungtay.transcription.queries.documents import earlier_version, expired, same_document
from chungtay.transcription.queries.reader import Read, read
from chungtay.transcription.rules.states import OPEN_STATES, TranscriptState
from chungtay.unpacking.formats import Unreadable

NOT_YOURS: Final = gettext_noop("Không có quyền ghi số liệu cho đơn vị này.")
TOO_MANY: Final = gettext_noop("Đang có %(count)s văn bản chưa xác nhận xong; hãy ghi hoặc bỏ bớt trước khi thêm.")
TOO_MANY_FIGURES: Final = gettext_noop("Văn bản có %(count)s con số, nhiều hơn %(most)s: hãy tách thành nhiều tệp.")
GONE: Final = gettext_noop("Văn bản này không còn ở đây: đã bỏ hoặc đã hết hạn giữ.")
POSTED: Final = gettext_noop("Văn bản này đã ghi vào sổ nên được giữ lại làm nguồn.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The document, and whether it was there before."""

    transcript: Transcript
    again: bool = False


def open_transcript(*, by: User, at: datetime, on: date, unit_id: int, name: str, data: bytes | str) -> Opened:
    """Take a file or a text in for a unit and read it; nothing is posted. The same bytes or text again open the same one.

    What cannot be read but may serve as evidence is kept so. Raises Refusal for a unit of others, for what cannot be
    read at all, and for one document too many.
    """
    unit = unit_by_id(unit_id, on) if may(by, Permission.RECORD, unit_id, on) else None
    if unit is None:
        raise Refusal(NOT_YOURS)
    close_expired(by=by, at=at)
    found: Read | None = None
    why = ""
    try:
        found = read(name, data, unit.code, on)
    except Unreadable as refusal:
        if not refusal.evidence:
            raise
        why = refusal.message
    text_digest = text_digest_of(found.document.text) if found else ""
    file = data.encode() if isinstance(data, str) else data
    with transaction.atomic():
        head(hold=True)  # a double click brings one document in, not two
        known = same_document(unit_id, digest_of(file), text_digest)
        if known is not None:
            return Opened(_reopened(by, at, known), again=True)
        _check_room(by, found)
        transcript = _kept(by, at, unit_id, name, file, found, why)
        audit.note(by=by, at=at, action="open_transcript", object_type="transcript", object_id=transcript.pk)
    return Opened(transcript)


def _reopened(by: User, at: datetime, known: Transcript) -> Transcript:
    """A document that was set aside is taken up again."""
    aside = Transcript.objects.filter(pk=known.pk, state=TranscriptState.SET_ASIDE)
    if aside.update(state=TranscriptState.CONFIRMING if known.reader else TranscriptState.KEPT, opened_at=at):
        known.refresh_from_db()
        audit.note(by=by, at=at, action="open_transcript", object_type="transcript", object_id=known.pk)
    return known


def _check_room(by: User, found: Read | None) -> None:
    count = Transcript.objects.filter(by=by, state__in=OPEN_STATES - {TranscriptState.POSTED}).count()
    if count >= settings.CHUNGTAY_DOCUMENTS:
        raise Refusal(TOO_MANY, count=count)
    figures = len(found.reading.figures) if found else 0
    if figures > settings.CHUNGTAY_DOCUMENT_FIGURES:
        raise Refusal(TOO_MANY_FIGURES, count=figures, most=settings.CHUNGTAY_DOCUMENT_FIGURES)


def _kept(
    by: User, at: datetime, unit_id: int, name: str, file: bytes, found: Read | None, why: str
) -> Transcript:  # fmt: skip
    content = Content(name, found.title, found.document, found.reading) if found else Content(name, name, why=why)
    title_digest = text_digest_of(found.document.title or "") if found else ""
    transcript = Transcript.objects.create(
        unit_id=unit_id, by=by, digest=digest_of(file), opened_at=at,
        text_digest=text_digest_of(found.document.text) if found else "", title_digest=title_digest,
        state=TranscriptState.READ if found else TranscriptState.KEPT, reader=found.reader if found else "",
        figures=len(content.reading.figures), follows=earlier_version(unit_id, title_digest),
    )  # fmt: skip
    parts = sealed_parts(transcript.pk, content)
    TranscriptContent.objects.create(of=transcript, file=seal(transcript.pk, "file", file), **parts)
    return transcript


def close_transcript(*, by: User, at: datetime, on: date, transcript_id: int) -> None:
    """Set a document aside; until it expires the same document takes it up again.

    Raises Refusal once it is posted, and for whom may not record for its unit.
    """
    with transaction.atomic():
        rows = Transcript.objects.filter(pk=transcript_id)
        unit_id = rows.values_list("unit", flat=True).first()
        if unit_id is None:
            raise Refusal(GONE)
        if not may(by, Permission.RECORD, unit_id, on):
            raise Refusal(NOT_YOURS)
        free = rows.exclude(state__in=(TranscriptState.POSTED, TranscriptState.SUPERSEDED))
        if not free.update(state=TranscriptState.SET_ASIDE, opened_at=at):
            raise Refusal(POSTED)
        audit.note(by=by, at=at, action="close_transcript", object_type="transcript", object_id=transcript_id)


def close_expired(*, by: User | None, at: datetime) -> int:
    """Delete the documents that nobody posted within the days that the site keeps them. Returns how many."""
    with transaction.atomic():
        numbers = list(expired(at).values_list("pk", flat=True))
        if numbers:
            Transcript.objects.filter(pk__in=numbers).delete()
            audit.note(
                by=by, at=at, action="close_expired", object_type="transcript", object_id=numbers[0],
                text=str(len(numbers)),
            )  # fmt: skip
    return len(numbers)
