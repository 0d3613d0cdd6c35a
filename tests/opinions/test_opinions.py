"""An opinion's way: sent without an account, read on the desk, shown under its article, withdrawn and erased."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import Session, User
from chungtay.audit.models import AuditLine
from chungtay.notifications.models import Notice
from chungtay.opinions import actions
from chungtay.opinions.models import Opinion
from chungtay.opinions.queries import discussed_by
from chungtay.opinions.rules.states import OpinionState
from chungtay.opinions.rules.texts import Said
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.portal.models import ArticlePage
from chungtay.portal.queries.changes import portal_stamp
from tests.factories.organizations import AT, Chapter

EMAIL = "doc.gia@vidu.vn"


@pytest.fixture
def editor(chapter: Chapter) -> User:
    """Edits the portal of the province."""
    user = User.objects.create_user("0912000060", "mật khẩu dài", name="biên tập", is_illustrative=True)
    assign_role(
        by=None, at=AT, user=user, role=Role.PORTAL_EDITOR, valid_from=date(2024, 1, 1), unit_id=chapter.id("22")
    )
    return user


def stamp_in(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found
    return found[1]


def send(article: ArticlePage, text: str, name: str = "", email: str = "", address: str = "10.0.0.1") -> str | None:
    about = discussed_by(article.pk)
    assert about
    return actions.submit_opinion(at=timezone.now(), article=about, said=Said(name, email, text), address=address)


def under(client: Client, article: ArticlePage, **asked: Any) -> str:
    answer = client.get(article.url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("a_minute_ago")
def test_an_opinion_is_sent_without_account_session_or_cookie(client: Client, article: ArticlePage) -> None:
    page = under(client, article)
    assert "Ý kiến (0)" in page and "csrf" not in page
    text = "Quà đến tận tay bà con.\nCảm ơn Hội."
    sending = {"name": "  Chị   Hoa ", "email": EMAIL, "text": text, "stamp": stamp_in(page)}
    where, visitor = reverse("submit_opinion", args=[article.pk]), Client(enforce_csrf_checks=True)
    answer = visitor.post(where, sending)
    assert answer.status_code == 302 and not visitor.cookies and not Session.objects.exists()
    thanks = visitor.get(answer["Location"])
    assert "no-store" in thanks["Cache-Control"] and thanks["X-Robots-Tag"] == "noindex"
    words = thanks.content.decode()
    assert "Ban biên tập đọc ý kiến" in words and "Cảm ơn Hội." in words and EMAIL not in words
    own = answer["Location"].partition("?")[0]
    assert "Ban biên tập đọc ý kiến" not in visitor.get(own).content.decode()
    opinion = Opinion.objects.get()
    assert (opinion.name, opinion.state) == ("Chị Hoa", "waiting") and EMAIL.encode() not in bytes(opinion.email)
    assert "127.0.0.1" not in opinion.sent_from and own.split("/")[-2] not in opinion.token_digest
    again = visitor.post(where, {**sending, "text": "quà đến  tận tay bà con. cảm ơn hội."})
    assert again.status_code == 200 and Opinion.objects.count() == 1
    assert "Chị Hoa" not in under(client, article)


def test_who_edits_the_portal_reads_it_first_and_who_sent_it_takes_it_back(
    client: Client, article: ArticlePage, editor: User, cast: dict[str, User],
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    token = send(article, "Quà đến tận tay bà con.\nCảm ơn Hội.", "Chị Hoa", EMAIL)
    opinion, own = Opinion.objects.get(), reverse("own_opinion", args=[token])
    for who in ("recorder", "outsider", "visitor"):
        client.force_login(cast[who])
        asked = (
            client.get(reverse("opinions")), client.post(reverse("open_email", args=[opinion.pk])),
            client.post(reverse("decide_opinions"), {"opinion": [opinion.pk], "do": "show"}),
        )  # fmt: skip
        assert {answer.status_code for answer in asked} == {403}
    client.force_login(cast["approver"])
    assert client.get(reverse("opinions")).status_code == 200
    client.force_login(editor)
    with assert_queries():
        assert "1 ý kiến bạn đọc chờ xem" in client.get(reverse("home")).content.decode()
    with assert_queries():
        queue = client.get(reverse("opinions")).content.decode()
    assert "Chị Hoa" in queue and EMAIL not in queue
    assert EMAIL in client.post(reverse("open_email", args=[opinion.pk])).content.decode()
    before = portal_stamp()
    client.post(reverse("decide_opinions"), {"opinion": [opinion.pk], "do": "show"})
    assert portal_stamp() != before  # what processes keep of the article is made anew
    client.logout()
    page = under(client, article)
    assert "Ý kiến (1)" in page and "Quà đến tận tay bà con.<br>Cảm ơn Hội." in page and EMAIL not in page
    assert json.loads(client.get(f"{own}tai-ve/").content)["email"] == EMAIL
    client.post(own, {"do": "withdraw"})
    assert "Ý kiến (0)" in under(client, article)
    client.post(own, {"do": "erase"})
    opinion.refresh_from_db()
    assert (opinion.text, opinion.name, opinion.email, opinion.text_digest) == ("", "", None, "")
    assert "Không còn giữ gì" in client.get(own).content.decode()
    lines = AuditLine.objects.filter(object_type="opinion").order_by("pk")
    assert [line.action for line in lines] == [
        "submit_opinion", "open_email", "decide_opinions", "open_email", "withdraw_opinion", "erase_opinion",
    ]  # fmt: skip
    assert not any(word in line.text for line in lines for word in ("Quà", EMAIL, "Hoa"))


@pytest.mark.usefixtures("a_minute_ago")
def test_what_is_hostile_stays_text_or_stays_out(client: Client, article: ArticlePage, settings: Any) -> None:
    where = reverse("submit_opinion", args=[article.pk])
    stamp = stamp_in(client.get(where).content.decode())
    evil = "<script>alert(1)</script> \"><img src=x onerror=a()> https://xau.vn \u202ecod.exe '; DROP TABLE opinions_opinion;--"
    forged = {"state": "shown", "unit": "1", "decided_by": "1"}
    sent = client.post(where, {"text": evil, "name": "<b>Tôi</b>\u202e\x00", "stamp": stamp, **forged})
    assert Opinion.objects.get().state == OpinionState.WAITING
    own = client.get(sent["Location"]).content.decode()
    Opinion.objects.update(state=OpinionState.SHOWN)
    for page in (own, under(client, article)):
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>Tôi" not in page
        assert "\u202e" not in page and 'href="https://xau.vn' not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "DROP TABLE" in page
    refused = {
        "empty": {"text": " \u200b\u3164 "}, "long": {"text": "ă" * 2001}, "much": {"text": "x" * 20_001},
        "mail": {"text": "Được.", "email": "a@b@c"}, "name": {"text": "Được.", "name": "x" * 61},
        "unsigned": {"text": "Được.", "stamp": "1:aaaa:bbbb"}, "foreign": {"text": "Được.", "stamp": f"9{stamp}"},
    }  # fmt: skip
    for what, fields in refused.items():
        answer = client.post(where, {"stamp": stamp, **fields})
        assert answer.status_code == 200 and "Chưa gửi được" in answer.content.decode(), what
    assert client.post(where, {"text": "x" * (10 << 20), "stamp": stamp}).status_code == 400
    assert client.post(where, {"text": "Máy gửi.", "website": "http://a", "stamp": stamp}).status_code == 200
    assert Opinion.objects.count() == 1
    settings.CHUNGTAY_OPINION_SECONDS = 120
    assert "Gửi nhanh quá" in client.post(where, {"text": "Được.", "stamp": stamp}).content.decode()
    settings.CHUNGTAY_OPINION_SECONDS = 0
    for number in range(settings.CHUNGTAY_OPINIONS_PER_ADDRESS + 2):
        last = client.post(where, {"text": f"Ý kiến số {number}", "stamp": stamp})
    assert Opinion.objects.count() == settings.CHUNGTAY_OPINIONS_PER_ADDRESS
    assert "vừa gửi nhiều" in last.content.decode()
    settings.CHUNGTAY_OPINIONS_AN_HOUR = settings.CHUNGTAY_OPINIONS_PER_ADDRESS
    other = client.post(where, {"text": "Từ nơi khác", "stamp": stamp}, REMOTE_ADDR="10.9.9.9").content.decode()
    assert "quá nhiều ý kiến" in other and Opinion.objects.count() == settings.CHUNGTAY_OPINIONS_PER_ADDRESS


@pytest.mark.usefixtures("a_minute_ago")
def test_an_article_that_takes_none_any_more_says_so_and_takes_none(
    client: Client, article: ArticlePage, english: ArticlePage, settings: Any
) -> None:
    where = reverse("submit_opinion", args=[article.pk])
    stamp = stamp_in(under(client, article))
    page = under(client, english)
    assert "Opinions (0)" in page and f"/en/tin/y-kien/{english.pk}/" in page
    article.shown_at = timezone.now() - timedelta(days=settings.CHUNGTAY_OPINION_DAYS + 1)
    article.save_revision().publish()
    assert "không nhận ý kiến nữa" in under(client, article)
    assert "không nhận ý kiến nữa" in client.post(where, {"text": "Muộn rồi.", "stamp": stamp}).content.decode()
    article.takes_opinions = False
    article.save_revision().publish()
    assert "Ý kiến (" not in under(client, article)
    assert client.get(where).status_code == client.post(where, {"text": "Muộn."}).status_code == 404
    assert client.get(reverse("own_opinion", args=["x" * 22])).status_code == 404
    assert not Opinion.objects.exists()


def test_many_are_shown_in_order_by_twenty_and_a_refusal_has_a_reason_and_can_be_undone(
    client: Client, article: ArticlePage, editor: User, chapter: Chapter
) -> None:
    for number in range(23):
        send(article, f"Lời thứ {number:02}", name=f"Người {number:02}", address=f"10.0.1.{number}")
    client.force_login(editor)
    told = Notice.objects.filter(kind="opinions_waiting", read_at=None)
    assert [(notice.user_id, notice.count) for notice in told] == [(editor.pk, 23)]
    ids = list(Opinion.objects.order_by("pk").values_list("pk", flat=True))
    client.post(reverse("decide_opinions"), {"opinion": ids[:2], "do": "refuse"})
    assert Opinion.objects.filter(state="waiting").count() == 23  # without a reason nothing is refused
    client.post(reverse("decide_opinions"), {"opinion": ids[:2], "do": "refuse", "reason": "Ngoài nội dung bài"})
    client.post(reverse("decide_opinions"), {"opinion": [*ids[:1], ids[-1]], "do": "show"})
    assert not told.all()  # who decides has seen them
    refused = client.get(reverse("opinions"), {"la": "refused"}).content.decode()
    assert "Ngoài nội dung bài" in refused and "Người 01" in refused
    client.post(reverse("decide_opinions"), {"opinion": ids[:2], "do": "undo", "la": "refused"})
    assert list(Opinion.objects.exclude(state="waiting").values_list("pk", flat=True)) == [ids[-1]]
    for some in (ids[:20], ids[20:]):
        client.post(reverse("decide_opinions"), {"opinion": some, "do": "show"})
    client.logout()
    first, second = under(client, article), under(client, article, **{"y-kien": 2})
    assert (
        "Ý kiến (23)" in first and first.index("Lời thứ 00") < first.index("Lời thứ 19") and "Lời thứ 20" not in first
    )
    assert "Lời thứ 22" in second and "Lời thứ 19" not in second
    elsewhere = User.objects.create_user("0912000061", "mật khẩu dài", name="khác", is_illustrative=True)
    scope = {"unit_id": chapter.id("22.206")}
    assign_role(by=None, at=AT, user=elsewhere, role=Role.PORTAL_EDITOR, valid_from=date(2024, 1, 1), **scope)
    client.force_login(elsewhere)
    assert "Lời thứ" not in client.get(reverse("opinions"), {"la": "shown"}).content.decode()
    client.post(reverse("decide_opinions"), {"opinion": ids[:1], "do": "undo"})
    assert not Opinion.objects.filter(state="waiting").exists()


def test_what_was_kept_long_enough_is_erased(article: ArticlePage, editor: User, settings: Any) -> None:
    for number, name in enumerate(("old", "new", "shown")):
        send(article, f"Lời {name}", name=name, email=EMAIL, address=f"10.0.2.{number}")
    old, new, shown = Opinion.objects.order_by("pk")
    now = timezone.now()
    told = {"by": editor, "at": now}
    actions.decide_opinions(**told, opinion_ids=[old.pk, new.pk], state=OpinionState.REFUSED, reason="Lạc đề")
    actions.decide_opinions(**told, opinion_ids=[shown.pk], state=OpinionState.SHOWN)
    long_ago = now - timedelta(
        days=max(settings.CHUNGTAY_OPINION_REFUSED_DAYS, settings.CHUNGTAY_OPINION_EMAIL_DAYS) + 1
    )
    Opinion.objects.filter(pk=old.pk).update(decided_at=long_ago)
    Opinion.objects.filter(pk=shown.pk).update(sent_at=long_ago)
    call_command("opinion-retention")
    assert list(Opinion.objects.order_by("pk").values_list("name", "text", "reason")) == [
        ("", "", ""), ("new", "Lời new", "Lạc đề"), ("shown", "Lời shown", ""),
    ]  # fmt: skip
    assert [row.email is None for row in Opinion.objects.order_by("pk")] == [True, False, True]
    assert [bool(row.sent_from) for row in Opinion.objects.order_by("pk")] == [False, True, False]
