"""Sign in and look around in a real browser, by mouse, by keyboard, and without a script."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import LOGIN, NAME, PASSWORD

pytestmark = pytest.mark.browser


def test_a_person_signs_in_and_out(open_page: Callable[..., Page], sign_in: Callable[..., None]) -> None:
    page = open_page()
    page.goto("/tai-khoan/")
    expect(page).to_have_title("Đăng nhập · Chung Tay")
    page.fill("[name=login]", "+84 912.345.678")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)  # the page that was asked for
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đăng xuất")


def test_a_wrong_password_moves_the_focus_to_what_is_wrong(
    open_page: Callable[..., Page], sign_in: Callable[..., None]
) -> None:
    page = open_page()
    sign_in(page, "sai@example.vn", "khong phai mat khau")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Lỗi: Đăng nhập · Chung Tay")
    expect(page.locator("[name=login]")).to_have_value("sai@example.vn")  # what was typed is not lost


def test_the_whole_way_goes_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/dang-nhap/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(LOGIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Việc của {NAME}")


def test_everything_works_without_a_script(open_page: Callable[..., Page], sign_in: Callable[..., None]) -> None:
    page = open_page(width=360, script=False)
    sign_in(page)
    page.get_by_role("link", name="Tất cả mục").click()
    page.get_by_role("main").get_by_role("link", name="Tài khoản").click()
    page.get_by_role("button", name="Tối").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Cỡ chữ lớn").click()
    assert page.locator("html").get_attribute("data-text") == "large"
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", name="Language and display")).to_be_visible()


def test_the_look_changes_at_once_and_stays(opened: Callable[..., Page]) -> None:
    page = opened("visitor", "/tai-khoan/")
    with page.expect_response("**/giao-dien/"):
        page.get_by_role("main").get_by_role("button", name="Tối").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_an_english_browser_sees_vietnamese_until_its_reader_chooses(open_page: Callable[..., Page]) -> None:
    page = open_page(language="en-US")
    page.goto("/dang-nhap/")
    assert page.locator("html").get_attribute("lang") == "vi"
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_no_page_scrolls_sideways(opened: Callable[..., Page]) -> None:
    page = opened("visitor")
    for address in ("/", "/mau/", "/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/phien/"):
        page.goto(address)
        for width, size in product((360, 768, 1280), ("normal", "larger")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("size => document.documentElement.setAttribute('data-text', size)", size)
            inner, outer = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert inner <= outer, f"{address} at {width} px and {size} text is {inner} px wide"


def test_the_first_load_is_light(open_page: Callable[..., Page], sign_in: Callable[..., None]) -> None:
    page = open_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/dang-nhap/", wait_until="networkidle")
    assert len(sizes) > 3
    assert sum(sizes) <= 200_000
