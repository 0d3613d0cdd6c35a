"""What people are told, by whom it is seen, and how they choose to be told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chungtay.accounts.models import User
from chungtay.notifications import actions
from chungtay.notifications.models import Notice
from chungtay.notifications.queries import choices_of, notices_of
from chungtay.notifications.rules import LISTED, WANTED, WORDS, Channel, NoticeKind, is_wanted
from chungtay.organizations.actions import assign_role, end_role
from chungtay.organizations.rules import Role

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ROLE = {"role": {"say": "cán bộ nhập liệu"}, "where": "Hội Quảng Yên", "day": {"day": "2026-11-26"}}


def tell(user: User, kind: NoticeKind = NoticeKind.RECORD_RETURNED, **given) -> None:
    actions.notify(by=None, at=AT, to=[user.pk], kind=kind, **({"params": {"seq": "7"}, "path": "/x/"} | given))


def test_every_kind_has_words_and_a_choice_is_what_is_usual_until_it_is_made():
    assert set(WORDS) == set(NoticeKind)
    for channel, usual in WANTED.items():
        assert all(is_wanted(kind, channel, {}) == (kind in usual) for kind in LISTED)
    assert not is_wanted(NoticeKind.ROLE_GIVEN, Channel.MAIL, {(NoticeKind.ROLE_GIVEN, Channel.MAIL): False})


def test_a_notice_is_read_in_the_reader_s_language(client, cast):
    tell(cast["recorder"], NoticeKind.ROLE_GIVEN, params=ROLE)
    client.force_login(cast["recorder"])
    page = client.get("/thong-bao/").content.decode()
    assert "Được giao vai trò cán bộ nhập liệu, Hội Quảng Yên, từ 26/11/2026." in page
    client.cookies["django_language"] = "en"
    assert "Given the role of recorder at Hội Quảng Yên from 26 Nov 2026." in client.get("/thong-bao/").content.decode()


def test_nobody_sees_or_opens_the_notices_of_somebody_else(client, cast):
    tell(cast["recorder"])
    notice = Notice.objects.get(user=cast["recorder"])
    client.force_login(cast["outsider"])
    assert "Bản ghi số 7" not in client.get("/thong-bao/").content.decode()
    answer = client.post("/thong-bao/da-doc/", {"notice": notice.pk})
    assert answer["Location"] == "/thong-bao/"
    client.post("/thong-bao/da-doc/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_a_notice_leads_where_it_says_and_the_frame_counts_what_is_left(client, cast, assert_queries):
    tell(cast["recorder"])
    tell(cast["recorder"])
    client.force_login(cast["recorder"])
    assert client.get("/").content.decode().count('<span class="bell-count">2<') == 2  # masthead and rail
    first = notices_of(cast["recorder"])[0]
    assert client.post("/thong-bao/da-doc/", {"notice": first.id})["Location"] == "/x/"
    assert '<span class="bell-count">1<' in client.get("/").content.decode()
    with assert_queries(4):  # session, person, roles with the count, the list
        client.get("/thong-bao/")
    client.post("/thong-bao/da-doc/")
    assert "bell-count" not in client.get("/thong-bao/").content.decode()


def test_unread_approvals_are_one_notice_that_counts_on(cast):
    one = {"kind": NoticeKind.RECORDS_APPROVED, "params": None, "path": "/so-ghi-chep/"}
    tell(cast["recorder"], count=2, **one)
    tell(cast["recorder"], count=1_200, **one)
    (line,) = notices_of(cast["recorder"])
    assert line.words == "1.202 bản ghi đã được duyệt."
    actions.note_notices_read(by=cast["recorder"], at=AT)
    tell(cast["recorder"], count=1, **one)
    assert [line.words for line in notices_of(cast["recorder"]) if not line.is_read] == ["1 bản ghi đã được duyệt."]


def test_a_first_role_brings_the_first_steps_and_every_later_one_a_notice(chapter):
    person = User.objects.create_user("0912999001", "mật khẩu dài", name="Người mới")
    given = {"by": None, "at": AT, "user": person, "valid_from": date(2026, 1, 1)}
    assign_role(**given, role=Role.RECORDER, unit_id=chapter.id("22.cdyt"))
    assert [notice.kind for notice in Notice.objects.filter(user=person)] == [NoticeKind.FIRST_STEPS]
    assert notices_of(person) == []
    second = assign_role(**given, role=Role.CLUSTER_HEAD, cluster_id=chapter.cluster.pk)
    end_role(by=None, at=AT, role_id=second.pk, on=date(2026, 12, 1))
    ended, began = notices_of(person)
    assert began.words == "Được giao vai trò cụm trưởng, Cụm thi đua số 2, từ 01/01/2026."
    assert ended.words == "Vai trò cụm trưởng, Cụm thi đua số 2, kết thúc từ 01/12/2026."


def test_choices_are_kept_only_where_they_are_not_usual(client, cast, settings):
    settings.CHUNGTAY_MAIL = True
    person = cast["recorder"]
    User.objects.filter(pk=person.pk).update(email="can.bo@example.vn")
    client.force_login(person)
    everything = [kind.value for kind in LISTED]
    sent = {"language": "en", "mail": [k for k in everything if k != "role_given"], "push": everything}
    assert client.post("/thong-bao/cach-nhan/", sent).status_code == 302
    assert choices_of([person.pk])[person.pk] == {
        (NoticeKind.ROLE_GIVEN, Channel.MAIL): False,
        (NoticeKind.RECORDS_APPROVED, Channel.PUSH): True,
        (NoticeKind.OPINIONS_WAITING, Channel.PUSH): True,
    }
    page = client.get("/thong-bao/cach-nhan/").content.decode()
    assert 'value="en" checked' in page and page.count('name="mail"') == len(LISTED)


def test_without_an_address_letters_are_not_offered_and_a_bad_choice_is_refused(client, cast):
    client.force_login(cast["recorder"])
    assert 'name="mail"' not in client.get("/thong-bao/cach-nhan/").content.decode()
    client.post("/thong-bao/cach-nhan/", {"language": "fr", "push": ["role_given"]})
    client.post("/thong-bao/cach-nhan/", {"language": "vi", "push": ["everything"]})
    assert choices_of([cast["recorder"].pk]) == {}


@pytest.mark.parametrize("days", [0, 400])
def test_the_list_tells_the_newest_first(cast, days):
    tell(cast["recorder"])
    actions.notify(
        by=None, at=AT + timedelta(days=days, minutes=1), to=[cast["recorder"].pk], kind=NoticeKind.SECOND_FACTOR_ENDED
    )
    assert [line.words[:5] for line in notices_of(cast["recorder"])] == ["Người", "Bản g"]
