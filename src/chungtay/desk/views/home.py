"""The home page: where the person works, and the way to reports and figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.accounts.models import User
from chungtay.desk.queries import scopes_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One calm first screen."""
    user = request.user
    assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
    today = timezone.localdate()
    return render(request, "desk/home.html", {"today": today, "scopes": scopes_of(user, today)})


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Every place that is for this person; on a phone, where the bar has room for four."""
    return render(request, "desk/menu.html")
