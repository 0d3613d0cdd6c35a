"""The answer link: what is asked, and one touch. Nobody's name stands on it, and looking at it changes nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.blood.queries.donors import donor_now
from chungtay.blood.views.own import there
from chungtay.callboard.forms import DeclineCall
from chungtay.callout.actions import record_answer
from chungtay.callout.queries import call_by_token
from chungtay.callout.rules.states import HOLDS_PLACE, CallState, DeclineCode, RequestState
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.queries import standing_consents
from chungtay.people.rules.consents import ConsentPurpose


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_call(request: HttpRequest, token: str) -> HttpResponse:
    """Comes, does not come, is not to be called any more: the same again gives the same answer."""
    call = there(request, "answer_call", call_by_token(token))
    form = DeclineCall(request.POST if request.POST.get("do") == "no" else None)
    said = _said(request, form)
    if said is not None:
        try:
            record_answer(by=None, at=timezone.now(), call_id=call.pk, **said)
        except Refusal as refusal:
            messages.error(request, say(refusal))
        return redirect("answer_call", token)
    person = donor_now(call.donor).person_id
    state = CallState(call.state)
    answer = render(request, "callboard/answer_call.html", {
        "form": form, "asked": call.request, "hospital": call.request.contact.hospital, "state": state,
        "need": call.request.need, "open": call.request.state == RequestState.OPEN, "comes": state in HOLDS_PLACE,
        "callable": ConsentPurpose.EMERGENCY in standing_consents([person])[person],
    })  # fmt: skip
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _said(request: HttpRequest, form: DeclineCall) -> dict[str, Any] | None:
    match request.POST.get("do") if request.method == "POST" else None:
        case "yes":
            return {"state": CallState.ACCEPTED}
        case "no" if form.is_valid():
            return {"state": CallState.DECLINED, "code": form.reason, "day": form.cleaned_data["day"]}
        case "stop":
            return {"state": CallState.DECLINED, "code": DeclineCode.STOP_CALLING}
    return None
