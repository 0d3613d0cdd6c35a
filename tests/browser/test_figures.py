"""From the report to a number, to its entries, to a month: in a real browser, by mouse, by keyboard, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SPAN = "from=2024-01-01&to=2024-10-31"
REVIEW = f"/bao-cao/?of=22/cum-2&{SPAN}"
GIFTS = f"/so-lieu/nguon/?of=22/cum-2&indicator=gift.count&{SPAN}"
MONEY = f"/so-lieu/nguon/?of=22/cum-2&indicator=gift.value&by=month&key=2024-03&{SPAN}"
TOTAL = f"/so-lieu/nguon/?of=22/cum-2&indicator=total.value&{SPAN}"
PAGES = (REVIEW, f"/so-lieu/?of=22/cum-2&{SPAN}", GIFTS, TOTAL, MONEY, "/so-lieu/")


def test_from_the_report_to_a_number_to_its_entries_to_a_month(opened: Callable[..., Page]) -> None:
    page = opened("approver", "/")
    page.get_by_role("main").get_by_role("link", name="Báo cáo Cụm thi đua số 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("BÁO CÁO")
    page.locator("a.figure", has_text="suất quà").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suất quà trao tặng")
    expect(page.locator(".figure-value")).to_have_text("gần 11.000 suất quà")
    expect(page.get_by_role("row", name="Cộng 81 bút toán")).to_contain_text("10.980")
    page.locator("#thang").get_by_role("row", name="T3/2024").get_by_role("link").first.click()
    expect(page.locator(".figure-name")).to_have_text("Cụm thi đua số 2, tháng 3 năm 2024")
    expect(page.get_by_role("row", name="Cộng 8 bút toán")).to_contain_text("956")
    page.go_back()
    page.get_by_role("link", name="Cũ hơn").click()
    expect(page.get_by_text("Trang 2 trên 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Các bút toán đứng sau")).to_be_in_viewport()


def test_another_indicator_and_period_are_chosen_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened("approver", GIFTS, script=False)
    page.get_by_text("Xem chỉ tiêu, đơn vị hoặc kỳ khác").click()
    page.get_by_label("Chỉ tiêu").select_option("blood.units")
    page.get_by_label("Đơn vị hoặc cụm").select_option("22.206")
    page.get_by_label("Đến ngày").fill("30/06/2024")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đơn vị máu tiếp nhận")
    expect(page.locator(".figure-name")).to_have_text("Hội Chữ thập đỏ thị xã Quảng Yên, 6 tháng đầu năm 2024")


def test_the_way_from_the_list_behind_a_figure_goes_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened("approver", f"/so-lieu/?of=22/cum-2&{SPAN}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hỏi số liệu")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main summary").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng lượt người được trợ giúp")


def test_a_cluster_head_opens_the_number_and_no_entry(opened: Callable[..., Page]) -> None:
    page = opened("head", GIFTS)
    expect(page.get_by_text("Không thuộc quyền xem từng bút toán")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Bút toán số")).to_have_count(0)


def test_a_report_s_file_is_downloaded_under_its_vietnamese_name(opened: Callable[..., Page]) -> None:
    page = opened("head", REVIEW)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải XLSX").click()
    assert download.value.suggested_filename == "Báo cáo Cụm thi đua số 2 10 tháng năm 2024.xlsx"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_scrolls_sideways_on_a_phone_nor_with_text_twice_as_large(
    opened: Callable[..., Page], language: str
) -> None:
    page = opened("approver", "/", width=360)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    for address in PAGES:
        page.goto(address)
        for size in ("100%", "131.25%" if address == REVIEW else "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            inner, outer = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert inner <= outer, f"{address} at {size} text is {inner} px wide"
