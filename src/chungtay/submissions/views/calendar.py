"""The calendar of a unit or cluster: what is due, and the rounds with how many have given theirs."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.figures.queries.permitted import scopes_of
from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission
from chungtay.submissions import actions
from chungtay.submissions.forms import GiveReason
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries import pages
from chungtay.submissions.queries.calendar import report_round, withdrawn_rounds
from chungtay.submissions.queries.home import receiving_units
from chungtay.submissions.queries.submissions import RoundLine, final_shares_of, reminder_text, shares_of
from chungtay.submissions.rules.states import SubmissionState

from .asking import asked_of, calendar_of, done, drafts_seen, receives, unit_in

TO_DO = {None, SubmissionState.DRAFT, SubmissionState.RETURNED}


@require_safe
def due_reports(request: HttpRequest) -> HttpResponse:
    """What a unit owes in a year by its days, and the rounds that it has opened; of a cluster those of its members."""
    seen, code, year = asked_of(request)
    cluster, unit = seen.structure.cluster(code), unit_in(seen, code, year)
    if cluster is None and unit is None:
        raise PermissionDenied
    owed = pages.owed_in(unit, year, seen) if unit else []
    opened = pages.opened_by(unit.id, year, seen) if unit else pages.asked_of_members(code, year, seen)
    may_open = unit is not None and receives(seen, unit.id)
    context = {
        "code": code, "name": cluster.name if cluster else unit.name if unit else code, "year": year, "today": seen.on,
        "unit": unit, "opened": [one for one in opened if one.round.first_on <= seen.on][::-1],
        "to_come": [one for one in opened if one.round.first_on > seen.on], "others": [scope for scope in scopes_of(seen) if scope.code != code],
        "may_record": unit is not None and seen.may(Permission.RECORD, unit.id),
        "may_open": may_open, "withdrawn": withdrawn_rounds(unit.id, year) if unit and may_open else (),
        "sees_drafts": unit is not None and bool(drafts_seen(seen, [unit.id])),
    }  # fmt: skip
    return render(request, "submissions/due_reports.html", context | _by_turn(owed, seen))


def _by_turn(owed: Iterable[RoundLine], seen: Sight) -> dict[str, list[RoundLine]]:
    """What is to be done now, what was handed in, what comes later."""
    found: dict[str, list[RoundLine]] = {"now": [], "given": [], "later": []}
    for line in owed:
        if line.state not in TO_DO and not line.final_open:
            found["given"].append(line)
        else:
            found["later" if line.round.first_on > seen.on else "now"].append(line)
    return found


@require_safe
def report_round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not handed in a round's report: missing first, then what came; a reminder to send in a chat."""
    seen, one = sight_of(request), _round(pk)
    lines = pages.round_lines_seen(one, seen)
    whole = seen.may(Permission.SEE_FIGURES, one.type.unit_id)
    if not lines and not whole:
        raise PermissionDenied
    missing = [line for line in lines if line.standing is None]
    estimated = [line for line in lines if line.awaits_final and line.state != SubmissionState.SUBMITTED]
    may_receive = receives(seen, one.type.unit_id)
    context = {
        "round": one, "lines": lines, "shares": shares_of(lines), "finals": final_shares_of(one, lines), "today": seen.on,
        "missing": missing, "estimated": estimated, "given": [line for line in lines if line.standing and line not in estimated],
        "whole": whole, "may_receive": may_receive, "may_withdraw": may_receive and len(missing) == len(lines),
        "unit": seen.structure.units_of([one.type.unit_id], one.last_on)[one.type.unit_id],
        "reminder": reminder_text(one, lines, seen.on) if whole else "",
        "drafts_seen": drafts_seen(seen, [line.unit.id for line in lines]),
    }  # fmt: skip
    return render(request, "submissions/report_round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a round, with a reason."""
    seen, one = sight_of(request), _round(pk)
    if not receives(seen, one.type.unit_id):
        raise PermissionDenied
    form = GiveReason(request.POST or None, label=_("Lý do hủy"), hint=_("Các đơn vị không phải nộp kỳ này nữa."))
    words = _("Đã hủy kỳ báo cáo.")
    if form.is_valid() and done(request, actions.withdraw_round, words, form, round_id=pk, **form.cleaned_data):
        return redirect(calendar_of(one.type.unit.code, one.last_on.year))
    return render(request, "submissions/round_form.html", {"form": form, "round": one, "title": _("Hủy kỳ báo cáo")})


@require_POST
def open_round_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a round again that was withdrawn."""
    seen, one = sight_of(request), report_round(pk)
    if one is None or not receives(seen, one.type.unit_id):
        raise PermissionDenied
    if done(request, actions.open_round_again, _("Đã mở lại kỳ báo cáo."), round_id=pk):
        return redirect("report_round", pk)
    return redirect(calendar_of(one.type.unit.code, one.last_on.year))


@require_safe
def reports_to_accept(request: HttpRequest) -> HttpResponse:
    """Every report that waits for the person's acceptance, of whatever year, the longest waiting first."""
    seen = sight_of(request)
    receiving = receiving_units(seen)
    if not receiving:
        raise PermissionDenied
    return render(request, "submissions/to_accept.html", {"lines": pages.lines_to_accept(receiving, seen)})


def _round(pk: int) -> ReportRound:
    """A round that was not withdrawn; to others it is as if there were none."""
    one = report_round(pk)
    if one is None or one.withdrawn_because:
        raise PermissionDenied
    return one
