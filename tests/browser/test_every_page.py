"""Every page of the product: accessible, within the screen, clean and light in a real browser; few questions to the database.

In one run each page is seen in one combination of size, theme and language, which its name and the week choose, so that
all eight come round; `make check-a11y` sees every page in all of them. Nothing is cached: each visit is a first load.
"""

import os
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.architecture.test_doors import addresses
from tests.browser.axe import violations
from tests.browser.conftest import Everything
from tests.browser.pages import BUDGET, NO_PAGES, PAGES, Shown

GRID = list(product((360, 1280), ("light", "dark"), ("vi", "en")))
FULL = os.environ.get("CHUNGTAY_FULL_GRID") == "1"
WEEK = datetime.now(UTC).date().toordinal() // 7
FIRST_LOAD = 200_000  # bytes over the wire
OPEN = "document.querySelectorAll('main details').forEach(one => { one.open = true })"


def cases() -> Iterator[tuple[Shown, int, str, str]]:
    """What is visited: every page, in this week's combination or in all."""
    for page in PAGES:
        turn = (zlib.crc32(str(page).encode()) + WEEK) % len(GRID)
        grid = GRID if FULL else GRID[turn : turn + 1]
        spoken = dict.fromkeys((width, theme, page.language or language) for width, theme, language in grid)
        yield from ((page, *one) for one in spoken)


class Visits:
    """One page of a browser for each person; what the last visit asked for, weighed and complained of."""

    def __init__(self, browser: Browser, everything: Everything) -> None:
        self.browser, self.everything = browser, everything
        self.pages: dict[str, Page] = {}
        self.weights: dict[str, int] = {}
        self.bytes, self.complaints = 0, list[str]()

    def of(self, shown: Shown, width: int, theme: str, language: str) -> Page:
        """Open a page as its person, in that look."""
        page = self.pages.get(shown.who) or self._page_of(shown.who)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        url = self.everything.site.url
        page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
        page.goto("about:blank")
        self.bytes = 0
        self.complaints.clear()
        told = self.everything.pages[str(shown)]
        answer = page.goto(f"{url}{told['address']}", wait_until="load")
        assert answer and answer.status == shown.status, f"{told['address']} answers {answer and answer.status}"
        return page

    def weight(self, shown: Shown) -> int:
        """Bytes over the wire since the page was opened."""
        self.weights[str(shown)] = max(self.bytes, self.weights.get(str(shown), 0))
        return self.bytes

    def _page_of(self, who: str) -> Page:
        url = self.everything.site.url
        context = self.browser.new_context(service_workers="block", locale="vi-VN")
        cookies = self.everything.cookies[who].items()
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies])
        page = self.pages[who] = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.loadingFinished", lambda event: self._weigh(event["encodedDataLength"]))
        page.on("request", self._look_where)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return page

    def _weigh(self, size: int) -> None:
        self.bytes += size

    def _look_where(self, request: Request) -> None:
        if not request.url.startswith((f"{self.everything.site.url}/", "data:", "blob:", "about:")):
            self.complaints.append(f"asks another host: {request.url}")


@pytest.fixture(scope="module")
def visits(browser: Browser, everything: Everything, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """The visits of this run; the heaviest pages are told at its end."""
    found = Visits(browser, everything)
    yield found
    for page in found.pages.values():
        page.context.close()
    heaviest = sorted(found.weights.items(), key=lambda one: -one[1])[:3]
    words = ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in heaviest)
    if terminal := request.config.pluginmanager.get_plugin("terminalreporter"):  # a worker of xdist has none
        terminal.write_line(f"\nheaviest first loads: {words}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("shown", "width", "theme", "language"), list(cases()), ids=lambda value: str(value) if value != "" else None
)
def test_a_page_is_accessible_clean_and_light(
    visits: Visits, axe_script: str, shown: Shown, width: int, theme: str, language: str
) -> None:
    page = visits.of(shown, width, theme, language)
    fits: Callable[[], bool] = lambda: page.evaluate("document.documentElement.scrollWidth") <= width  # noqa: E731
    assert fits(), "scrolls sideways"
    page.evaluate(OPEN)
    assert fits(), "scrolls sideways with everything opened"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert len(page.title().removesuffix(" · Chung Tay")) > 1, "has no title"
    assert violations(page, axe_script) == []
    own = f"status of {shown.status}"  # a browser says so of a page that is refused
    assert [text for text in visits.complaints if own not in text] == []
    assert 0 < visits.weight(shown) <= FIRST_LOAD


@pytest.mark.browser
def test_a_page_asks_the_database_at_most_twelve_times(everything: Everything) -> None:
    told = {str(page): (int(everything.pages[str(page)]["queries"]), page.queries) for page in PAGES}
    over = {name: f"{asked} of {most}" for name, (asked, most) in told.items() if asked > most}
    assert not over
    mended = [name for name, (asked, most) in told.items() if most > BUDGET >= asked]
    assert not mended, "these keep the budget now: take their exception out of pages.py"


def test_no_page_is_forgotten() -> None:
    names = {name for name, _ in addresses()}
    listed = {page.name for page in PAGES if not page.name.startswith("/")}
    assert names - listed - NO_PAGES.keys() == set(), "add these to PAGES or NO_PAGES of tests/browser/pages.py"
    assert (listed | NO_PAGES.keys()) - names == set(), "these addresses are gone"
    assert listed & NO_PAGES.keys() == set()
    assert len({str(page) for page in PAGES}) == len(PAGES), "two pages need a `look` that tells them apart"
    assert [str(page) for page in PAGES if bool(page.why) != (page.queries > BUDGET)] == [], "an exception has a reason"
