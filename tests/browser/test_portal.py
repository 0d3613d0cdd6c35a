"""The public portal in a real browser: light to load, still while it loads, whole without a script, of nobody else's parts."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.first_load import first_load
from tests.browser.live import Site, command, module, served

pytestmark = pytest.mark.browser
FRONT, SECTION, ARTICLE = "/tin/", "/tin/xa-hoi/", "/tin/xa-hoi/bai-1/"
SECTION_ID = "SELECT id FROM wagtailcore_page WHERE slug = 'xa-hoi' ORDER BY id LIMIT 1"
MOST_BYTES = 120_000
MOST_MOVED = 0.02  # a line that breaks elsewhere when the letters come; up to 0.1 counts as good (web.dev/cls)
EDITOR, LEADER = "0912000031", "0912000032"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, with a small portal in it."""
    home = tmp_path_factory.mktemp("portal")
    command(home, "verify")  # as every command of the house, it makes the database
    module(home, "tests.browser.portal")
    with served(home) as running:
        yield running


def test_a_first_page_is_light_stands_still_on_a_slow_phone_and_asks_nobody_else(browser: Browser, site: Site) -> None:
    for path, largest in (
        (FRONT, {"img", "p", "a", "h3"}),
        (SECTION, {"img", "p", "h1", "a"}),
        (ARTICLE, {"img", "h1", "p"}),
    ):
        seen = first_load(browser, site.url, path, slow=True)
        assert seen.largest in largest, (path, seen)
        assert seen.moved <= MOST_MOVED, (path, seen)
        assert not seen.foreign, (path, seen)
        assert 0 < seen.size <= MOST_BYTES, (path, seen)


def test_pages_are_free_of_barriers_in_both_languages_and_grounds(
    open_page: Callable[..., Page], axe_script: str
) -> None:
    looks = {"light": (SECTION, ARTICLE, "/en/tin/xa-hoi/bai-1/"), "dark": (FRONT, ARTICLE)}
    for theme, paths in looks.items():  # the lists are seen by test_every_page, a week in each look
        page = open_page(width=360, theme=theme)
        for path in paths:
            page.goto(path)
            assert violations(page, axe_script) == [], (path, theme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, theme)


def test_all_of_it_works_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(width=360, script=False)
    page.goto(FRONT)
    page.get_by_role("searchbox").fill("hoi chu thap do giao ban")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("3 bài")
    page.get_by_role("main").get_by_role("link", name="Hội Chữ thập đỏ tỉnh giao ban lần 1").click()
    page.get_by_role("link", name="Chữ lớn hơn").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.get_by_role("link", name="Tối", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hội Chữ thập đỏ tỉnh giao ban lần 1")
    page.locator("summary").first.click()
    page.get_by_role("navigation", name="Chuyên mục").get_by_role("link", name="Tin theo ngày").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tin ngày")


def opened_to_write(page: Page, address: str) -> None:
    """An editor that watches for what is written."""
    page.add_init_script("document.addEventListener('w-unsaved:watch-edits', () => console.log('watching'))")
    with page.expect_console_message(lambda said: said.text == "watching"):
        page.goto(address)


def begin(page: Page, address: str, title: str) -> None:
    """A new article with its title."""
    opened_to_write(page, address)
    page.locator("#id_title").fill(title)
    page.locator("#id_title").blur()


def add_block(page: Page, kind: str) -> None:
    """One more block at the end of an article's content."""
    page.get_by_role("button", name="Chèn khối").last.click()
    page.get_by_role("option", name=kind).click()


def press(page: Page, act: str) -> None:
    """What is done with the page that is edited, from the list beside its first button."""
    page.get_by_role("button", name="Thao tác khác").click()
    page.locator("footer").get_by_role("button", name=act, exact=True).click()


def choose(page: Page, act: str, section: int) -> None:
    """The same, when it is done: it leads to the page's section."""
    press(page, act)
    page.wait_for_url(f"**/bien-tap/pages/{section}/")


def found(site: Site, sql: str) -> tuple[Any, ...]:
    """The one row that the site's database has of what is asked."""
    with closing(sqlite3.connect(site.home / "chungtay.sqlite3")) as book:
        (row,) = book.execute(sql).fetchall()
    return tuple(row)


def test_an_article_goes_from_its_writer_over_a_preview_and_a_leader_to_readers_and_back(
    open_page: Callable[..., Page], sign_in: Callable[..., None], site: Site
) -> None:
    (section,) = found(site, SECTION_ID)
    editor, leader = open_page(), open_page()
    sign_in(editor, EDITOR)
    editor.get_by_role("link", name="Cổng thông tin").first.click()
    expect(editor).to_have_title("Trang tổng quan - Chung Tay")
    editor.goto(f"/bien-tap/pages/add/portal/articlepage/{section}/")
    editor.locator("#id_title").fill("Quà đến tay bà con")
    add_block(editor, "Số liệu")
    editor.locator("#body-0-value-indicator").select_option("gift.count")
    editor.locator("#body-0-value-unit").fill("22.206")
    editor.locator("#body-0-value-period").fill("10 tháng năm 2024")
    add_block(editor, "Ảnh")
    editor.locator("#body-1-value-image-chooser").get_by_role("button", name="Chọn ảnh").click()
    editor.locator(".image-choice").first.click()
    editor.locator("#body-1-value-caption").fill("Toàn cảnh")
    editor.locator("#body-1-value-credit").fill("Minh Họa")
    editor.get_by_role("button", name="Mở hoặc đóng xem trước").click()
    preview = editor.frame_locator("#w-preview-iframe")  # the editor's own screen alone may frame a draft
    expect(preview.locator(".open-number")).to_have_text("1.250 suất quà")
    expect(preview.locator("figcaption").last).to_contain_text("Toàn cảnh")
    choose(editor, "Gửi duyệt: Lãnh đạo duyệt (22)", section)

    sign_in(leader, LEADER)
    leader.goto("/thong-bao/")
    leader.get_by_role("link", name="có bài gửi duyệt").or_(
        leader.get_by_role("button", name="có bài gửi duyệt")
    ).click()
    choose(leader, "Duyệt và đăng", section)
    leader.goto("/tin/xa-hoi/qua-den-tay-ba-con/")
    expect(leader.locator("figcaption")).to_contain_text("Ảnh: Minh Họa")
    expect(leader.get_by_role("link", name="Số liệu này từ đâu")).to_be_visible()


def test_a_draft_that_is_still_saving_itself_and_the_button_pressed_meanwhile_make_one_article(
    open_page: Callable[..., Page], sign_in: Callable[..., None], site: Site
) -> None:
    (section,) = found(site, SECTION_ID)
    editor = open_page()
    sign_in(editor, EDITOR)
    add = f"/bien-tap/pages/add/portal/articlepage/{section}/"
    saved: list[tuple[Route, APIResponse]] = []

    def answered_late(route: Route) -> None:
        """The draft is kept at once, and the browser told when the test says so; all else goes its way."""
        if "json" in route.request.headers["accept"]:
            saved.append((route, route.fetch()))
        else:
            route.continue_()

    editor.route(f"**{add}", answered_late)
    begin(editor, add, "Bài viết trên đường dây chậm")
    while not saved:
        editor.wait_for_timeout(50)
    press(editor, "Gửi duyệt: Lãnh đạo duyệt (22)")
    editor.wait_for_timeout(500)
    route, answer = saved.pop()
    route.fulfill(response=answer)
    editor.wait_for_url(f"**/bien-tap/pages/{section}/")
    made = found(
        site,
        "SELECT slug, (SELECT count(*) FROM wagtailcore_workflowstate WHERE object_id = page.id)"
        " FROM wagtailcore_page page WHERE slug LIKE 'bai-viet-tren%'",
    )
    assert made == ("bai-viet-tren-duong-day-cham", 1)


def test_what_a_dialog_sends_is_not_sent_again_by_a_draft_that_saves_itself(
    open_page: Callable[..., Page], sign_in: Callable[..., None], site: Site
) -> None:
    (section,) = found(site, SECTION_ID)
    editor, leader = open_page(), open_page()
    sign_in(editor, EDITOR)
    begin(editor, f"/bien-tap/pages/add/portal/articlepage/{section}/", "Bài thiếu ảnh")
    choose(editor, "Gửi duyệt: Lãnh đạo duyệt (22)", section)
    (number,) = found(site, "SELECT id FROM wagtailcore_page WHERE slug = 'bai-thieu-anh'")
    sign_in(leader, LEADER)
    posts: list[str] = []

    def held(route: Route) -> None:
        """The form is long on its way; whatever saves itself meanwhile is noted."""
        if route.request.method == "POST":
            posts.append(route.request.headers["accept"].partition(",")[0])
            leader.wait_for_timeout(3000)
        route.continue_()

    leader.route(f"**/bien-tap/pages/{number}/edit/", held)
    opened_to_write(leader, f"/bien-tap/pages/{number}/edit/")
    press(leader, "Trả lại để sửa")
    leader.locator(".modal-dialog textarea").fill("Thiếu ảnh")
    leader.locator(".modal-dialog [type=submit]").click()
    leader.wait_for_url(f"**/bien-tap/pages/{section}/")
    assert posts == ["text/html"]
    assert found(site, f"SELECT status FROM wagtailcore_workflowstate WHERE object_id = {number}") == ("needs_changes",)
