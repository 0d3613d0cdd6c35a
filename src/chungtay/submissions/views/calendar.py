"""The calendar of a unit or cluster: what is due, and the rounds with how many have given theirs."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.figures.queries.permitted import scopes_of
from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission
from chungtay.submissions import actions
from chungtay.submissions.forms import GiveReason
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries import pages
from chungtay.submissions.queries.calendar import DueLine, report_round, round_period
from chungtay.submissions.queries.submissions import reminder_text, shares_of
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
    context = {
        "code": code, "name": cluster.name if cluster else unit.name if unit else code, "year": year, "today": seen.on,
        "unit": unit, "opened": [one for one in opened if one.round.first_on <= seen.on][::-1],
        "to_come": [one for one in opened if one.round.first_on > seen.on], "others": [scope for scope in scopes_of(seen) if scope.code != code],
        "may_record": unit is not None and seen.may(Permission.RECORD, unit.id),
        "may_open": unit is not None and receives(seen, unit.id),
        "sees_drafts": unit is not None and bool(drafts_seen(seen, [unit.id])),
    }  # fmt: skip
    return render(request, "submissions/due_reports.html", context | _by_turn(owed, seen))


def _by_turn(owed: Iterable[DueLine], seen: Sight) -> dict[str, list[DueLine]]:
    """What is to be done now, what was handed in, what comes later."""
    found: dict[str, list[DueLine]] = {"now": [], "given": [], "later": []}
    for due in owed:
        if due.line.state not in TO_DO:
            found["given"].append(due)
        else:
            found["later" if due.round.first_on > seen.on else "now"].append(due)
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
    may_receive = receives(seen, one.type.unit_id)
    context = {
        "round": one, "period": round_period(one), "lines": lines, "shares": shares_of(lines), "today": seen.on,
        "missing": missing, "given": [line for line in lines if line.standing], "whole": whole, "may_receive": may_receive, "may_withdraw": may_receive and len(missing) == len(lines),
        "unit": seen.structure.units_of([one.type.unit_id], one.last_on)[one.type.unit_id],
        "reminder": reminder_text(one, [line.unit for line in missing], seen.on) if whole and missing else "",
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
    context = {"form": form, "round": one, "period": round_period(one), "title": _("Hủy kỳ báo cáo")}
    return render(request, "submissions/round_form.html", context)


def _round(pk: int) -> ReportRound:
    """A round that was not withdrawn; to others it is as if there were none."""
    one = report_round(pk)
    if one is None or one.withdrawn_because:
        raise PermissionDenied
    return one
