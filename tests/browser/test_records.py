"""A leader's morning in a real browser: several approved at once, one returned, its author corrects, it waits again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def waiting(page: Page) -> int:
    """How many the heading says are waiting."""
    return int(page.locator("#cho-duyet h2 span").inner_text().strip("()").replace(".", ""))


def test_a_leader_approves_a_unit_returns_one_and_its_correction_waits_again(opened: Callable[..., Page]) -> None:
    leader = opened("approver", "/duyet/")
    before = waiting(leader)
    expect(leader.get_by_role("button", name="Duyệt các mục đã chọn")).to_be_disabled()
    boxes = leader.locator(".queue").first.locator("input[type=checkbox]")
    count = boxes.count()
    leader.locator(".queue-all input").first.check()
    leader.get_by_role("button", name=f"Duyệt các mục đã chọn ({count})").click()
    expect(leader.get_by_text(f"Đã duyệt {count} bản ghi.")).to_be_visible()
    assert waiting(leader) == before - count

    leader.get_by_role("link", name="Trả lại").first.click()
    leader.get_by_label("Lý do trả lại").fill("Số suất chưa khớp danh sách")
    leader.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(leader.get_by_text("Đã trả lại bản ghi cho đơn vị.")).to_be_visible()
    assert waiting(leader) == before - count - 1
    leader.get_by_role("link", name="Đã trả lại, chưa sửa (1)").click()
    leader.locator(".queue a").first.click()
    expect(leader.get_by_text("Số suất chưa khớp danh sách").first).to_be_visible()


def test_the_queue_works_without_a_script_on_a_phone(opened: Callable[..., Page]) -> None:
    leader = opened("approver", "/duyet/", width=360, script=False)
    before = waiting(leader)
    leader.locator("input[type=checkbox]").first.check()
    leader.get_by_role("button", name="Duyệt các mục đã chọn").click()
    assert waiting(leader) == before - 1
    assert leader.locator(".messages").inner_text().strip() == "Đã duyệt 1 bản ghi."


def test_a_record_is_found_without_accents_and_its_list_is_ready_to_print(opened: Callable[..., Page]) -> None:
    officer = opened("recorder", "/so-ghi-chep/")
    officer.get_by_label("Tìm trong nội dung").fill("ngay hoi hien mau")
    officer.get_by_role("button", name="Tìm").click()
    officer.locator(".records tbody a").first.click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Ngày hội hiến máu tình nguyện")
    officer.get_by_role("link", name="Danh sách ký nhận").click()
    expect(officer.get_by_role("button", name="In")).to_be_visible()
    officer.emulate_media(media="print")
    expect(officer.locator(".rail")).to_be_hidden()
    expect(officer.get_by_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")).to_be_visible()
