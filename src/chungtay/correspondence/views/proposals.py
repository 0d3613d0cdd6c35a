"""Proposals: listed, submitted, one with its answer, withdrawn."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.correspondence import actions
from chungtay.correspondence.forms import RecordProposalAnswer, SubmitProposal, WithdrawSent
from chungtay.correspondence.queries import proposals as queries
from chungtay.correspondence.queries.directives import free_papers
from chungtay.correspondence.queries.proposals import ProposalLine
from chungtay.correspondence.rules import ProposalAnswer
from chungtay.correspondence.rules.proposals import PROPOSAL_KINDS
from chungtay.figures.views import sight_of
from chungtay.programmes.queries import name_on, programmes

from .asking import asked, followed, issuing_unit, list_of


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What a unit proposed, or was proposed by those below; what waits for an answer first."""
    told = asked(request)
    if isinstance(told, HttpResponse):
        return told
    lines = queries.proposals_of(told.scope.unit_ids, told.first, told.last, told.seen)
    return render(request, "correspondence/proposals.html", {"asked": told, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def submit_proposal(request: HttpRequest) -> HttpResponse:
    """Put down a proposal."""
    seen, unit = issuing_unit(request)
    form = SubmitProposal(
        request.POST or None, initial={"sent_on": seen.on}, above=queries.units_above(seen.structure, unit.id, seen.on),
        programmes=programmes(seen.on), papers=free_papers(unit.id, PROPOSAL_KINDS),
    )  # fmt: skip

    def write() -> tuple[str, str]:
        row = actions.submit_proposal(by=person(request), at=timezone.now(), on=seen.on, draft=form.draft(unit.id))
        return _("Đã ghi đề xuất. Có trả lời thì ghi vào đây."), reverse("proposal", args=[row.pk])

    context = {"form": form, "unit": unit, "list": list_of("proposals", unit.code)}
    return followed(request, form, write) or render(request, "correspondence/submit_proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal; a POST puts down what the authority said."""
    line = _line(request, pk)
    row = line.proposal
    if request.method == "POST" and not line.may_answer:
        raise PermissionDenied
    given = {"answer": row.answer, "answered_on": row.answered_on or timezone.localdate(), "text": row.answer_text}
    form = RecordProposalAnswer(request.POST or None, initial=given)

    def write() -> tuple[str, str]:
        told = form.cleaned_data
        actions.record_proposal_answer(
            by=person(request), at=timezone.now(), on=timezone.localdate(), proposal_id=pk,
            answer=ProposalAnswer(told["answer"]), answered_on=told["answered_on"], text=told["text"],
            on_behalf=line.on_behalf,
        )  # fmt: skip
        return _("Đã ghi trả lời."), reverse("proposal", args=[pk])

    programme = name_on(row.programme, row.sent_on) if row.programme else ""
    context = {"line": line, "proposal": row, "form": form, "programme": programme,
               "list": list_of("proposals", line.unit.code)}  # fmt: skip
    return followed(request, form, write) or render(request, "correspondence/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back, with a reason."""
    line, form = _line(request, pk), WithdrawSent(request.POST or None)
    if not line.may_withdraw:
        raise PermissionDenied

    def write() -> tuple[str, str]:
        reason = form.cleaned_data["reason"]
        actions.withdraw_proposal(by=person(request), at=timezone.now(), proposal_id=pk, reason=reason)
        return _("Đã rút đề xuất."), reverse("proposal", args=[pk])

    context = {"form": form, "sent": line.proposal}
    return followed(request, form, write) or render(request, "correspondence/withdraw_sent.html", context)


def _line(request: HttpRequest, pk: int) -> ProposalLine:
    line = queries.proposal_line(pk, sight_of(request))
    if line is None:
        raise PermissionDenied
    return line
