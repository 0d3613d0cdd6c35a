"""Meetings to come and past, one of them with all that lies on its table, and every open conclusion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.figures.queries.permitted import sees_figures
from chungtay.figures.views import sight_of
from chungtay.meetings import queries
from chungtay.meetings.rules.states import MeetingState
from chungtay.organizations.rules import Permission

from .asking import looked


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then past ones, with how much is still open of what was concluded."""
    seen = sight_of(request)
    lines = queries.meetings(seen)
    coming = [one for one in lines if one.meeting.held_on >= seen.on and one.meeting.state == MeetingState.CALLED]
    still_open = queries.open_in({one.meeting.of for one in lines}, seen.on, seen.structure)
    context = {
        "coming": coming[::-1], "past": [one for one in lines if one not in coming], "open": len(still_open),
        "overdue": sum(one.overdue for one in still_open), "may_call": bool(queries.callable_scopes(seen)),
    }  # fmt: skip
    return render(request, "meetings/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, its parts in the order of the work."""
    found = looked(request, pk, whole=True)
    row, seen = found.page.meeting, found.seen
    units = {unit.id for unit in found.page.units}
    visits = queries.visits_of(row.held_on, units, seen.structure)
    context = {
        "page": found.page, "visits": visits, "row": row, "runs": found.runs and not found.page.stands,
        "writes_for": found.writes_for, "papers": _papers(pk, runs=found.runs), "review": f"{reverse('review')}?of={row.of}&from={row.first_on.isoformat()}&to={row.last_on.isoformat()}",
        "submissions": f"{reverse('due_reports')}?of={row.of}&year={row.last_on.year}",
        "sees_figures": sees_figures(seen, [row.of], row.first_on, row.held_on),
        "records": seen.units(Permission.SEE_RECORDS, [visit.unit.id for visit in visits]),
        "visits_place": row.visits_place.partition(" (")[0],
        "visitors": [unit for unit in found.page.units if unit.id in seen.units(Permission.RECORD, units)],
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


@require_safe
def conclusions(request: HttpRequest) -> HttpResponse:
    """What is open of all that concerns the person: of a scope that the person sees, or an own unit's to do."""
    seen = sight_of(request)
    own = seen.units(Permission.RECORD, seen.own_units())
    scopes = {one.meeting.of: one.scope for one in queries.meetings(seen)}
    found = queries.with_figures(queries.open_in(scopes, seen.on, seen.structure), seen.structure)
    lines = sorted(found, key=lambda one: (one.stands.due, one.id))
    runs = {of for of in scopes if queries.runs(seen, of, seen.on)}
    context = {
        "lines": [
            (one, one.of in runs or bool(own & {one.owner.id, *(heir.id for heir in one.heirs)})) for one in lines
        ],
        "seen_scopes": {of for of in scopes if sees_figures(seen, [of], seen.on, seen.on)},
    }
    return render(request, "meetings/conclusions.html", context)


def _papers(pk: int, *, runs: bool) -> list[tuple[str, str]]:
    """Words and addresses of the papers that are made of a meeting; the chair's page for whoever runs it."""
    found = [
        (_("Phiếu điều hành"), reverse("chair_page", args=[pk])),
        (_("Tài liệu hội nghị"), reverse("meeting_paper", args=[pk, "html"])),
        (_("Trình chiếu, PPTX"), reverse("meeting_paper", args=[pk, "pptx"])),
        (_("Biên bản"), reverse("minutes_paper", args=[pk])),
        (_("Thông báo kết luận"), reverse("notice_paper", args=[pk])),
    ]
    return found if runs else found[1:]
