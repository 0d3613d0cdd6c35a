"""Proposals: listed, submitted, one with its answer, withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.correspondence import actions, queries
from chungtay.correspondence.forms import RecordProposalAnswer, SubmitProposal, WithdrawSent
from chungtay.correspondence.queries import ProposalLine
from chungtay.correspondence.rules import PROPOSAL_KINDS, ProposalAnswer
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.programmes.queries import name_on

from .asking import asked, issuing_unit, list_of, person, programme_choices


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What a unit proposed, or was proposed by those below; what waits for an answer first."""
    told = asked(request)
    lines = queries.proposals_of(told.scope.unit_ids, told.first, told.last, told.seen)
    return render(request, "correspondence/proposals.html", {"asked": told, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def submit_proposal(request: HttpRequest) -> HttpResponse:
    """Put down a proposal."""
    seen, unit = issuing_unit(request)
    form = SubmitProposal(
        request.POST or None, initial={"sent_on": seen.on}, above=queries.units_above(seen.structure, unit.id, seen.on),
        programmes=programme_choices(seen.on), papers=queries.free_papers(unit.id, PROPOSAL_KINDS),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.submit_proposal(
                by=person(request), at=timezone.now(), on=seen.on, draft=form.draft(unit.id)
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã ghi đề xuất. Có trả lời thì ghi vào đây."))
            return redirect("proposal", proposal.pk)
    context = {"form": form, "unit": unit, "list": list_of("proposals", unit.code)}
    return render(request, "correspondence/submit_proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal; a POST puts down what the authority said."""
    line = _line(request, pk)
    row = line.proposal
    given = {"answer": row.answer, "answered_on": row.answered_on or timezone.localdate(), "text": row.answer_text}
    form = RecordProposalAnswer(request.POST or None, initial=given)
    if request.method == "POST":
        if not line.may_answer:
            raise PermissionDenied
        if form.is_valid() and _answered(request, form, pk):
            return redirect("proposal", pk)
    context = {
        "line": line,
        "proposal": row,
        "form": form,
        "programme": name_on(row.programme, row.sent_on) if row.programme else "",
        "list": list_of("proposals", line.unit.code),
    }
    return render(request, "correspondence/proposal.html", context)


def _answered(request: HttpRequest, form: RecordProposalAnswer, pk: int) -> bool:
    told = form.cleaned_data
    try:
        actions.record_proposal_answer(
            by=person(request), at=timezone.now(), on=timezone.localdate(), proposal_id=pk,
            answer=ProposalAnswer(told["answer"]), answered_on=told["answered_on"], text=told["text"],
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return False
    messages.success(request, _("Đã ghi trả lời."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back, with a reason."""
    line = _line(request, pk)
    if not line.may_withdraw:
        raise PermissionDenied
    form = WithdrawSent(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_proposal(
                by=person(request), at=timezone.now(), proposal_id=pk, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã rút đề xuất."))
            return redirect("proposal", pk)
    return render(request, "correspondence/withdraw_sent.html", {"form": form, "sent": line.proposal})


def _line(request: HttpRequest, pk: int) -> ProposalLine:
    line = queries.proposal_line(pk, sight_of(request))
    if line is None:
        raise PermissionDenied
    return line
