"""What stands against publishing, and publishing itself after a confirmation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.formats import query_string
from chungtay.figures.views import refused, sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.organizations.rules import Permission
from chungtay.reports import actions, queries
from chungtay.reports.forms import ConfirmPublishing

from .writing import asked_to_publish


@require_http_methods(["GET", "HEAD", "POST"])
def publish_review(request: HttpRequest) -> HttpResponse:
    """The list of what stands against it; publish where the person has read it."""
    question = asked_to_publish(request)
    if isinstance(question, HttpResponse):
        return question
    (of,), first, last, seen = question.of, question.first, question.last, sight_of(request)
    form = ConfirmPublishing(request.POST if request.method == "POST" else None, auto_id="phat_hanh_%s")
    try:
        if request.method == "POST" and form.is_valid():
            done = actions.publish_review(
                by=person(request),
                at=timezone.now(),
                of=of,
                first=first,
                last=last,
                asked_at=form.cleaned_data["asked_at"],
            )
            messages.success(request, _("Đã phát hành. Khi ký xong, hãy ghi vào sổ văn bản đi để lấy số."))
            return redirect("publication", done.pk)
        standing = queries.standing_against(of, first, last, seen.structure, seen.on)
    except actions.AlreadyPublished as stands:
        messages.info(request, say(stands))
        return redirect("publication", stands.number)
    except Refusal as refusal:
        return refused(request, say(refusal))
    unit = queries.issuing_unit(seen.structure, of, first, last)
    context = {
        "form": form, "asked_at": timezone.now().isoformat(), "standing": standing, "period": Period(first, last), "asked": query_string(question),
        "may_approve": unit is not None and seen.may(Permission.APPROVE, unit.id),
    }  # fmt: skip
    return render(request, "reports/publish_review.html", context)
