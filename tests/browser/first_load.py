"""What a browser itself says of a first load: its largest part and when it stood, how far parts moved, what was fetched."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Request

MEASURE = """() => new Promise((done) => {
  const told = {largest: "", after: 0, moved: 0};
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    told.largest = entry.element ? entry.element.localName : "";
    told.after = entry.startTime;
  })).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    told.moved += entry.hadRecentInput ? 0 : entry.value;
  })).observe({type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => setTimeout(() => done(told), 300));
})"""


SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 60_000}  # ms, bytes/s
SLOW_PHONE = 6  # times slower than this machine


@dataclass(frozen=True, slots=True)
class FirstLoad:
    """The largest part and milliseconds until it stood, the shift of parts, bytes over the wire without and with pictures,
    addresses of others."""

    largest: str
    after: float
    moved: float
    size: int
    whole: int
    foreign: tuple[str, ...]


def first_load(browser: Browser, url: str, path: str, width: int = 360, *, slow: bool = False) -> FirstLoad:
    """The first visit of a page on a phone, with nothing cached; `slow`: an old phone in the hills, to which the page
    comes in parts and its letters last."""
    context = browser.new_context(base_url=url, viewport={"width": width, "height": 800})
    page, fetched = context.new_page(), list[Request]()
    if slow:
        wires = context.new_cdp_session(page)
        wires.send("Network.enable")
        wires.send("Network.emulateNetworkConditions", SLOW_LINE)
        wires.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
    page.on("requestfinished", lambda request: fetched.append(request))  # playwright takes no built-in
    page.goto(path, wait_until="networkidle")
    told = page.evaluate(MEASURE)
    sizes = [(request.resource_type, request.sizes()["responseBodySize"]) for request in fetched]
    context.close()
    return FirstLoad(
        largest=told["largest"], after=told["after"], moved=round(told["moved"], 3),
        size=sum(size for kind, size in sizes if kind != "image"), whole=sum(size for _kind, size in sizes),
        foreign=tuple(one.url for one in fetched if not one.url.startswith(url)),
    )  # fmt: skip
