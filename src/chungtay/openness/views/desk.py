"""A page of the desk: a published review is put on the portal, or taken off it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.openness import actions
from chungtay.openness.queries.public_reports import is_public, may_be_public, small_counts
from chungtay.organizations.queries import may
from chungtay.organizations.rules import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def public_report(request: HttpRequest, publication: int) -> HttpResponse:
    """For who may publish for the chapter."""
    on = timezone.localdate()
    found = may_be_public(publication, on)
    if found is None or not may(person(request), Permission.PUBLISH, found[1].id, on):
        raise PermissionDenied
    if request.method == "POST":
        by, at = person(request), timezone.now()
        if request.POST.get("do") == "withdraw":
            actions.withdraw_public_report(by=by, at=at, publication_id=publication)
            messages.success(request, _("Đã rút báo cáo khỏi cổng."))
        else:
            actions.add_public_report(by=by, at=at, publication_id=publication)
            messages.success(request, _("Báo cáo đã có trên cổng."))
        return redirect("public_report", publication)
    k = settings.CHUNGTAY_SMALL_CELL
    context = {
        "publication": found[0],
        "is_public": is_public(publication),
        "small": small_counts(found[0], k),
        "few": k,
    }
    return render(request, "openness/public_report.html", context)
