"""Pages of the portal, kept by each process until something changes; what is kept is sent without asking who reads.

A public page depends on its address, the reader's text size and ground, and on nothing else: what else a request says of its
reader (session, language, every other header) is taken from it before the page is made, so none can be shown to another.
Whether anything has changed is asked at most twice a second, so a page is never older than that. The clock of a page shows
minutes: none is kept longer than its minute.
"""

import gzip
import re
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from chungtay.design.forms import TEXT_SIZES, THEMES
from chungtay.portal.actions import note_reads
from chungtay.portal.queries.changes import portal_stamp

from .shelf import KeptPage, Shelf

MOST_BYTES: Final = 32 << 20
LONGEST_QUERY: Final = 200
ASKED_EVERY: Final = 0.5  # seconds
COUNTED_EVERY: Final = 30.0
_LOOKS: Final = {"text": frozenset(TEXT_SIZES[1:]), "theme": frozenset(THEMES[1:])}  # the first is what no cookie says
_SAID: Final = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"})  # what a page may still know
_AGAIN: Final = frozenset({"ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"})  # when nothing has changed
_OURS: Final = frozenset({"vary", "cache-control", "content-length", "etag", "last-modified", "expires"})
_FOLLOWED: Final = re.compile(r"(?:utm_\w*|fbclid|gclid|zarsrc)=[^&]*(?:&|$)")  # where a reader clicked: of no page
_PACKED: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class KeptPages:
    """Stands outermost but for what every answer gets; anything that it does not know goes on inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf, self.lock = Shelf(MOST_BYTES), Lock()
        self.stamp: tuple[Any, ...] = ()
        self.asked_at = self.counted_at = time.monotonic() - COUNTED_EVERY
        self.reads: Counter[int] = Counter()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or not is_public(request.path_info) or hasattr(request, "is_dummy"):
            return self.get_response(request)  # a dummy is an editor's preview
        query = _FOLLOWED.sub("", request.META.get("QUERY_STRING", ""))
        if len(query) > LONGEST_QUERY:
            return self.get_response(request)
        looks = {name: value for name in _LOOKS if (value := request.COOKIES.get(name, "")) in _LOOKS[name]}
        host = request.get_host().lower()
        key = (request.scheme or "", host, request.path_info, query, looks.get("text", ""), looks.get("theme", ""))
        stamp = self._stamp()
        page = self.shelf.get(key)
        if page is None or page.stamp != stamp:
            asked, request.META = (request.method, request.META), request.META.copy()
            response = self.get_response(_alike(request, query, looks))
            request.method, request.META = asked
            if not _may_be_kept(response):
                return response
            page = _page(response, stamp)
            if self.stamp:
                self.shelf.put(key, page)
        if request.method == "GET":
            self._count(page.article)
        return _sent(request, page)

    def _stamp(self) -> tuple[Any, ...]:
        now = time.monotonic()
        if now - self.asked_at >= ASKED_EVERY:
            self.asked_at = now  # whoever comes meanwhile takes the one before
            with suppress(DatabaseError):  # locked for long, or away: what is kept is still sent
                self.stamp = portal_stamp()
        return (*self.stamp, int(time.time()) // 60)

    def _count(self, article: int | None) -> None:
        """Openings are added up here and written down once in a while."""
        if article is None:
            return
        with self.lock:
            self.reads[article] += 1
            now = time.monotonic()
            if now - self.counted_at < COUNTED_EVERY:
                return
            self.counted_at, told, self.reads = now, self.reads, Counter()
        try:
            note_reads(by=None, at=timezone.now(), on=timezone.localdate(), times=told)
        except DatabaseError:  # the next time, and no reader waits for it
            with self.lock:
                self.reads.update(told)


def is_public(path: str) -> bool:
    """Whether an address is of the portal or of the open pages, in either language."""
    first, _, rest = path.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES):
        first = rest.partition("/")[0]
    return first in (settings.CHUNGTAY_PORTAL, settings.CHUNGTAY_OPEN)


def _alike(request: HttpRequest, query: str, looks: dict[str, str]) -> HttpRequest:
    """The request as every reader's is who gets the same page."""
    for name in [name for name in request.META if name.startswith("HTTP_") and name not in _SAID]:
        del request.META[name]
    request.META["QUERY_STRING"], request.COOKIES = query, looks
    request.method = request.META["REQUEST_METHOD"] = "GET"
    return request


def _may_be_kept(response: HttpResponse) -> bool:
    told = response.headers.get("Cache-Control", "")
    free = "private" not in told and "no-store" not in told
    return response.status_code == 200 and free and not response.streaming and not response.cookies


def _page(response: HttpResponse, stamp: tuple[Any, ...]) -> KeptPage:
    body = response.content
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {name: value for name, value in response.headers.items() if name.lower() not in _OURS}
    headers["ETag"], headers["Vary"] = tag, "Accept-Encoding, Cookie"
    headers["Cache-Control"] = "public, no-cache"  # kept anywhere, and asked about every time
    return KeptPage(stamp, headers, body, gzip.compress(body, 6, mtime=0), tag, getattr(response, "article", None))


def _sent(request: HttpRequest, page: KeptPage) -> HttpResponse:
    held = request.META.get("HTTP_IF_NONE_MATCH", "")
    if held and (held == page.tag or page.tag in parse_etags(held)):
        return HttpResponseNotModified(headers={name: page.headers[name] for name in page.headers.keys() & _AGAIN})
    packed = _PACKED.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.packed if packed else page.plain
    response = HttpResponse(body if request.method == "GET" else b"", headers=page.headers)
    response.headers["Content-Length"] = str(len(body))
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response
