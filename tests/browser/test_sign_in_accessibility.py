"""What test_every_page.py does not see, because it comes after a form was sent: errors, and the second step switched on."""

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations

pytestmark = pytest.mark.browser


def test_a_form_with_errors_is_as_accessible(opened: Callable[..., Page], axe_script: str) -> None:
    page = opened("visitor", "/tai-khoan/mat-khau/", width=360)
    page.get_by_role("main").get_by_role("button", name="Đổi mật khẩu").click()
    assert violations(page, axe_script) == []
    page.get_by_role("link", name="Mật khẩu hiện nay: Chưa điền mục này.").click()
    assert page.evaluate("document.activeElement.name") == "old"


def test_the_second_step_is_switched_on_on_a_phone(
    open_page: Callable[..., Page], sign_in: Callable[..., None], axe_script: str
) -> None:
    page = open_page(width=360, theme="dark")
    sign_in(page, "hai.buoc@example.vn")
    page.goto("/tai-khoan/hai-buoc/")
    page.get_by_role("button", name="Bắt đầu").click()
    _fits_and_is_accessible(page, axe_script)
    secret = (page.locator(".secret").text_content() or "").replace(" ", "")
    page.fill("[name=code]", pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Bật").click()
    _fits_and_is_accessible(page, axe_script)
    assert page.locator(".recovery-codes li").count() == 10


def _fits_and_is_accessible(page: Page, axe_script: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page, axe_script) == []
