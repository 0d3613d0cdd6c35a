"""The first page of administration, background jobs, the health page, and the door for monitoring."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.administration import queries
from chungtay.administration.queries import Reach

from .doors import administrator, chapter_wide


@administrator
def administration(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Ways to everything that is for this administrator."""
    return render(request, "administration/administration.html", {"reach": reach})


@chapter_wide
def jobs(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What runs and has run."""
    return render(request, "administration/jobs.html", {"jobs": queries.jobs(reach)})


@chapter_wide
def health(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Everything that was looked at, with a word on each."""
    return render(request, "administration/health.html", {"findings": queries.health(timezone.now())})


@login_not_required
@never_cache
@require_safe
def probe(request: HttpRequest) -> HttpResponse:
    """For monitoring: 200 while the site can answer, 503 else; no detail to whoever asks."""
    sound = queries.is_sound()
    return HttpResponse("ok\n" if sound else "no\n", status=200 if sound else 503, content_type="text/plain")
