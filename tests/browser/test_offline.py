"""A phone without a network: what is recorded waits on the device and arrives exactly once, from its own person alone."""

import io
import sqlite3
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.axe import violations
from tests.browser.live import Site

pytestmark = pytest.mark.browser
FORM, QUEUE, OFFLINE = "/ghi-viec/?of=22.206", "/ghi-viec/cho-gui/", "/ngoai-tuyen/"
PATIENCE = 15  # seconds
RECORDER, OTHER = "0912000001", "0912000004"
FLOOR, FIRST_LOAD = 20_000, 200_000  # bytes over the wire: the frame's style alone is more than the floor
STANDS = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'"
KEPT_PAGES = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("person-"));
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)));
  return kept.flat().map((url) => new URL(url)).map((url) => url.pathname + url.search).sort();
}"""


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """A site of its own: what these tests write, others would find."""
    return own_site


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A phone of 360 px; what goes wrong without a network is told in its console, and is no fault here."""
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800}, locale="vi-VN")
    yield context
    context.close()


def rows(site: Site, question: str, *values: int) -> list[tuple[object, ...]]:
    """What the site's database holds."""
    with sqlite3.connect(f"file:{site.home / 'chungtay.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(question, values).fetchall()


def in_the_book(site: Site, gifts: int) -> int:
    """How often a gift of so many packages was posted to the ledger (the tests give each its own number)."""
    posted = "SELECT COUNT(*) FROM aid_delivery JOIN ledger_entry ON seq = entry_seq WHERE aid_delivery.count = ?"
    return int(str(rows(site, posted, gifts)[0][0]))


def photo() -> dict[str, object]:
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(out, "JPEG", quality=80)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def ready(context: BrowserContext, sign_in: Callable[..., None]) -> Page:
    """The recorder has signed in and seen the form; the worker stands and has kept it."""
    page = context.new_page()
    sign_in(page, RECORDER)
    until(lambda: page.evaluate(STANDS))
    page.goto(FORM)
    until(lambda: page.evaluate(KEPT_PAGES) == sorted([FORM, QUEUE, OFFLINE]))
    return page


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what no element of the page tells."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never became so"
        time.sleep(0.1)


def fill(page: Page, title: str, gifts: int) -> None:
    page.get_by_label("Tặng quà", exact=True).check()
    page.get_by_label("Suất quà trao tặng").fill(str(gifts))
    page.locator("details.more > summary").click()
    page.get_by_label("Tên việc").fill(title)


def record(page: Page) -> None:
    page.get_by_role("button", name="Ghi", exact=True).last.click()


def record_two(page: Page) -> None:
    """One with a photo, then one from the link to the next, all without a network."""
    page.goto(FORM)
    fill(page, "Quà ngoài tuyến thứ nhất", 1111)
    page.locator("[name=photos]").set_input_files(photo())
    page.wait_for_function("() => document.querySelector('[data-previews] canvas')")
    record(page)
    page.wait_for_url(f"**{QUEUE}")
    expect(page.locator("[data-held-words]")).to_contain_text("1 việc")
    page.get_by_role("link", name="Ghi việc tiếp theo").click()
    fill(page, "Quà ngoài tuyến thứ hai", 1212)
    record(page)
    waiting = page.locator("[data-list=waiting]")
    expect(waiting.get_by_role("listitem")).to_have_count(2)
    expect(waiting).to_contain_text("Kèm 1 ảnh")


def test_two_gifts_recorded_without_a_network_arrive_exactly_once(
    phone: BrowserContext, site: Site, sign_in: Callable[..., None], axe_script: str
) -> None:
    page = ready(phone, sign_in)
    phone.set_offline(True)
    record_two(page)
    assert violations(page, axe_script) == []
    page.goto("/so-ghi-chep/")
    expect(page.get_by_role("heading", name="Không có mạng")).to_be_visible()
    page.close()
    page, beside = phone.new_page(), phone.new_page()
    for one in (page, beside):
        one.goto(QUEUE)
        expect(one.locator("[data-list=waiting]").get_by_role("listitem")).to_have_count(2)
    assert in_the_book(site, 1111) == 0
    phone.set_offline(False)
    for one in (page, beside):
        expect(one.locator("[data-list=sent]").get_by_role("listitem")).to_have_count(2)
        expect(one.locator("[data-held]")).to_be_hidden()
    assert (in_the_book(site, 1111), in_the_book(site, 1212)) == (1, 1)
    assert len(rows(site, "SELECT 1 FROM aid_evidence")) == 1
    page.get_by_role("link", name="Mở bản ghi").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quà ngoài tuyến")


def test_what_is_refused_is_corrected_and_sent_again(
    phone: BrowserContext, site: Site, sign_in: Callable[..., None]
) -> None:
    page = ready(phone, sign_in)
    phone.set_offline(True)
    page.goto("/ghi-viec/")  # without a word for which unit: the form that was seen last
    fill(page, "Quà ghi nhầm ngày", 1313)
    page.get_by_role("button", name="Thêm hàng, dịch vụ").click()
    page.locator("[data-lines] > .line").last.get_by_label("Số lượng").fill("7")
    page.locator("[name=photos]").set_input_files(photo())
    page.wait_for_function("() => document.querySelector('[data-previews] canvas')")
    record(page)
    expect(page.locator("[data-list=waiting]").get_by_role("listitem")).to_have_count(1)
    phone.set_offline(False)
    refused = page.locator("[data-list=refused]")
    expect(refused).to_contain_text("cần tên hàng hoặc việc.")
    expect(page.get_by_role("status").first).to_contain_text("1 việc chưa được nhận")
    assert in_the_book(site, 1313) == 0
    refused.get_by_role("link", name="Mở và sửa").click()
    expect(page.get_by_role("alert")).to_contain_text("cần tên hàng hoặc việc.")
    expect(page.get_by_label("Suất quà trao tặng")).to_have_value("1.313")
    line = page.locator("[data-lines] > .line").last
    expect(line.get_by_label("Số lượng")).to_have_value("7")
    assert page.evaluate("document.querySelector('[name=photos]').files.length") == 1
    line.get_by_label("Tên hàng, việc").fill("Chăn bông")
    record(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quà ghi nhầm ngày")
    assert in_the_book(site, 1313) == 1


def test_another_account_on_the_device_sends_nothing_and_signing_out_forgets_the_form(
    phone: BrowserContext, site: Site, sign_in: Callable[..., None]
) -> None:
    page = ready(phone, sign_in)
    phone.set_offline(True)
    page.goto(FORM)
    fill(page, "Quà của người ghi", 1414)
    record(page)
    expect(page.locator("[data-list=waiting]").get_by_role("listitem")).to_have_count(1)
    phone.clear_cookies(name="sessionid")
    phone.set_offline(False)
    expect(page.get_by_role("status").first).to_contain_text("đăng nhập")  # the session is over: it stays
    sign_in(page, OTHER)
    page.goto(QUEUE)
    expect(page.locator("p[data-others]")).to_contain_text("1 việc của người khác")
    expect(page.locator("[data-queue]")).not_to_contain_text("Quà của người ghi")
    assert in_the_book(site, 1414) == 0
    sign_in_again(page, sign_in)
    until(lambda: in_the_book(site, 1414) == 1)
    page.goto(FORM)
    until(lambda: FORM in page.evaluate(KEPT_PAGES))
    sign_out(page)
    until(lambda: page.evaluate(KEPT_PAGES) == [])
    phone.set_offline(True)
    page.goto(FORM)
    expect(page.get_by_role("heading", name="Không có mạng")).to_be_visible()


def test_without_a_service_worker_a_record_is_kept_by_the_page_itself(
    browser: Browser, site: Site, sign_in: Callable[..., None]
) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800}, service_workers="block")
    page = context.new_page()
    sign_in(page, RECORDER)
    page.goto(FORM)
    keys = [page.locator("[name=key]").input_value()]
    context.set_offline(True)
    fill(page, "Quà không có trợ thủ", 1515)
    record(page)
    expect(page.get_by_role("status").first).to_contain_text("Đã giữ trên máy")
    expect(page.locator("[name=title]")).to_have_value("")
    keys.append(page.locator("[name=key]").input_value())
    assert keys[0] != keys[1]
    context.set_offline(False)
    until(lambda: in_the_book(site, 1515) == 1)
    context.close()


def sign_out(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('form[action$=\"/dang-xuat/\"]').requestSubmit()")
    page.wait_for_url("**/dang-nhap/")


def sign_in_again(page: Page, sign_in: Callable[..., None]) -> None:
    sign_out(page)
    sign_in(page, RECORDER)


def test_the_first_load_of_the_form_is_light(
    browser: Browser, phone: BrowserContext, site: Site, sign_in: Callable[..., None]
) -> None:
    sign_in(phone.new_page(), RECORDER)
    fresh = browser.new_context(base_url=site.url, storage_state=phone.storage_state(), locale="vi-VN")
    asked: list[Request] = []
    fresh.on("requestfinished", lambda request: asked.append(request))  # playwright cannot mark a built-in
    page = fresh.new_page()
    page.goto(FORM)
    until(lambda: FORM in page.evaluate(KEPT_PAGES))  # what the worker fetched to keep is counted too
    sizes = [request.sizes() for request in asked]
    fresh.close()
    assert FLOOR < sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) < FIRST_LOAD
