"""A newcomer's tour on a phone: from the first page to a number and the record behind it; put away, and taken again."""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.book import LOGINS
from tests.browser.live import PASSWORD, Site, environment, served, with_book

pytestmark = pytest.mark.browser
NEWCOMERS = """
import django; django.setup()
from django.utils import timezone
from chungtay.accounts.models import User
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
everyone = list(User.objects.values_list("pk", flat=True))
notify(by=None, at=timezone.now(), to=everyone, kind=NoticeKind.FIRST_STEPS)
"""
STEPS = ["Trang đầu", "Ghi việc", "Sổ ghi chép", "Số liệu", "Đứng sau một con số", "Đến tận bản ghi"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, with a small book in it, whose people have just been given their first role."""
    home = with_book(tmp_path_factory.mktemp("tour"))
    subprocess.run([sys.executable, "-c", NEWCOMERS], env=environment(home), check=True)
    with served(home) as running:
        yield running


def signed_in(browser: Browser, site: Site, who: str, *, script: bool) -> Page:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=script
    )
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.fill("[name=login]", LOGINS[who])
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    return page


@pytest.mark.parametrize(("who", "script"), [("recorder", True), ("approver", False)])
def test_the_tour_opens_a_number_down_to_its_record(
    browser: Browser, site: Site, axe_script: str, who: str, script: bool
) -> None:
    page = signed_in(browser, site, who, script=script)
    page.get_by_role("link", name="Đi một vòng").click()
    behind: list[str | None] = []
    for number, title in enumerate(STEPS, start=1):
        strip = page.get_by_role("region", name="Đi một vòng")
        expect(strip).to_contain_text(f"Bước {number} trên {len(STEPS)}")
        expect(strip).to_contain_text(title)
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, title
            assert violations(page, axe_script) == [], title
        if title == STEPS[-2]:
            behind = [link.get_attribute("href") for link in page.locator("#but-toan table a").all()]
        if number < len(STEPS):
            strip.get_by_role("link", name="Tiếp").click()
    assert urlsplit(page.url).path in behind  # the record that ends the tour is one of those behind the number

    page.get_by_role("button", name="Xong").click()
    expect(page.get_by_role("heading", name="Những bước đầu")).to_have_count(0)
    page.goto("/huong-dan/")
    page.get_by_role("link", name="Bắt đầu").click()
    expect(page.get_by_role("region", name="Đi một vòng")).to_contain_text("Bước 1 trên 6")
    page.context.close()


@pytest.mark.parametrize("address", ["/huong-dan/", "/huong-dan/can-bo-nhap-lieu/", "/huong-dan/tu-ngu/#phan-con-lai"])
def test_axe_finds_nothing_in_help(browser: Browser, site: Site, axe_script: str, address: str) -> None:
    page = signed_in(browser, site, "head", script=True)
    page.emulate_media(color_scheme="dark")
    assert page.goto(address).ok  # type: ignore[union-attr]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page, axe_script) == []
    page.context.close()
