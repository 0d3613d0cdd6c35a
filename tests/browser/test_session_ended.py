"""A session that ends while a form is open: the page says so, what was typed stays, and goes out after signing in again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_form_waits_on_its_page_until_its_person_has_signed_in_again(
    opened: Callable[..., Page], sign_in: Callable[..., None]
) -> None:
    page = opened("visitor", width=360)
    page.clock.install()
    page.goto("/thong-bao/cach-nhan/")
    page.get_by_label("English").check()
    page.clock.fast_forward("10:00")
    page.context.clear_cookies(name="sessionid")
    save = page.get_by_role("main").get_by_role("button", name="Lưu")
    save.click()
    told = page.locator("[data-unsent]")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Phiên đăng nhập đã hết")
    expect(page.get_by_label("English")).to_be_checked()
    with page.context.expect_page() as opened:
        told.get_by_role("link").click()
    sign_in(opened.value)  # the token of the form is another now
    save.click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu cách nhận thông báo.")
    expect(page.get_by_label("English")).to_be_checked()
