"""Proposals submitted, answered, withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.correspondence.actions.papers import note_source, record_paper
from chungtay.correspondence.models import Proposal
from chungtay.correspondence.queries.directives import is_below
from chungtay.correspondence.rules import ProposalAnswer, ProposalDraft
from chungtay.correspondence.rules import proposals as said
from chungtay.correspondence.rules.directives import NO_WITHDRAWAL_REASON, WRONG_KIND
from chungtay.correspondence.rules.outgoing import NO_ABOUT
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import nfc
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import holders_on, structure


@transaction.atomic
def submit_proposal(*, by: User | None, at: datetime, on: date, draft: ProposalDraft) -> Proposal:
    """Put down what a unit proposes upward; its paper is a row of the outgoing register. `on` is today in Viet Nam.

    A unit above is told. Raises Refusal without text or authority, for a unit that does not stand above on the day, for a
    day to come.
    """
    _check(draft, on)
    known = structure()
    above = known.unit_by_id(draft.to_unit_id, draft.sent_on) if draft.to_unit_id is not None else None
    if above and not is_below(known, draft.unit_id, above.id, draft.sent_on):
        raise Refusal(said.NOT_ABOVE, name=above.name, day=f"{draft.sent_on:%d/%m/%Y}")
    paper = record_paper(
        by=by, at=at, unit_id=draft.unit_id, kind=draft.kind, about=draft.about, on=draft.sent_on,
        recipients=above.name if above else draft.to.strip(), paper_id=draft.paper_id, note=draft.note,
    )  # fmt: skip
    proposal = Proposal.objects.create(
        unit_id=draft.unit_id, to_unit_id=draft.to_unit_id, to=nfc(draft.to.strip()), kind=draft.kind,
        about=nfc(draft.about.strip()), text=nfc(draft.text.strip()), programme=draft.programme,
        sent_on=draft.sent_on, paper=paper, submitted_at=at, submitted_by=by,
    )  # fmt: skip
    note_source(by=by, at=at, paper=paper, path=reverse("proposal", args=[proposal.pk]))
    note(by=by, at=at, action="submit_proposal", object_type="proposal", object_id=proposal.pk, text=proposal.about)
    if above:
        _tell(by, at, on, [above.id], NoticeKind.PROPOSAL_SUBMITTED, proposal)
    return proposal


@transaction.atomic
def record_proposal_answer(
    *, by: User | None, at: datetime, on: date, proposal_id: int, answer: ProposalAnswer, answered_on: date | None,
    text: str, on_behalf: bool = False,
) -> Proposal:  # fmt: skip
    """Put down what the authority said, or that it has said nothing yet; the audit line keeps what stood before.

    `on_behalf`: written down by somebody of neither the authority nor, where that is none of ours, the unit that asked; an
    authority of ours is told.

    Raises Refusal for a day before the proposal or to come, and for a proposal that was withdrawn.
    """
    proposal = _standing(proposal_id)
    if answer == ProposalAnswer.NONE:
        answered_on, text = None, ""
    elif answered_on is None or not proposal.sent_on <= answered_on <= on:
        raise Refusal(said.ANSWERED_WHEN, day=f"{proposal.sent_on:%d/%m/%Y}")
    before = f"{proposal.answer} {proposal.answered_on or ''} {proposal.answer_text}".strip()
    proposal.answer, proposal.answered_on, proposal.answer_text = answer, answered_on, nfc(text.strip())
    proposal.on_behalf = on_behalf and answer != ProposalAnswer.NONE
    proposal.save(update_fields=["answer", "answered_on", "answer_text", "on_behalf"])
    told = f"{before} > {answer} {answered_on or ''} {text}".strip()
    note(by=by, at=at, action="record_proposal_answer", object_type="proposal", object_id=proposal.pk, text=told)
    units = [proposal.unit_id, *([proposal.to_unit_id] if on_behalf and proposal.to_unit_id else [])]
    _tell(by, at, on, units, NoticeKind.PROPOSAL_ANSWERED, proposal)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: User | None, at: datetime, proposal_id: int, reason: str) -> Proposal:
    """Take a proposal back; it stays readable. Raises Refusal without a reason."""
    proposal = _standing(proposal_id)
    if not reason.strip():
        raise Refusal(NO_WITHDRAWAL_REASON)
    proposal.withdrawn_because = nfc(reason.strip())
    proposal.save(update_fields=["withdrawn_because"])
    note(by=by, at=at, action="withdraw_proposal", object_type="proposal", object_id=proposal.pk, text=reason)
    return proposal


def _check(draft: ProposalDraft, on: date) -> None:
    if draft.kind not in said.PROPOSAL_KINDS:
        raise Refusal(WRONG_KIND)
    if not draft.about.strip():
        raise Refusal(NO_ABOUT)
    if not draft.text.strip():
        raise Refusal(said.NO_PROPOSAL_TEXT)
    if bool(draft.to.strip()) == (draft.to_unit_id is not None):
        raise Refusal(said.NO_AUTHORITY)
    if draft.sent_on > on:
        raise Refusal(said.NOT_SENT_YET, day=f"{draft.sent_on:%d/%m/%Y}")


def _standing(proposal_id: int) -> Proposal:
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id, withdrawn_because="").first()
    if proposal is None:
        raise Refusal(said.NO_PROPOSAL)
    return proposal


def _tell(by: User | None, at: datetime, on: date, units: list[int], kind: NoticeKind, proposal: Proposal) -> None:
    sender = structure().unit_by_id(proposal.unit_id, proposal.sent_on)
    people = holders_on(units, [], on) - ({by.pk} if by else set())
    path = reverse("proposal", args=[proposal.pk])
    notify(by=by, at=at, to=people, kind=kind, params={"where": sender.name if sender else ""}, path=path)
