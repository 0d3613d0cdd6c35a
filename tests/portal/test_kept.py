"""Pages that a process keeps: the same for every reader, never older than a change, never more than fits."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.portal.middleware import kept
from chungtay.portal.middleware.kept import KeptPages
from chungtay.portal.middleware.shelf import KeptPage, Shelf
from tests.portal.conftest import Portal

MOST = 400_000


class Inside:
    """What stands behind the keeper: tells what it was asked, answers as it is told."""

    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []
        self.answer: dict[str, object] = {"content": "<p>bài</p>" * 300}

    def __call__(self, request: object) -> HttpResponse:
        said = {name: value for name, value in request.META.items() if name.startswith("HTTP_")}
        self.asked.append(
            {"cookies": request.COOKIES, "method": request.method, "query": request.GET.urlencode()} | said
        )
        response = HttpResponse(**{"content_type": "text/html", **self.answer})
        response.set_cookie("seen", "1") if self.answer.get("headers") == {"X-Seen": "1"} else None
        return response


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    monkeypatch.setattr(kept, "portal_stamp", lambda: (1, 2, 3))
    monkeypatch.setattr(kept, "MOST_BYTES", MOST)
    monkeypatch.setattr(kept.time, "time", lambda: 1_700_000_000.0)
    return Inside()


def ask(keeper: KeptPages, path: str = "/tin/", method: str = "GET", **said: str) -> HttpResponse:
    cookies = said.pop("cookie", "")
    return keeper(RequestFactory().generic(method, path, HTTP_HOST="localhost", HTTP_COOKIE=cookies, **said))


def test_what_a_request_says_of_its_reader_reaches_no_page_that_others_get(inside: Inside) -> None:
    keeper = KeptPages(inside)
    secret = "sessionid=of-an-editor; django_language=en; text=large; theme=<script>"
    ask(keeper, cookie=secret, HTTP_ACCEPT_ENCODING="gzip", HTTP_X_FORWARDED_HOST="evil.vn", HTTP_AUTHORIZATION="x")
    assert inside.asked == [{"cookies": {"text": "large"}, "method": "GET", "query": "", "HTTP_HOST": "localhost"}]
    for cookie in ("text=large", "text=large; theme=auto", "theme=pink; text=large; sessionid=another"):
        ask(keeper, "/tin/?fbclid=abc&utm_source=zalo", cookie=cookie)
    assert len(inside.asked) == 1
    ask(keeper, cookie="text=larger")
    ask(keeper, cookie="text=larger", **{"wsgi.url_scheme": "https"})
    ask(keeper, "/en/tin/", cookie="text=larger")
    assert len(inside.asked) == 4


def test_asking_for_the_head_first_leaves_a_whole_page_for_the_next_reader(inside: Inside) -> None:
    keeper = KeptPages(inside)
    head, page = ask(keeper, method="HEAD"), ask(keeper)
    assert [asked["method"] for asked in inside.asked] == ["GET"]
    assert not head.content
    assert page.content.decode() == inside.answer["content"]
    assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.content))
    packed = ask(keeper, HTTP_ACCEPT_ENCODING="br, gzip")
    assert gzip.decompress(packed.content) == page.content
    assert "Content-Encoding" not in ask(keeper, HTTP_ACCEPT_ENCODING="gzip;q=0, br").headers
    for held in (page.headers["ETag"], f'"old", {page.headers["ETag"]}'):
        answer = ask(keeper, HTTP_IF_NONE_MATCH=held)
        assert (answer.status_code, answer.content) == (304, b"")
    assert ask(keeper, HTTP_IF_NONE_MATCH='"old"').status_code == 200


@pytest.mark.parametrize(
    "answer",
    [{"status": 404}, {"status": 500}, {"status": 302}, {"headers": {"Cache-Control": "private"}}, {"headers": {"X-Seen": "1"}}],
)  # fmt: skip
def test_errors_ways_on_and_what_is_for_one_reader_are_not_kept(inside: Inside, answer: dict[str, object]) -> None:
    keeper = KeptPages(inside)
    inside.answer |= answer
    ask(keeper)
    ask(keeper)
    assert (len(inside.asked), keeper.shelf.size) == (2, 0)


def test_thousands_of_questions_stay_within_the_bytes_and_drive_out_no_page_that_is_read(inside: Inside) -> None:
    keeper = KeptPages(inside)
    ask(keeper)
    ask(keeper)  # the second reader shows that it is read
    for number in range(3000):
        ask(keeper, f"/tin/tim/?q={number}")
    assert keeper.shelf.size <= MOST
    assert keeper.shelf.once.size <= MOST // 4
    assert keeper.shelf.size == sum(
        p.weight for row in (keeper.shelf.once, keeper.shelf.again) for p in row.pages.values()
    )
    made = len(inside.asked)
    ask(keeper)
    assert len(inside.asked) == made
    ask(keeper, "/tin/tim/?q=" + "a" * 10_000)
    ask(keeper, "/tin/tim/?q=" + "a" * 10_000)
    assert len(inside.asked) == made + 2
    inside.answer["content"] = "x" * MOST
    ask(keeper, "/tin/lon/")
    assert keeper.shelf.size <= MOST
    assert keeper.shelf.again.pages


def test_a_page_that_changes_is_put_in_the_place_of_the_one_before() -> None:
    shelf = Shelf(40_000)
    pages = [KeptPage((number,), {}, b"x" * 100, b"", "", None) for number in range(3)]
    for page in pages:
        shelf.put(("a",), page)
        assert shelf.size == page.weight
        assert shelf.get(("a",)) is page


def test_readers_get_what_is_kept_while_the_database_is_away(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise OperationalError("database is locked")

    keeper = KeptPages(inside)
    ask(keeper)
    monkeypatch.setattr(kept, "ASKED_EVERY", 0)
    monkeypatch.setattr(kept, "portal_stamp", away)
    monkeypatch.setattr(kept, "note_reads", away)
    assert ask(keeper).status_code == 200
    assert len(inside.asked) == 1
    keeper._count(7)
    assert keeper.reads == {7: 1}


def test_a_change_is_seen_and_an_editor_gets_what_everybody_gets(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ASKED_EVERY", 0)
    reader, editor = Client(), Client()
    editor.handler = reader.handler  # one process, and what it keeps
    editor.force_login(User.objects.create_user("0911000111", "mot-cau-du-dai", name="Người biên tập"))
    first = editor.get(portal.address)
    assert "Người biên tập" not in first.content.decode()
    assert reader.get(portal.address).content == first.content
    packed = reader.get(portal.address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == first.content

    portal.article.title = "Tin đã sửa"
    portal.article.save_revision()
    assert "Tin đã sửa" not in reader.get(portal.address).content.decode()
    portal.article.get_latest_revision().publish()
    assert "Tin đã sửa" in reader.get(portal.address).content.decode()
    portal.article.unpublish()
    assert reader.get(portal.address).status_code == 404
    portal.article.get_latest_revision().publish()
    assert reader.get(portal.address).status_code == 200
    portal.section.delete()
    assert reader.get(portal.address).status_code == 404
    assert "Tin đã sửa" not in reader.get("/tin/").content.decode()


def test_a_preview_is_neither_kept_nor_counted_as_read(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(kept, "note_reads", lambda **given: told.append(given))
    request = RequestFactory().get(portal.address, HTTP_HOST="localhost")
    request.user = User.objects.create_user("0911000111", "mot-cau-du-dai", name="Người biên tập")
    portal.article.title = "Chỉ là bản nháp"
    response = portal.article.make_preview_request(request)
    assert "Chỉ là bản nháp" in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
    assert not told


@pytest.mark.sqlite  # the worker closes its connection when a task is done, and a test's transaction lives in it elsewhere
def test_what_is_due_is_published_and_taken_away_by_the_work_beside_the_site(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ASKED_EVERY", 0)
    reader, soon = Client(), timezone.now() + timedelta(hours=1)
    portal.article.unpublish()
    portal.article.go_live_at, portal.article.expire_at = soon, soon + timedelta(hours=1)
    portal.article.save_revision().publish()
    for hours, status in ((0, 404), (1.5, 200), (3, 404)):
        later = timezone.now() + timedelta(hours=hours)
        with monkeypatch.context() as then:
            then.setattr("django.utils.timezone.now", lambda later=later: later)
            call_command("work", once=True)
        assert reader.get(portal.address).status_code == status, hours
