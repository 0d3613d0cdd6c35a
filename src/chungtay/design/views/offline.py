"""The site as an app on a device: its manifest, its icon, the service worker and the page without a network.

They stand here because they belong to the frame and know nothing of records: what is kept for whom is said by the pages
themselves, in the header `X-Keep-For`.
"""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from chungtay.design.formats import ICON_SIZES, icon_png
from chungtay.design.rules.accent import HOUSE, PAPER, accent_of
from chungtay.design.templatetags.frame import FIRST_FONTS, asset, with_imports
from chungtay.kernel.errors import Refusal

from .look import FOREVER

WORKER = ("worker.js", "push_worker.js")
FONTS = (*FIRST_FONTS, *(name.replace("400", "600") for name in FIRST_FONTS), "figures-400.woff", "figures-600.woff")
KEPT = (*FONTS, "frame.css", "frame.js", "offline.js", "queue-form.js", "queue-page.js", "record.js", "session.js")
PLACES = {"record": "record_delivery", "queued": "queued", "sign_out": "sign_out", "offline": "offline"}


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, icons and colours under which a device keeps the site as an app; the chapter's, where it has a look."""
    shown = {"paper": PAPER["light"], "house": HOUSE, "sizes": ICON_SIZES}
    return render(request, "design/manifest.json", shown, content_type="application/manifest+json")


@login_not_required
@require_safe
def app_icon(request: HttpRequest, colour: str, shape: str, size: int) -> HttpResponse:
    """The house's mark on a chapter's accent, drawn from the address alone."""
    if size not in ICON_SIZES or shape not in ("any", "maskable"):
        raise Http404
    try:
        drawn = icon_png(accent_of(f"#{colour}"), size, is_round=shape == "any")
    except Refusal:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": FOREVER})


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site: a module that names the built ones, and what stands where.

    Another build gives another text, so that browsers see a new version; it is asked for anew each time.
    """
    files = [static("design/mark.svg"), *with_imports(KEPT)]
    imports = "".join(f'import "{address}";\n' for address in map(asset, WORKER) if address)
    version = hashlib.sha256(f"{imports}{files}".encode()).hexdigest()[:12]
    shell = {"version": version, "assets": files} | {name: _address(place) for name, place in PLACES.items()}
    script = f"{imports}self.shell = {json.dumps(shell)};\n"
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a page that was not kept is answered with when there is no network."""
    return render(request, "design/offline.html")


def _address(name: str) -> str:
    """Where a page of an app above is; nowhere on a site without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
