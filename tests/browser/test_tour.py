"""A newcomer's tour on a phone: from the first page to a number and the record behind it; put away, and taken again."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

pytestmark = pytest.mark.browser
STEPS = ["Trang đầu", "Ghi việc", "Sổ ghi chép", "Số liệu", "Đứng sau một con số", "Đến tận bản ghi"]


@pytest.mark.parametrize(("who", "script"), [("recorder", True), ("approver", False)])
def test_the_tour_opens_a_number_down_to_its_record(
    opened: Callable[..., Page], axe_script: str, who: str, script: bool
) -> None:
    page = opened(who, "/", width=360, script=script)
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


@pytest.mark.parametrize("address", ["/huong-dan/", "/huong-dan/can-bo-nhap-lieu/", "/huong-dan/tu-ngu/#phan-con-lai"])
def test_axe_finds_nothing_in_help(opened: Callable[..., Page], axe_script: str, address: str) -> None:
    page = opened("head", address, width=360, theme="dark")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page, axe_script) == []
