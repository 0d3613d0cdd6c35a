"""A report is written beside its figures, published, registered and downloaded, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

pytestmark = pytest.mark.browser
ASKED = "?of=22/cum-2&from=2024-01-01&to=2024-10-31"


def test_a_report_is_written_published_registered_and_downloaded(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("approver", "/bao-cao/cac-ky/?of=22/cum-2&year=2024")
    line = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="10 tháng năm 2024", exact=True))
    expect(line).to_contain_text("chưa bắt đầu")
    line.get_by_role("link", name="Viết").click()
    page.get_by_label("Nguyên nhân").fill("Kinh phí còn hạn hẹp.")
    page.get_by_label("Ngày họp").fill("11/11/2024")
    page.get_by_role("button", name="Lưu phần viết").click()
    expect(page.get_by_text("Đã lưu 2 phần.")).to_be_visible()
    expect(page.locator(".sheet .own")).to_have_text("Kinh phí còn hạn hẹp.")
    page.get_by_role("link", name="Kiểm tra và phát hành").click()
    expect(page.get_by_text("bản ghi trong kỳ chờ duyệt", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Đã xem các điểm trên, vẫn phát hành").check()
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_text("Mọi con số đã in vẫn đúng")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải DOCX").click()
    saved = tmp_path / "bao-cao.docx"
    waiting.value.save_as(saved)
    assert saved.read_bytes()[:2] == b"PK" and waiting.value.suggested_filename.endswith(".docx")
    page.get_by_role("link", name="Ghi vào sổ văn bản đi").click()
    expect(page.get_by_label("Trích yếu nội dung")).to_have_value("Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2")


def test_the_summary_is_copied_to_the_clipboard(opened: Callable[..., Page]) -> None:
    page = opened("head", f"/bao-cao/{ASKED}", width=360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Sao chép gửi Zalo").click()
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_role("status").filter(has_text="Đã sao chép")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert len(copied.splitlines()) == 5 and copied.startswith("Báo cáo 10 tháng năm 2024") and "http" not in copied


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_pages_of_reports_are_accessible_and_never_scroll_sideways(
    opened: Callable[..., Page], axe_script: str, width: int, theme: str
) -> None:
    page = opened("approver", width=width, theme=theme)
    for address in ("/bao-cao/cac-ky/?of=22/cum-2&year=2024", f"/bao-cao/viet/{ASKED}", f"/bao-cao/phat-hanh/{ASKED}"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(page, axe_script) == [], address
