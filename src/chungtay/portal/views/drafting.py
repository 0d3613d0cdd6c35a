"""One click on the desk page of a published review or a closed meeting: its article is drafted, or found again."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.queries.permitted import sees_figures
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.meetings.queries import meeting_row
from chungtay.organizations.queries import Sight
from chungtay.portal import actions, queries
from chungtay.portal.models import ArticlePage
from chungtay.reports.queries import publication


@require_POST
def draft_article_of_review(request: HttpRequest, number: int) -> HttpResponse:
    """From a published review, for who may see it and write for the portal."""
    seen = _writes(request)
    found = publication(number)
    if found is None or not sees_figures(seen, (found.of,), found.first, found.last):
        raise PermissionDenied
    return _drafted(
        request, reverse("publication", args=[number]),
        lambda by: actions.draft_article_of_review(by=by, at=timezone.now(), publication_id=number),
    )  # fmt: skip


@require_POST
def draft_article_of_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """From a closed meeting, for who may see its figures and write for the portal."""
    seen, row = _writes(request), meeting_row(number)
    if row is None or not sees_figures(seen, (row.of,), row.first_on, row.held_on):
        raise PermissionDenied
    return _drafted(
        request, reverse("meeting", args=[number]),
        lambda by: actions.draft_article_of_meeting(by=by, at=timezone.now(), on=seen.on, meeting_id=number),
    )  # fmt: skip


def _writes(request: HttpRequest) -> Sight:
    seen = sight_of(request)
    if not queries.drafts_news(seen):
        raise PermissionDenied
    return seen


def _drafted(request: HttpRequest, back: str, draft: Callable[[User], ArticlePage]) -> HttpResponse:
    try:
        article = draft(person(request))
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect(back)
    messages.success(request, _("Bài nháp ở đây: xem lại, ghi người viết, rồi gửi duyệt hoặc đăng."))
    return redirect("wagtailadmin_pages:edit", article.pk)
