"""A year of totals pasted, saved and read again: by keyboard, by clipboard, on a phone, and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.live import Site

pytestmark = pytest.mark.browser
SHEET = "/so-tong-hop/?of=22.206&year=2024"
JANUARY = 2024 * 12
ROWS = ("gift.count", "gift.value")


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """A site of its own: what these tests write, others would find."""
    return own_site


def cell(page: Page, code: str, month: int) -> Locator:
    return page.locator(f"[name='t-{code}-{JANUARY + month - 1}']")


def paste(page: Page, into: Locator, text: str) -> None:
    """Through the clipboard, as a person does."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    into.focus()
    page.keyboard.press("Control+V")


def test_a_year_of_totals_is_pasted_saved_and_read_again(opened: Callable[..., Page]) -> None:
    page = opened("recorder", SHEET)
    gifts = [f"1.{month:03}" for month in range(1, 13)]
    money = [f"{month * 100_025_480:,}".replace(",", ".") for month in range(1, 12)] + ["1,500"]
    paste(page, cell(page, "gift.count", 1), "\n".join(["\t".join(gifts), "\t".join(money)]))
    status = page.locator("[data-status]")
    expect(status).to_contain_text("Đã dán 23 ô. Không hiểu: 1,500.")
    expect(page.locator("[data-unsaved-count]")).to_have_text("23 ô chưa lưu")
    status.get_by_role("button", name="Hoàn tác lần dán").click()
    expect(cell(page, "gift.count", 1)).to_have_value("")
    paste(page, cell(page, "gift.count", 1), "\n".join(["\t".join(gifts), "\t".join(money)]))
    cell(page, "gift.count", 12).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("1,5 triệu")
    page.get_by_role("button", name="Lưu số tổng hợp").click()
    expect(page.get_by_role("heading", name="Đã lưu: 24 ô mới, 0 ô sửa, 0 ô rút")).to_be_visible()
    control = page.locator(".totals-control tbody tr").nth(0)
    expect(control).to_contain_text(f"{sum(range(1001, 1013)):,}".replace(",", "."))
    again = opened("recorder", SHEET)
    expect(cell(again, "gift.count", 7)).to_have_value("1.007")
    expect(cell(again, "gift.value", 11)).to_have_value("1.100.280.280")
    expect(cell(again, "gift.value", 12)).to_have_value("1.500.000")


def test_the_keyboard_walks_the_sheet(opened: Callable[..., Page]) -> None:
    page = opened("recorder", SHEET)
    cell(page, "gift.count", 3).focus()
    page.keyboard.type("7")
    for key, code, month in (("Enter", "gift.value", 3), ("ArrowRight", "gift.value", 4), ("ArrowUp", "gift.count", 4)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == f"t-{code}-{JANUARY + month - 1}", key


def test_a_phone_shows_one_month_at_a_time_and_the_page_never_scrolls_sideways(opened: Callable[..., Page]) -> None:
    page = opened("recorder", SHEET, width=360)
    expect(cell(page, "gift.count", 12)).to_be_visible()
    expect(cell(page, "gift.count", 2)).to_be_hidden()
    page.get_by_role("button", name="Tháng 2", exact=True).click()
    expect(cell(page, "gift.count", 2)).to_be_visible()
    expect(cell(page, "gift.count", 12)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_a_block_is_looked_at_before_it_is_saved(opened: Callable[..., Page]) -> None:
    page = opened("recorder", SHEET, script=False, width=360)
    page.get_by_role("button", name="Tháng 3", exact=True).click()
    expect(cell(page, "gift.count", 3)).to_be_visible()
    page.get_by_text("Dán từ Excel").click()
    page.get_by_label("Khối ô chép từ bảng tính").fill("\tTháng 3\nĐơn vị máu tiếp nhận\t88\n")
    page.get_by_role("button", name="Đưa vào bảng").click()
    expect(page.get_by_text("Đã đưa 1 ô vào bảng, chưa lưu")).to_be_visible()
    expect(cell(page, "blood.units", 3)).to_have_value("88")
    page.get_by_role("button", name="Lưu số tổng hợp").click()
    expect(page.get_by_text("Đã lưu: 1 ô mới")).to_be_visible()


@pytest.mark.parametrize(("width", "theme", "language"), [(1280, "dark", "vi-VN"), (360, "light", "vi-VN")])
def test_axe_finds_nothing_on_a_sheet_with_errors(
    opened: Callable[..., Page], axe_script: str, width: int, theme: str, language: str
) -> None:
    page = opened("recorder", SHEET, width=width, theme=theme, language=language)
    cell(page, "gift.count", 12).fill("nhiều lắm")
    page.get_by_role("button", name="Lưu số tổng hợp").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa lưu số nào")
    page.locator("button[name=show]").first.evaluate("button => button.click()")
    page.get_by_role("link", name="Tháng 12, Suất quà trao tặng").click()
    expect(cell(page, "gift.count", 12)).to_be_focused()
    for details in page.locator("main details > summary").all():
        details.click()
    assert violations(page, axe_script) == []
