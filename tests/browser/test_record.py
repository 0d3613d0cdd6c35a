"""A gift recorded on a phone: within a minute, with a photo made small on the way, and without a script."""

import io
import time
from collections.abc import Callable
from functools import partial

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.live import Site

pytestmark = pytest.mark.browser
FORM = "/ghi-viec/?of=22.206"
MINUTE = 60


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """A site of its own: what these tests write, others would find."""
    return own_site


@pytest.fixture
def phone(opened: Callable[..., Page]) -> Callable[..., Page]:
    """A page of 360 px on which the recorder has signed in."""
    return partial(opened, "recorder", width=360)


def shot() -> dict[str, object]:
    """A photo as a phone takes it: large, and with the place where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (21.0, 0.0, 0.0)
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(out, "JPEG", quality=90, exif=exif)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_gift_is_recorded_on_a_phone_within_a_minute(phone: Callable[..., Page]) -> None:
    page, photo = phone("/"), shot()
    begun = time.monotonic()
    page.get_by_role("navigation").get_by_role("link", name="Ghi việc").click()
    page.get_by_label("Tặng quà", exact=True).check()
    page.get_by_label("Hộ nghèo", exact=True).check()
    page.get_by_label("Suất quà trao tặng").fill("50")
    page.get_by_label("Số tiền").press_sequentially("15000000")
    expect(page.get_by_label("Số tiền")).to_have_value("15.000.000")
    page.get_by_label("Ngày làm").fill("2024-10-01")
    page.locator("[name=photos]").set_input_files(photo)
    page.wait_for_function("() => document.querySelector('[name=photos]').files[0].size < 1500000")
    assert page.evaluate("document.querySelector('[name=photos]').files[0].size") < len(photo["buffer"]) / 2
    page.get_by_role("button", name="Ghi", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi: Tặng quà: 50 suất quà, hộ nghèo")
    assert time.monotonic() - begun < MINUTE
    expect(page.get_by_role("link", name="Ghi việc tiếp theo")).to_be_visible()


def test_only_the_numbers_that_the_work_counts_are_asked(phone: Callable[..., Page]) -> None:
    page = phone(FORM)
    page.get_by_label("Nồi cháo, bếp ăn", exact=True).check()
    expect(page.get_by_label("Suất cháo, suất ăn")).to_be_visible()
    expect(page.locator("[name=turns]")).to_be_hidden()
    page.get_by_label("Thăm hỏi gia đình", exact=True).check()
    expect(page.get_by_label("Hộ gia đình được thăm hỏi")).to_be_visible()
    expect(page.locator("[name=count]")).to_be_disabled()
    poor = page.get_by_label("Hộ nghèo", exact=True)  # whom the gift before was for
    expect(poor).not_to_be_checked()
    page.get_by_label("Tặng quà", exact=True).check()
    expect(poor).to_be_checked()
    page.get_by_label("Trẻ em", exact=True).check()
    page.get_by_label("Thăm hỏi gia đình", exact=True).check()
    expect(poor).to_be_checked()


def test_lines_come_and_go_on_the_spot_and_goods_are_remembered(phone: Callable[..., Page]) -> None:
    page = phone()
    for day in ("2024-09-01", "2024-09-20"):
        page.goto(FORM)
        page.get_by_label("Hỗ trợ sinh kế", exact=True).check()
        page.get_by_role("button", name="Thêm hàng, dịch vụ").click()
        line = page.locator("[data-lines] > .line").last
        line.get_by_label("Tên hàng, việc").fill("Gạo tẻ")
        line.get_by_label("Số lượng").fill("100")
        if day == "2024-09-01":
            line.get_by_label("Đơn vị tính").fill("kg")
            line.get_by_label("Đơn giá").press_sequentially("18000")
            line.get_by_label("Nguồn giá").fill("Hóa đơn")
        expect(line.get_by_label("Đơn giá")).to_have_value("18.000")
        expect(line.locator("output")).to_have_text("= 1.800.000 đồng")
        page.get_by_role("button", name="Thêm tiền").click()
        page.locator("[data-lines] > .line").last.get_by_role("button", name="Bỏ dòng này").click()
        page.get_by_label("Ngày làm").fill(day)
        page.get_by_role("button", name="Ghi", exact=True).last.click()
        expect(page.get_by_role("status")).to_contain_text("Đã ghi: Hỗ trợ sinh kế")


def test_a_gift_is_recorded_without_a_script(phone: Callable[..., Page]) -> None:
    page = phone(FORM, script=False)
    page.get_by_label("Nồi cháo, bếp ăn", exact=True).check()
    page.locator("[name=count]").fill("1.200")
    page.get_by_role("button", name="Thêm hàng, dịch vụ").click()
    expect(page.locator("[name=count]")).to_have_value("1.200")
    line = page.locator("[data-lines] > .line").last
    line.get_by_label("Tên hàng, việc").fill("Suất cháo")
    line.get_by_label("Số lượng").fill("1200")
    page.get_by_label("Ngày làm").fill("2024-10-11")
    page.get_by_role("button", name="Ghi", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi: Nồi cháo, bếp ăn: 1.200 suất ăn")


def test_the_second_of_two_officers_is_told_and_loses_nothing(phone: Callable[..., Page]) -> None:
    first, second = phone(), phone()
    first.goto("/so-ghi-chep/?kind=record")
    address = first.locator(".records tbody a").first.get_attribute("href")
    for page in (first, second):
        page.goto(address)
        page.get_by_role("link", name="Sửa").first.click()
        page.get_by_label("Lý do").fill("đối chiếu lại danh sách")
    told = {first: "21", second: "34"}
    for page, number in told.items():
        page.locator(".numbers input:visible").first.fill(number)
        page.get_by_role("button", name="Ghi bản sửa").last.click()
        page.wait_for_load_state()
    expect(second.locator("main")).to_contain_text("21")
    expect(second.locator(".numbers input:visible").first).to_have_value("34")
    second.get_by_role("button", name="Ghi bản sửa").last.click()
    second.wait_for_url("**/so-ghi-chep/*/")
    expect(second.locator("main")).to_contain_text("34")
