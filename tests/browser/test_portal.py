"""The public portal in a real browser: light to load, still while it loads, whole without a script, of nobody else's parts."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import ROOT
from tests.browser.live import Site, command, environment, served

pytestmark = pytest.mark.browser
FRONT, SECTION, ARTICLE = "/tin/", "/tin/xa-hoi/", "/tin/xa-hoi/bai-1/"
MOST_BYTES = 120_000
# What is told of the page by the browser itself: its largest part, how far parts moved, what it fetched.
MEASURE = """() => new Promise((done) => {
  const told = {largest: "", moved: 0};
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    told.largest = entry.element ? entry.element.localName : "";
  })).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    told.moved += entry.hadRecentInput ? 0 : entry.value;
  })).observe({type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => setTimeout(() => done(told), 300));
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, with a small portal in it."""
    home = tmp_path_factory.mktemp("portal")
    command(home, "verify")  # as every command of the house, it makes the database
    call = [sys.executable, "-m", "tests.browser.portal"]
    subprocess.run(call, env=environment(home) | {"PYTHONPATH": os.fspath(ROOT)}, check=True)
    with served(home) as running:
        yield running


def test_a_first_page_is_light_moves_nothing_and_asks_nobody_else(browser: Browser, site: Site) -> None:
    for path, largest in (
        (FRONT, {"img", "p", "a", "h3"}),
        (SECTION, {"img", "p", "h1", "a"}),
        (ARTICLE, {"img", "h1", "p"}),
    ):
        context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800})
        page, fetched = context.new_page(), []
        page.on("requestfinished", lambda request, fetched=fetched: fetched.append(request))
        page.goto(path, wait_until="networkidle")
        told = page.evaluate(MEASURE)
        assert told["largest"] in largest, (path, told)
        assert round(told["moved"], 2) == 0, (path, told)
        assert {request.url.startswith(site.url) for request in fetched} == {True}
        sizes = {r.url: r.sizes()["responseBodySize"] for r in fetched if r.resource_type != "image"}
        assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes
        context.close()


def test_pages_are_free_of_barriers_in_both_languages_and_grounds(
    open_page: Callable[..., Page], axe_script: str
) -> None:
    for theme in ("light", "dark"):
        page = open_page(width=360, theme=theme)
        for path in (
            FRONT,
            SECTION,
            ARTICLE,
            "/tin/luu-tru/",
            "/tin/tim/?q=giao+ban",
            "/en/tin/",
            "/en/tin/xa-hoi/bai-1/",
        ):
            page.goto(path)
            assert violations(page, axe_script) == [], (path, theme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, theme)


def test_all_of_it_works_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(width=360, script=False)
    page.goto(FRONT)
    page.get_by_role("searchbox").fill("hoi chu thap do giao ban")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("3 bài")
    page.get_by_role("main").get_by_role("link", name="Hội Chữ thập đỏ tỉnh giao ban lần 1").click()
    page.get_by_role("link", name="Cỡ chữ lớn").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.get_by_role("link", name="Tối", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hội Chữ thập đỏ tỉnh giao ban lần 1")
    page.locator("summary").first.click()
    page.get_by_role("navigation", name="Chuyên mục").get_by_role("link", name="Tin theo ngày").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tin ngày")
