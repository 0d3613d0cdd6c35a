"""A chapter's logo, as the frame around every page asks for it; the address names its content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chungtay.design.views import FOREVER
from chungtay.organizations.queries import logo_bytes


@login_not_required
@require_safe
def chapter_logo(request: HttpRequest, digest: str) -> HttpResponse:
    """A chapter's logo, which stands on the sign-in page too."""
    data = logo_bytes(digest)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/png", headers={"Cache-Control": FOREVER})
