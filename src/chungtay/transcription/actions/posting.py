"""Accepted figures to the book: tried and taken back, or posted; each line tells what came of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries import head
from chungtay.transcription.models import FigureAnswer, Transcript
from chungtay.transcription.queries.review import Review
from chungtay.transcription.rules.posting import PostingLine, PostingReport
from chungtay.transcription.rules.states import TranscriptState

from .answering import tell, writable
from .entering import Entering

NOTHING: Final = gettext_noop("Chưa nhận con số nào để ghi.")
MOVED: Final = gettext_noop("Có người vừa đổi các con số đã nhận; xem lại trước khi ghi.")
NO_LONGER_TOLD: Final = gettext_noop("Không còn trong bản mới của văn bản.")


class TakenBack(Exception):
    """Ends a trial."""


def preview_transcript(*, by: User, at: datetime, on: date, transcript_id: int) -> tuple[Review, PostingReport]:
    """What posting the accepted figures would do: it is done, told and taken back. Raises Refusal where none is accepted."""
    told: list[tuple[Review, PostingReport]] = []
    try:
        with transaction.atomic():
            head(hold=True)
            review = writable(by, on, transcript_id)
            if not review.waiting and not review.withdrawable:
                raise Refusal(NOTHING)
            told.append((review, PostingReport(_entered(by, at, review))))
            raise TakenBack
    except TakenBack:
        return told[0]


def post_transcript(
    *, by: User, at: datetime, on: date, transcript_id: int, mark: str, withdrawn: Collection[int] = ()
) -> PostingReport:  # fmt: skip
    """Post the accepted figures; `mark` is that of the preview. `withdrawn`: places in the earlier version to take back.

    A line that the ledger refuses is left out and tells why. Raises Refusal when an answer has changed since the
    preview, or when there is nothing to post.
    """
    with transaction.atomic():
        head(hold=True)  # nobody changes a cell between its being compared and its being written
        review = writable(by, on, transcript_id)
        if review.mark != mark:
            raise Refusal(MOVED)
        if not review.waiting and not withdrawn:
            raise Refusal(NOTHING)
        taken = _withdraw(by, at, review, withdrawn)
        lines = _entered(by, at, review)
        report = PostingReport(lines, taken)
        if report.good or taken:
            _keep(at, review, lines)
        tell(by, at, transcript_id, "post_transcript", f"{report.good} + {taken}")
    return report


def _entered(by: User, at: datetime, review: Review) -> Sequence[PostingLine]:
    return Entering(by, at, review).enter() if review.waiting else ()


def _keep(at: datetime, review: Review, lines: Collection[PostingLine]) -> None:
    """Say at each figure what came of it."""
    for line in lines:
        if line.entry is not None:
            places = [line.place, *line.also]
            rows = FigureAnswer.objects.filter(of=review.transcript, place__in=places)
            rows.update(became=line.destination, unit=line.unit_id, key=line.key, entry_seq=line.entry)
    Transcript.objects.filter(pk=review.transcript.pk).update(state=TranscriptState.POSTED, posted_at=at)
    earlier = Transcript.objects.filter(pk=review.transcript.follows_id or 0, state=TranscriptState.POSTED)
    earlier.update(state=TranscriptState.SUPERSEDED)


def _withdraw(by: User, at: datetime, review: Review, asked: Collection[int]) -> int:
    """Take back what is gone from this version and asked for, where nothing else is said under the same key."""
    going = [one for one in review.withdrawable if one.place in asked]
    rest = FigureAnswer.objects.filter(of=review.transcript.follows_id).exclude(place__in=[one.place for one in going])
    kept = set(rest.values_list("key", flat=True)) if going else set()
    given = sorted({(one.unit_id, one.key) for one in going if one.key not in kept})
    if given:
        ledger.withdraw_all(by=by, at=at, places=given, reason=NO_LONGER_TOLD)
    return len(given)
