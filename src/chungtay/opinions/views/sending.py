"""Sending an opinion. The page is kept by nobody, asks for no session and has no token of one: whoever sends this form from
elsewhere does no more than anybody may, so that csrf_exempt gives nothing away."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import network_address
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.opinions import actions, queries
from chungtay.opinions.forms import SubmitOpinion


@login_not_required
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """The form by itself: where it is to be mended, and for who opens it by its address."""
    article, at = queries.discussed_by(pk), timezone.now()
    if article is None:
        raise Http404
    form = SubmitOpinion(request.POST if request.method == "POST" else None, article_id=pk)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:  # a machine fills in what people do not see
            return render(request, "opinions/received.html", {"article": article})
        try:
            token = actions.submit_opinion(at=at, article=article, said=form.said, address=network_address(request))
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            if token:
                return redirect(f"{reverse('own_opinion', args=[token])}?moi=1")
            return render(request, "opinions/received.html", {"article": article})
    shown = {"article": article, "form": form, "open": article.is_open(at)}
    answer = render(request, "opinions/submit.html", shown)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
