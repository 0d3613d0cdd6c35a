"""What a person says of the figures of a document: accepted, refused, changed, left open again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import sight
from chungtay.transcription.models import FigureAnswer, Transcript
from chungtay.transcription.queries.documents import may_precede, may_write, transcript_of
from chungtay.transcription.queries.review import Line, Review, review_of
from chungtay.transcription.rules.cells import Cell
from chungtay.transcription.rules.states import Answer, TranscriptState

from .opening import GONE, NOT_YOURS

CLOSED: Final = gettext_noop("Văn bản này không còn nhận xác nhận nữa.")
NO_FIGURE: Final = gettext_noop("Không có con số này trong văn bản.")
IN_THE_BOOK: Final = gettext_noop("Con số này đã ghi vào sổ; muốn sửa hoặc rút thì mở bản ghi ấy.")
MISSING: Final = gettext_noop("“%(text)s”: %(missing)s; sửa rồi mới nhận được.")
OVERTAKEN: Final = gettext_noop("%(who)s vừa trả lời con số “%(text)s”; xem lại trước khi đổi.")
NOT_EARLIER: Final = gettext_noop("Chỉ chọn được văn bản đã ghi vào sổ của cùng đơn vị.")


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What is said of one figure: `cell` where it was changed, `revision` that was read before."""

    place: int
    answer: Answer
    revision: int
    cell: Cell | None = None


def writable(by: User, on: date, transcript_id: int) -> Review:
    """The document, for whom may confirm its figures while it is open. Raises Refusal for everyone else."""
    transcript, seen = transcript_of(transcript_id), sight(by, on)
    if transcript is None:
        raise Refusal(GONE)
    if not may_write(seen, transcript):
        raise Refusal(NOT_YOURS)
    if not transcript.is_open:
        raise Refusal(CLOSED)
    return review_of(transcript, seen)


def note_answers(*, by: User, at: datetime, on: date, transcript_id: int, answers: Sequence[AnswerDraft]) -> Review:
    """Keep what is said of figures, all or nothing; nothing is posted.

    Raises Refusal for a figure that is in the book, that lacks something to be accepted, and of which another person
    has said something since it was read.
    """
    review = writable(by, on, transcript_id)
    by_place = {line.place: line for line in review.lines}
    with transaction.atomic():
        for draft in answers:
            line = by_place.get(draft.place)
            if line is None:
                raise Refusal(NO_FIGURE)
            _note(by, at, review, line, draft)
        _begun(review.transcript)
        text = ", ".join(f"{draft.place}: {draft.answer}" for draft in answers)
        tell(by, at, transcript_id, "note_answers", text)
    return review


def note_sure(*, by: User, at: datetime, on: date, transcript_id: int, above: float) -> int:
    """Accept every figure of which nothing was said, whose confidence is at least so much and that lacks nothing.

    What a check warns of waits for a person. Returns how many.
    """
    review = writable(by, on, transcript_id)
    sure = [
        line for line in review.lines
        if line.answer is None and line.figure.confidence >= above and not line.cell.missing and not line.checks
    ]  # fmt: skip
    with transaction.atomic():
        for line in sure:
            _note(by, at, review, line, AnswerDraft(line.place, Answer.ACCEPTED, 0))
        if sure:
            _begun(review.transcript)
            tell(by, at, transcript_id, "note_sure", f"{above}: {len(sure)}")
    return len(sure)


def assign_predecessor(*, by: User, at: datetime, on: date, transcript_id: int, follows: int | None) -> None:
    """Say of which posted document of the unit this one is a later version; None: of none."""
    review = writable(by, on, transcript_id)
    if follows is not None and follows not in {one.transcript.pk for one in may_precede(review.transcript)}:
        raise Refusal(NOT_EARLIER)
    if review.transcript.state == TranscriptState.POSTED:
        raise Refusal(CLOSED)
    with transaction.atomic():
        Transcript.objects.filter(pk=transcript_id).update(follows=follows)
        tell(by, at, transcript_id, "assign_predecessor", str(follows or ""))


def _note(by: User, at: datetime, review: Review, line: Line, draft: AnswerDraft) -> None:
    text = line.figure.quantity.span.of(review.content.document.text)
    if line.posted:
        raise Refusal(IN_THE_BOOK)
    cell = draft.cell or line.cell
    if draft.answer == Answer.ACCEPTED and cell.missing:
        raise Refusal(MISSING, text=text, missing=Refusal(cell.missing[0]))
    said: Mapping[str, object] = {
        "answer": draft.answer, "cell": cell.as_json(), "changed": cell != line.proposal, "by": by, "at": at,
    }  # fmt: skip
    if draft.revision == 0:
        try:
            with transaction.atomic():
                FigureAnswer.objects.create(of=review.transcript, place=line.place, **said)
            return
        except IntegrityError:
            pass
    mine = FigureAnswer.objects.filter(
        of=review.transcript, place=line.place, revision=draft.revision, entry_seq__isnull=True
    )
    if not mine.update(revision=draft.revision + 1, **said):
        now = FigureAnswer.objects.select_related("by").filter(of=review.transcript, place=line.place).first()
        if now is not None and (now.answer, now.cell) == (draft.answer, cell.as_json()):
            return  # both say the same
        raise Refusal(OVERTAKEN, who=str(now.by) if now else "", text=text)


def _begun(transcript: Transcript) -> None:
    Transcript.objects.filter(pk=transcript.pk, state=TranscriptState.READ).update(state=TranscriptState.CONFIRMING)


def tell(by: User, at: datetime, transcript_id: int, action: str, text: str) -> None:
    audit.note(by=by, at=at, action=action, object_type="transcript", object_id=transcript_id, text=text[:500])
