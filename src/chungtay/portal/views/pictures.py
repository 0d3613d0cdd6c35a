"""Pictures of the portal as its pages show them; what editors sent in stays in its folder."""

import mimetypes
from pathlib import PurePosixPath
from typing import Final

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chungtay.portal.queries.pictures import is_shown_picture

FOREVER: Final = "public, max-age=31536000, immutable"
KINDS: Final = frozenset({"image/webp", "image/jpeg", "image/png"})


@require_safe
def portal_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture in one of the sizes that a page asked for; its name says of which drawing and in which size."""
    path, kind = f"images/{name}", mimetypes.guess_type(name)[0]
    if kind not in KINDS or PurePosixPath(name).name != name or not is_shown_picture(path):
        raise Http404
    try:
        with default_storage.open(path) as file:
            return HttpResponse(file.read(), content_type=kind, headers={"Cache-Control": FOREVER})
    except FileNotFoundError:
        raise Http404 from None
