"""From the report to a number, to its entries, to a month: in a real browser, by mouse, by keyboard, on a phone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.book import LOGINS
from tests.browser.live import Site, served, with_book

pytestmark = pytest.mark.browser
SPAN = "from=2024-01-01&to=2024-10-31"
REVIEW = f"/bao-cao/?of=22/cum-2&{SPAN}"
GIFTS = f"/so-lieu/nguon/?of=22/cum-2&indicator=gift.count&{SPAN}"
MONEY = f"/so-lieu/nguon/?of=22/cum-2&indicator=gift.value&by=month&key=2024-03&{SPAN}"
TOTAL = f"/so-lieu/nguon/?of=22/cum-2&indicator=total.value&{SPAN}"
PAGES = (REVIEW, f"/so-lieu/?of=22/cum-2&{SPAN}", GIFTS, TOTAL, MONEY, "/so-lieu/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, with a small book in it."""
    home = with_book(tmp_path_factory.mktemp("figures"))
    with served(home) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: Site) -> Callable[[str], object]:
    """The browser state of a person who has signed in, once for each."""
    states: dict[str, object] = {}

    def state_of(who: str) -> object:
        if who not in states:
            context = browser.new_context(base_url=site.url)
            page = context.new_page()
            page.goto("/dang-nhap/")
            page.fill("[name=login]", LOGINS[who])
            page.fill("[name=password]", "mot-cau-du-dai")
            with page.expect_navigation():
                page.click("main button[type=submit]")
            states[who] = context.storage_state()
            context.close()
        return states[who]

    return state_of


@pytest.fixture
def opened(
    open_page: Callable[..., Page], signed_in: Callable[[str], dict[str, list[dict[str, object]]]]
) -> Callable[..., Page]:
    """`opened("head", GIFTS, width=360)` is that page as that person sees it."""

    def opening(who: str, address: str, **look: object) -> Page:
        page = open_page(**look)
        page.context.add_cookies(signed_in(who)["cookies"])
        page.goto(address)
        return page

    return opening


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
