"""A paragraph pasted, confirmed by the keyboard, posted, seen in the figures, and back to its sentence; and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.live import Site

pytestmark = pytest.mark.browser
TEXT = (
    "Trong 10 tháng năm 2024, Hội Chữ thập đỏ thị xã Quảng Yên đã vận động 3.581 suất quà trị giá trên 4,3 tỷ đồng. "
    "Trong 10 tháng năm 2024, Cụm thi đua số 2 tiếp nhận tổng số 6.727 đơn vị máu."
)


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """A site of its own: what these tests write, others would find."""
    return own_site


def answer_by_keys(page: Page) -> None:
    """Refuse the second figure, accept the third, change the first."""
    hand = page.locator("[data-hand]")
    page.keyboard.press("j")
    expect(hand).to_contain_text("ước 4.300.000.000 đồng")
    page.keyboard.press("x")
    expect(page.locator("#so-1")).to_have_class("doc-mark is-refused")
    expect(hand).to_contain_text("6.727 đơn vị máu")
    page.keyboard.press("a")
    expect(hand).to_contain_text("3.581 suất quà")
    page.keyboard.press("e")
    expect(page.get_by_label("Trị số")).to_be_focused()
    page.get_by_label("Trị số").fill("3.582")
    page.get_by_role("button", name="Lưu và nhận").click()
    expect(page.locator("#so-0")).to_have_class("doc-mark is-accepted")


def test_a_pasted_paragraph_is_confirmed_by_keys_posted_and_found_again(
    opened: Callable[..., Page], axe_script: str
) -> None:
    page = opened("recorder", "/doc-van-ban/")
    page.fill("[name=pasted]", TEXT)
    expect(page.locator("[data-found] mark")).to_have_text(["3.581", "trên 4,3 tỷ", "6.727"])
    assert violations(page, axe_script) == []
    page.get_by_role("button", name="Đọc và xác nhận").click()
    hand = page.locator("[data-hand]")
    expect(hand.locator("h2")).to_have_text("Con số 1 trên 3")
    assert violations(page, axe_script) == []
    answer_by_keys(page)
    page.get_by_role("button", name="Xem trước khi ghi").click()
    assert violations(page, axe_script) == []
    expect(page.locator(".doc-posting tbody tr")).to_contain_text("3.582 suất quà")
    page.get_by_role("button", name="Ghi 2 con số").click()
    expect(page.locator(".messages")).to_contain_text("Đã ghi 2 con số vào sổ.")
    page.locator("#so-0 a").click()
    hand.get_by_role("link", name="Xem số liệu").click()
    expect(page.locator("main")).to_contain_text("3.582")
    page.get_by_role("link", name="văn bản đã đọc").first.click()
    expect(page.locator("#so-0 a")).to_have_attribute("aria-current", "true")
    expect(hand).to_contain_text("đã ghi vào sổ")


def test_figures_are_answered_on_a_phone_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened("recorder", "/doc-van-ban/", width=360, script=False)
    page.fill("[name=pasted]", TEXT.replace("3.581", "900"))
    page.get_by_role("button", name="Đọc và xác nhận").click()
    accept = page.locator("[data-hand]").get_by_role("button", name="Nhận")
    expect(accept).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    accept.click()
    expect(page.locator("#so-0")).to_have_class("doc-mark is-accepted")
    page.get_by_role("button", name="Bỏ con số 2", exact=True).click()
    expect(page.locator("#so-1")).to_have_class("doc-mark is-refused")
    page.get_by_role("button", name="Xem trước khi ghi").click()
    expect(page.get_by_role("button", name="Ghi 1 con số")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{page.url.partition('/doc-van-ban/')[0]}/doc-van-ban/")
    rows = f"Đơn vị{';Số suất quà' * 12}\nHạ Long{';1200' * 12}\n"
    page.set_input_files("[name=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": (rows * 2).encode()})
    page.get_by_role("button", name="Đọc và xác nhận").click()
    expect(page.locator("#so-0")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "a wide table scrolls in its own frame"
