"""The living page, and the choice of theme and text size."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from chungtay.design.forms import Appearance, Sample
from chungtay.design.rules.accent import accent_of, style_of
from chungtay.design.rules.gallery import gallery
from chungtay.kernel.errors import Refusal

A_YEAR = 365 * 24 * 3600
FOREVER = f"public, max-age={A_YEAR}, immutable"


@require_safe
def design_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all states."""
    sample = Sample({"value": "987.654.321"})
    return render(request, "design/design_gallery.html", {"gallery": gallery(), "sample": sample})


@login_not_required
@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme or text size in a cookie and go back to where the reader was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    form = Appearance(request.POST)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            if value:
                response.set_cookie(
                    name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
                )
    return response


@login_not_required
@require_safe
def accent_style(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of a chapter's accent: computed from the address alone."""
    try:
        style = style_of(accent_of(f"#{colour}"))
    except Refusal:
        raise Http404 from None
    return HttpResponse(style, content_type="text/css", headers={"Cache-Control": FOREVER})
