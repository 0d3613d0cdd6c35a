"""A visit of one page by one person in one look, and what is wrong with the page as it stands then."""

from playwright.sync_api import Browser, Page, Request

from tests.browser.axe import violations
from tests.browser.pages import Shown

FIRST_LOAD = 200_000  # bytes over the wire
OPEN = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
Told = dict[str, dict[str, str | int]]  # of each page of pages.py: its address, how it answers


class Visits:
    """One page of a browser for each person; what the last visit asked for, weighed and complained of.

    `cookies` are those of each person's session. Nothing is cached: each visit is a first load.
    """

    def __init__(self, browser: Browser, url: str, cookies: dict[str, dict[str, str]], told: Told) -> None:
        self.browser, self.url, self.cookies, self.told = browser, url, cookies, told
        self.pages: dict[str, Page] = {}
        self.weights: dict[str, int] = {}
        self.bytes, self.complaints = 0, list[str]()

    def of(self, shown: Shown, width: int, theme: str, language: str) -> Page:
        """Open a page as its person, in that look."""
        page = self.pages.get(shown.who) or self._page_of(shown.who)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])
        page.goto("about:blank")
        self.bytes = 0
        self.complaints.clear()
        address = self.told[str(shown)]["address"]
        answer = page.goto(f"{self.url}{address}", wait_until="load")
        assert answer and answer.status == shown.status, f"{address} answers {answer and answer.status}"
        return page

    def close(self) -> None:
        """Leave everybody's pages."""
        for page in self.pages.values():
            page.context.close()

    def faults(self, page: Page, shown: Shown, width: int, language: str) -> list[str]:
        """What is wrong with the page that was opened last, apart from what axe finds."""
        wide = "document.documentElement.scrollWidth"
        closed = int(page.evaluate(wide))
        page.evaluate(OPEN)
        opened, spoken = int(page.evaluate(wide)), page.locator("html").get_attribute("lang")
        self.weights[str(shown)] = max(self.bytes, self.weights.get(str(shown), 0))
        own = f"status of {shown.status}"  # a browser says so of a page that is refused
        return [
            *([f"scrolls sideways: {closed} of {width}"] if closed > width else []),
            *([f"scrolls sideways with everything opened: {opened} of {width}"] if opened > width >= closed else []),
            *([f"speaks {spoken}, not {language}"] if spoken != language else []),
            *([] if page.locator("h1").count() == 1 else ["has not one h1"]),
            *([] if len(page.title().removesuffix(" · Chung Tay")) > 1 else ["has no title"]),
            *(text for text in self.complaints if own not in text),
            *([] if 0 < self.bytes <= FIRST_LOAD else [f"weighs {self.bytes} bytes, {FIRST_LOAD} at most"]),
        ]

    def heaviest(self) -> str:
        """The three heaviest first loads."""
        found = sorted(self.weights.items(), key=lambda one: -one[1])[:3]
        return ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in found)

    def _page_of(self, who: str) -> Page:
        context = self.browser.new_context(service_workers="block", locale="vi-VN")
        cookies = self.cookies[who].items()
        context.add_cookies([{"name": name, "value": value, "url": self.url} for name, value in cookies])
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
        if not request.url.startswith((f"{self.url}/", "data:", "blob:", "about:")):
            self.complaints.append(f"asks another host: {request.url}")


def broken(page: Page, axe_script: str, *rules: str) -> list[str]:
    """What axe finds wrong with the page (by these rules only), each rule with its elements."""
    found = violations(page, axe_script, *rules)
    return [f"axe {rule}: {' | '.join(map(str, nodes))}" for rule, nodes in found]
