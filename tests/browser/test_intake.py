"""An import of 5,000 rows in a real browser: errors corrected in place, posted beside the site, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.live import Site

pytestmark = pytest.mark.browser
ROWS = 5000
HEADING = "Mã bản ghi;Đơn vị;Ngày;Nội dung;gift.count;gift.value;Người lập"
BAD = {7: ("31/02/2024", "10"), 2500: ("05/03/2024", "mười suất"), 4999: ("05/03/2042", "10")}
SLOW = 120_000  # milliseconds, on a machine that does much else


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """A site of its own: what these tests write, others would find."""
    return own_site


def line(number: int) -> str:
    day, count = BAD.get(number, (f"{number % 28 + 1:02}/{number % 9 + 1:02}/2024", str(number % 50 + 1)))
    return f"nt-{number};22.206;{day};Trao quà đợt {number % 12 + 1};{count};{number * 1000};Hương"


def upload(page: Page, file: Path, axe: str) -> None:
    """Bring the file in, say what its unknown column is, have its rows checked."""
    assert violations(page, axe) == []
    page.set_input_files("[name=file]", file)
    page.click("main form button[type=submit]")
    unclear = page.get_by_label("Ý nghĩa của cột Người lập")
    assert violations(page, axe) == []
    unclear.select_option("#")
    page.click("[name=check]")


def test_five_thousand_rows_are_corrected_posted_and_undone(
    opened: Callable[..., Page], axe_script: str, tmp_path: Path
) -> None:
    file = tmp_path / "so trao qua 2024.csv"
    file.write_text("\n".join([HEADING, *map(line, range(1, ROWS + 1))]), encoding="utf-8")
    page = opened("recorder", "/nhap-tep/")
    page.set_default_timeout(SLOW)
    upload(page, file, axe_script)
    expect(page.locator("[data-progress]")).to_be_visible()
    heading = page.locator("h2", has_text="3 dòng cần sửa")
    expect(heading).to_be_visible(timeout=SLOW)  # the page found out by itself
    assert violations(page, axe_script) == []
    for number, (column, text) in zip(BAD, [(2, "29/02/2024"), (4, "10"), (2, "05/03/2024")], strict=True):
        page.fill(f"[name=cell-0-{number + 1}-{column}]", text)
    expect(page.locator("[data-count]")).to_have_text("3 ô đã sửa, chưa kiểm tra lại")
    page.get_by_role("button", name="Kiểm tra lại").click()
    post = page.get_by_role("button", name="Ghi 5.000 dòng vào sổ")
    expect(post).to_be_visible(timeout=SLOW)
    totals = page.locator(".intake-totals tbody tr").all_inner_texts()
    assert any("12.502.500.000" in text for text in totals), totals  # 1000 × (1 + … + 5000)
    post.click()
    expect(page.locator("h1")).to_have_text("Đã ghi vào sổ", timeout=SLOW)
    assert page.locator(".intake-totals tbody tr").all_inner_texts() == totals
    assert violations(page, axe_script) == []
    page.get_by_text("Hoàn tác lần nhập này").click()
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(page.locator("h1")).to_have_text("Đã hoàn tác", timeout=SLOW)
    expect(page.locator("main")).to_contain_text("Đã rút 5.000 bản ghi")


def test_rows_are_pasted_and_posted_on_a_phone_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened("recorder", "/nhap-tep/", width=360, script=False)
    page.fill(
        "[name=pasted]", "Mã bản ghi\tNgày\tNội dung\tgift.count\nd1\thôm qua\tTrao quà\t5\nd2\t06/03/2024\tTrao\t7"
    )
    page.click("main form button[type=submit]")
    page.click("[name=check]")
    page.fill("[name=cell-0-2-1]", "05/03/2024")
    page.get_by_role("button", name="Kiểm tra lại").click()
    page.get_by_role("button", name="Ghi 2 dòng vào sổ").click()
    assert page.inner_text("h1") == "Đã ghi vào sổ"
    width = page.locator("body").bounding_box()
    assert width is not None and width["width"] <= 360
