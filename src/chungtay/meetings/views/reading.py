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
from chungtay.records.views.asking import page_number, turns

from .asking import Looked, looked

PAGE = 25


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then past ones, with how much is still open of what was concluded."""
    seen = sight_of(request)
    what = queries.concerned(seen)
    lines = queries.meetings(what)
    coming = [one for one in lines if one.held_on >= seen.on and one.state == MeetingState.CALLED]
    still_open = queries.open_among(what.scopes, what.asked, seen.own_units().keys(), seen.on, seen.structure)
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
        "writes_for": found.writes_for, "papers": _papers(pk, found), "reads_minutes": found.reads_minutes,
        "review": f"{reverse('review')}?of={row.of}&from={row.first_on.isoformat()}&to={row.last_on.isoformat()}",
        "submissions": f"{reverse('due_reports')}?of={row.of}&year={row.last_on.year}",
        "sees_figures": sees_figures(seen, [row.of], row.first_on, row.held_on),
        "records": seen.units(Permission.SEE_RECORDS, [visit.unit.id for visit in visits]),
        "visits_place": row.visits_place.partition(" (")[0],
        "visitors": [unit for unit in found.page.units if unit.id in seen.units(Permission.RECORD, units)],
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


@require_safe
def conclusions(request: HttpRequest) -> HttpResponse:
    """What is open of all that concerns the person: of a scope that the person sees, of a meeting to which an own unit is
    asked, or an own unit's to do, itself or as heir."""
    seen = sight_of(request)
    what = queries.concerned(seen)
    found = queries.open_among(what.scopes, what.asked, seen.own_units().keys(), seen.on, seen.structure)
    pages = max(1, -(-len(found) // PAGE))
    number = min(page_number(request), pages)
    found = found[(number - 1) * PAGE : number * PAGE]
    writes = queries.writers(seen, {unit for one in found for unit in one.doers})
    runs = {of for of in {one.of for one in found} if queries.runs(seen, of, seen.on)}
    asked = set(what.asked.values_list("pk", flat=True))
    context = {
        "lines": [
            (one, one.of in runs or not writes.isdisjoint(one.doers), one.of in what.scopes or one.meeting_id in asked)
            for one in queries.with_figures(found, seen.structure)
        ],
        "seen_scopes": what.scopes,
        "page": {"number": number, "pages": pages},
        "turns": turns(request, number, pages),
    }
    return render(request, "meetings/conclusions.html", context)


def _papers(pk: int, found: Looked) -> list[tuple[str, str]]:
    """Words and addresses of the papers that are made of a meeting: the chair's page and the list to sign for whoever runs
    it, minutes and notice for whoever reads them."""
    own = [
        (_("Phiếu điều hành"), reverse("chair_page", args=[pk])),
        (_("Danh sách ký tên"), reverse("attendance_paper", args=[pk])),
    ]
    table = [
        (_("Tài liệu hội nghị"), reverse("meeting_paper", args=[pk, "html"])),
        (_("Trình chiếu, PPTX"), reverse("meeting_paper", args=[pk, "pptx"])),
    ]
    written = [
        (_("Biên bản"), reverse("minutes_paper", args=[pk])),
        (_("Thông báo kết luận"), reverse("notice_paper", args=[pk])),
    ]
    return [*(own if found.runs else ()), *table, *(written if found.reads_minutes else ())]
