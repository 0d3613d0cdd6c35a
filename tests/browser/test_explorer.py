"""Asking for figures in a real browser: from a chart to a record, by keyboard too; kept, changed and fetched without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SPAN = "from=2024-01-01&to=2024-10-31"
GIFTS = f"/so-lieu/hoi/?of=22/cum-2&indicator=gift.count&{SPAN}"


def test_from_a_chart_to_what_is_behind_a_column_to_the_record(opened: Callable[..., Page]) -> None:
    page = opened("approver", f"/so-lieu/?of=22/cum-2&{SPAN}")
    page.get_by_role("link", name="Hỏi số liệu").click()
    page.locator("summary", has_text="Đổi câu hỏi").click()
    page.locator("summary", has_text="Công tác xã hội").click()
    page.get_by_label("Suất quà trao tặng", exact=True).check()
    page.get_by_label("Tổng lượt người được trợ giúp").uncheck()
    page.get_by_label("Tháng", exact=True).check()
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suất quà trao tặng theo tháng")
    page.get_by_role("navigation", name="Cách xem").get_by_role("link", name="Cột").click()
    column = page.locator(".chart-wide").get_by_role("link", name="T3/2024: 956")
    column.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".figure-name")).to_have_text("Cụm thi đua số 2, tháng 3 năm 2024")
    expect(page.get_by_role("row", name="Cộng 8 bút toán")).to_contain_text("956")
    page.locator("#but-toan tbody").get_by_role("link").first.click()
    page.wait_for_url("**/so-ghi-chep/*/")
    expect(page.get_by_role("main")).to_contain_text("2024")


def test_a_question_is_kept_and_opened_again_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened("recorder", f"/so-lieu/hoi/?of=22.206&indicator=gift.count&{SPAN}&by=month", script=False)
    page.get_by_text("Lưu câu hỏi này").click()
    page.get_by_label("Tên câu hỏi").fill("Quà theo tháng của Quảng Yên")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu câu hỏi “Quà theo tháng của Quảng Yên”.")).to_be_visible()
    page.get_by_role("link", name="Các câu hỏi đã lưu").click()
    page.get_by_role("link", name="Quà theo tháng của Quảng Yên").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suất quà trao tặng theo tháng")


def test_the_map_is_fetched_as_a_picture(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("head", f"{GIFTS}&by=unit&view=map")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải PNG").click()
    kept = tmp_path / "map.png"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"\x89PNG")
    assert download.value.suggested_filename.startswith("Suất quà trao tặng theo đơn vị, Cụm thi đua số 2")
