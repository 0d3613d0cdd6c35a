"""What stands behind a figure that an article published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chungtay.openness.queries.published import provenance


@require_safe
def published_figure(request: HttpRequest, token: str) -> HttpResponse:
    """Definition, who had reported, month by month, as published and as known now."""
    found = provenance(token)
    if found is None:
        raise Http404
    around = {"most_read": (), "linked_sites": ()}  # nothing beside what is to be checked
    return render(request, "openness/published_figure.html", {"behind": found, "figure": found.figure} | around)
