"""The papers that the demonstration's units sent down and up, who has read them, and the answers."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone

from chungtay.accounts.models import User
from chungtay.correspondence.actions import (
    assign_number,
    issue_directive,
    note_directive_opened,
    record_directive_done,
    record_proposal_answer,
    submit_proposal,
)
from chungtay.correspondence.queries.audience import chosen_receivers
from chungtay.correspondence.queries.directives import receivers_of
from chungtay.correspondence.rules import Audience, DirectiveDraft, PaperKind, ProposalAnswer, ProposalDraft
from chungtay.demonstration.queries import people_of
from chungtay.kernel.days import day_of
from chungtay.notifications.actions import note_notices_read
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import structure

from .chapter import unit_id
from .targets import LABEL

Given = Mapping[str, Any]
NINE = time(9, tzinfo=get_default_timezone())


def issue_papers(*, by: User | None, at: datetime, chapter: Given) -> None:
    """Directives and proposals of the plan on their own days; nobody is left with an unread notice of years ago."""
    on = day_of(at)
    papers = [
        *((given, _directive) for given in chapter["directives"]),
        *((g, _proposal) for g in chapter["proposals"]),
    ]
    for given, send in sorted(papers, key=lambda paper: str(paper[0]["on"])):  # registers number them by day
        if date.fromisoformat(given["on"]) <= on:
            send(by, on, given)
    for user in people_of([given["login"] for given in chapter["people"]]):
        for kind in (NoticeKind.DIRECTIVE_ISSUED, NoticeKind.PROPOSAL_SUBMITTED, NoticeKind.PROPOSAL_ANSWERED):
            note_notices_read(by=user, at=at, kind=kind)


def _directive(by: User | None, on: date, given: Given) -> None:
    day, known = date.fromisoformat(given["on"]), structure()
    sender = unit_id(given["unit"], day)
    to = chosen_receivers(known, sender, Audience(given["to"]), day, cluster=given.get("cluster", ""))
    draft = DirectiveDraft(
        sender, PaperKind(given["kind"]), given["about"], given["asks"], to, day, date.fromisoformat(given["due"]),
        given["programme"], note=LABEL, ended_too=True,
    )  # fmt: skip
    directive = issue_directive(by=by, at=_at(day), on=on, draft=draft)
    assign_number(by=by, at=_at(day), on=on, paper_id=directive.paper_id, signed_on=day)
    for receiver in receivers_of(directive, known, day):
        read, done = given["read"].get(receiver.unit.code), given["done"].get(receiver.unit.code)
        if read and (read_on := date.fromisoformat(read)) <= on:
            note_directive_opened(by=by, at=_at(read_on), directive_id=directive.pk, receiver_ids=[receiver.id])
        if done and (done_on := date.fromisoformat(done["on"])) <= on:
            record_directive_done(
                by=by, at=_at(done_on), on=on, directive_id=directive.pk, unit_id=receiver.unit.id, text=done["text"],
                done_on=done_on,
            )  # fmt: skip


def _proposal(by: User | None, on: date, given: Given) -> None:
    day, answered_on = date.fromisoformat(given["on"]), date.fromisoformat(given["answered_on"])
    above = unit_id(given["to_unit"], day) if given.get("to_unit") else None
    draft = ProposalDraft(
        unit_id(given["unit"], day), PaperKind(given["kind"]), given["about"], given["text"], day, given.get("to", ""),
        above, given["programme"], note=LABEL,
    )  # fmt: skip
    proposal = submit_proposal(by=by, at=_at(day), on=on, draft=draft)
    assign_number(by=by, at=_at(day), on=on, paper_id=proposal.paper_id, signed_on=day)
    if answered_on > on:
        return
    record_proposal_answer(
        by=by, at=_at(answered_on), on=on, proposal_id=proposal.pk, answer=ProposalAnswer(given["answer"]),
        answered_on=answered_on, text=given["said"],
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, NINE)
