"""The page of who sent an opinion, behind a random address: how it stands, taking it back, all that is kept, erasing it. The
address is the whole right to it, so that csrf_exempt gives nothing away: no cookie opens anything here."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.actions import record_attempt
from chungtay.accounts.views.doors import network_address
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.opinions import actions, queries
from chungtay.opinions.models import Opinion

ENDINGS = {"withdraw": actions.withdraw_opinion, "erase": actions.erase_opinion}


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_opinion(request: HttpRequest, token: str) -> HttpResponse:
    """What was written and how it stands; just after sending (`moi`) what happens next."""
    opinion = _whose(request, token)
    if request.method == "POST":
        end = ENDINGS.get(request.POST.get("do", ""))
        if end is None:
            raise Http404
        end(at=timezone.now(), opinion_id=opinion.pk)
        return redirect("own_opinion", token)
    shown = {
        "opinion": opinion,
        "token": token,
        "new": "moi" in request.GET,
        "link": request.build_absolute_uri(request.path),
    }
    answer = render(request, "opinions/own.html", shown)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@login_not_required
@never_cache
@require_safe
def export_opinion(request: HttpRequest, token: str) -> HttpResponse:
    """All that is kept of the opinion, as a file."""
    opinion = _whose(request, token)
    email = actions.open_email(by=None, at=timezone.now(), opinion=opinion)
    answer = JsonResponse(queries.exported(opinion, email), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="y-kien-cua-toi.json"'
    return answer


def _whose(request: HttpRequest, token: str) -> Opinion:
    """Addresses that open nothing are counted, so that nobody tries many."""
    opinion = queries.opinion_by_token(token)
    if opinion is None:
        try:
            record_attempt(at=timezone.now(), what="own_opinion", address=network_address(request))
        except Refusal as refusal:
            raise Http404(say(refusal)) from None
        raise Http404
    return opinion
