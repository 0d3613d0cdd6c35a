"""The pages of meetings."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chungtay.figures.views import sight_of
from chungtay.meetings import queries


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come and past ones."""
    return render(request, "meetings/meetings.html", {"lines": queries.meetings(sight_of(request))})


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting."""
    line = next((one for one in queries.meetings(sight_of(request)) if one.meeting.pk == pk), None)
    if line is None:
        raise PermissionDenied
    return render(request, "meetings/meetings.html", {"lines": [line]})
