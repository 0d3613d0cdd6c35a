"""Pages of the portal, kept by each process until something changes; what is kept is sent without asking who reads.

A public page depends on its address, the reader's text size and ground, and on nothing else: it asks for no session. Whether
anything has changed is asked at most twice a second, so a page is never older than that. The clock of a page shows minutes:
none is kept longer than its minute.
"""

import gzip
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from chungtay.portal.actions import note_reads
from chungtay.portal.queries.changes import portal_stamp

MOST_BYTES: Final = 32 << 20
LONGEST_QUERY: Final = 200
ASKED_EVERY: Final = 0.5  # seconds
COUNTED_EVERY: Final = 30.0
_KEPT_HEADERS: Final = ("Content-Type", "Content-Language", "Content-Security-Policy", "X-Frame-Options", "Link")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is sent: its stamp, headers, body plain and packed, its tag, the article that it shows."""

    stamp: tuple[Any, ...]
    headers: dict[str, str]
    plain: bytes
    packed: bytes
    tag: str
    article: int | None


class KeptPages:
    """Stands outermost but for what every answer gets; anything that it does not know goes on inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self.size, self.lock = 0, Lock()
        self.stamp: tuple[Any, ...] = ()
        self.asked_at = self.counted_at = time.monotonic() - COUNTED_EVERY
        self.reads: Counter[int] = Counter()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or not is_public(request.path_info):
            return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return self.get_response(request)
        cookies = request.COOKIES
        key = (request.get_host(), request.path_info, query, cookies.get("text", "")[:8], cookies.get("theme", "")[:8])
        stamp = self._stamp()
        page = self.pages.get(key)
        if page is None or page.stamp != stamp:
            response = self.get_response(request)
            if response.status_code != 200 or response.streaming or response.cookies:
                return response
            page = self._keep(key, _page(response, stamp))
        self._count(page.article)
        return _sent(request, page)

    def _stamp(self) -> tuple[Any, ...]:
        now = time.monotonic()
        if now - self.asked_at >= ASKED_EVERY:
            self.asked_at = now  # whoever comes meanwhile takes the one before
            self.stamp = portal_stamp()
        return (*self.stamp, int(time.time()) // 60)

    def _keep(self, key: Key, page: KeptPage) -> KeptPage:
        with self.lock:
            before = self.pages.pop(key, None)
            self.pages[key] = page
            self.size += _weight(page) - (_weight(before) if before else 0)
            while self.size > MOST_BYTES:
                self.size -= _weight(self.pages.popitem(last=False)[1])
        return page

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
        note_reads(by=None, at=timezone.now(), on=timezone.localdate(), times=told)


def is_public(path: str) -> bool:
    """Whether an address is of the portal or of the open pages, in either language."""
    first, _, rest = path.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES):
        first = rest.partition("/")[0]
    return first in (settings.CHUNGTAY_PORTAL, settings.CHUNGTAY_OPEN)


def _page(response: HttpResponse, stamp: tuple[Any, ...]) -> KeptPage:
    body = response.content
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    return KeptPage(stamp, headers, body, gzip.compress(body, 6, mtime=0), tag, getattr(response, "article", None))


def _weight(page: KeptPage) -> int:
    return len(page.plain) + len(page.packed) + 1000


def _sent(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if request.META.get("HTTP_IF_NONE_MATCH") == page.tag:
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.packed, headers={**page.headers, "Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.plain, headers=page.headers)
    response.headers["ETag"] = page.tag
    response.headers["Cache-Control"] = "public, no-cache"  # kept anywhere, and asked about every time
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    return response
