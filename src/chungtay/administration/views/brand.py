"""A chapter's colours and logo, as the frame around every page asks for them; each address names its content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chungtay.design.rules.accent import accent_of, style_of
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import logo_bytes

_FOREVER = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def accent_style(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of an accent: computed from the address alone."""
    try:
        style = style_of(accent_of(f"#{colour}"))
    except Refusal:
        raise Http404 from None
    return _kept(style.encode(), "text/css")


@login_not_required
@require_safe
def chapter_logo(request: HttpRequest, digest: str) -> HttpResponse:
    """A chapter's logo, which stands on the sign-in page too."""
    data = logo_bytes(digest)
    if data is None:
        raise Http404
    return _kept(data, "image/png")


def _kept(data: bytes, kind: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": _FOREVER})
