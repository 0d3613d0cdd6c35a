"""The home page: what waits, the figures of the period; and who has not reported."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.desk.queries import home_page, silence_below
from chungtay.figures.queries.permitted import sees_figures
from chungtay.figures.views import sight_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One calm first screen."""
    user, at = person(request), timezone.now()
    today = timezone.localdate(at)
    return render(request, "desk/home.html", {"today": today, "page": home_page(user, sight_of(request), at)})


@require_safe
def unreported(request: HttpRequest) -> HttpResponse:
    """Who below a unit, or in a cluster, has said nothing of which months of the year."""
    today, code = timezone.localdate(), request.GET.get("of", "")
    seen = sight_of(request)
    if not code or not sees_figures(seen, [code], today, today):
        raise PermissionDenied
    below = silence_below(seen.structure, code, today)
    if below is None:
        raise PermissionDenied
    return render(request, "desk/unreported.html", {"below": below, "today": today})


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Every place that is for this person; on a phone, where the bar has room for four."""
    return render(request, "desk/menu.html")
