"""Papers entered in the register, numbered after signature, corrected, withdrawn."""

from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.correspondence.models import OutgoingDocument, Proposal
from chungtay.correspondence.queries.directives import directives, is_standing
from chungtay.correspondence.queries.outgoing import following_number, numbers_taken
from chungtay.correspondence.rules.outgoing import (
    GONE,
    HAS_NUMBER,
    NO_ABOUT,
    NO_REASON,
    NOT_YET,
    STANDS,
    TAKEN,
    OutgoingDraft,
    PaperKind,
    series_of,
    signed,
)
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import nfc


@transaction.atomic
def record_outgoing(*, by: User | None, at: datetime, draft: OutgoingDraft) -> OutgoingDocument:
    """Enter a paper that is to be signed. Raises Refusal without a summary."""
    paper = OutgoingDocument.objects.create(entered_at=at, entered_by=by, **_fields(draft))
    note(by=by, at=at, action="record_outgoing", object_type="outgoing", object_id=paper.pk, text=paper.about)
    return paper


@transaction.atomic
def correct_outgoing(*, by: User | None, at: datetime, paper_id: int, draft: OutgoingDraft) -> OutgoingDocument:
    """Correct what the register says of a paper; unit, number and day of signature stay.

    The audit line keeps what stood before. Raises Refusal for a paper that is not there or was withdrawn.
    """
    paper = _standing(paper_id)
    fields = _fields(draft) | {"unit_id": paper.unit_id, "source": paper.source}
    if paper.number is not None:
        fields["kind"] = paper.kind  # the series follows from it
    changed = {name: getattr(paper, name) for name, value in fields.items() if getattr(paper, name) != value}
    for name, value in fields.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(fields))
    before = "; ".join(f"{name}: {value}" for name, value in changed.items())
    note(by=by, at=at, action="correct_outgoing", object_type="outgoing", object_id=paper.pk, text=before)
    return paper


@transaction.atomic
def assign_number(
    *, by: User | None, at: datetime, on: date, paper_id: int, signed_on: date, number: int | None = None
) -> OutgoingDocument:
    """Give a signed paper its number: the one named, or the next; `on` is today in Viet Nam.

    Raises Refusal for a day of signature to come, a number that was given already, a paper that has one.
    """
    beside = OutgoingDocument.objects.filter(unit__in=OutgoingDocument.objects.filter(pk=paper_id).values("unit"))
    list(beside.select_for_update().order_by("pk"))  # two clerks at one moment take turns
    paper = _standing(paper_id)
    if paper.number is not None:
        raise Refusal(HAS_NUMBER, number=paper.number)
    if not signed(signed_on, on):
        raise Refusal(NOT_YET, day=f"{signed_on:%d/%m/%Y}")
    series = series_of(PaperKind(paper.kind), settings.CHUNGTAY_SERIES_PER_KIND)
    following = following_number(paper.unit_id, signed_on.year, series)
    given = number if number is not None else following
    if other := numbers_taken(paper.unit_id, signed_on.year, series).filter(number=given).first():
        raise Refusal(TAKEN, number=given, year=signed_on.year, about=other.about, next=following)
    paper.signed_on, paper.year, paper.series, paper.number = signed_on, signed_on.year, series, given
    paper.save(update_fields=["signed_on", "year", "series", "number"])
    note(by=by, at=at, action="assign_number", object_type="outgoing", object_id=paper.pk, text=str(given))
    return paper


@transaction.atomic
def withdraw_outgoing(*, by: User | None, at: datetime, paper_id: int, reason: str) -> OutgoingDocument:
    """Call a paper back; its number stays taken.

    Raises Refusal without a reason, and for what still stands as a directive or a proposal: that is withdrawn itself.
    """
    paper = _standing(paper_id)
    if not reason.strip():
        raise Refusal(NO_REASON)
    sent, proposed = directives().filter(paper=paper).first(), Proposal.objects.filter(paper=paper).first()
    if (sent and is_standing(sent)) or (proposed and not proposed.withdrawn_because):
        raise Refusal(STANDS)
    paper.withdrawn_because = nfc(reason.strip())
    paper.save(update_fields=["withdrawn_because"])
    note(by=by, at=at, action="withdraw_outgoing", object_type="outgoing", object_id=paper.pk, text=reason)
    return paper


def _standing(paper_id: int) -> OutgoingDocument:
    paper = OutgoingDocument.objects.select_for_update().filter(pk=paper_id, withdrawn_because="").first()
    if paper is None:
        raise Refusal(GONE)
    return paper


def _fields(draft: OutgoingDraft) -> dict[str, object]:
    fields = {name: nfc(value.strip()) if isinstance(value, str) else value for name, value in asdict(draft).items()}
    if not fields["about"]:
        raise Refusal(NO_ABOUT)
    return fields
