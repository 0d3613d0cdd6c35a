"""The letter of the day: who gets one, what it says and never says, and that nobody gets two."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from chungtay.accounts.models import User
from chungtay.notifications import actions
from chungtay.notifications.models import Notice, NoticeReader
from chungtay.notifications.rules import Channel, NoticeKind

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ON = date(2026, 11, 26)


@pytest.fixture
def reader(cast, settings) -> User:
    settings.CHUNGTAY_MAIL, settings.CHUNGTAY_ADDRESS = True, "https://so.example.vn"
    user = cast["recorder"]
    user.email = "can.bo@example.vn"
    user.save()
    given = {"by": None, "at": AT, "to": [user.pk]}
    actions.notify(**given, kind=NoticeKind.RECORD_RETURNED, params={"seq": "7"}, path="/so-ghi-chep/7/")
    actions.notify(**given, kind=NoticeKind.RECORDS_APPROVED, count=1_200)
    return user


def test_a_letter_holds_counts_and_links_and_nobody_s_name(reader, mailoutbox):
    assert actions.notify_by_mail(at=AT, on=ON) == 1
    (letter,) = mailoutbox
    assert letter.to == ["can.bo@example.vn"] and letter.subject == "Chung Tay: 1.201 thông báo mới"
    assert letter.body.split("\n") == [
        "Trong sổ công tác Hội có thông báo mới:", "",
        "- Bản ghi bị trả lại: 1", "- Bản ghi đã được duyệt: 1.200", "",
        "Xem tại:", "https://so.example.vn/thong-bao/", "",
        "Đổi cách nhận hoặc thôi nhận thư này:", "https://so.example.vn/thong-bao/cach-nhan/", "",
    ]  # fmt: skip
    assert reader.name not in letter.body and not letter.attachments


def test_nobody_gets_two_letters_a_day_nor_the_same_news_twice(reader, mailoutbox):
    assert actions.notify_by_mail(at=AT, on=ON) == 1
    actions.notify(by=None, at=AT, to=[reader.pk], kind=NoticeKind.SECOND_FACTOR_ENDED, path="/tai-khoan/")
    assert actions.notify_by_mail(at=AT, on=ON) == 0
    assert actions.notify_by_mail(at=AT + timedelta(days=1), on=ON + timedelta(days=1)) == 1
    assert "Bản ghi" not in mailoutbox[1].body
    assert "https://so.example.vn/tai-khoan/" in mailoutbox[1].body  # of one notice, straight to it
    assert actions.notify_by_mail(at=AT, on=ON + timedelta(days=2)) == 0


def test_a_letter_is_written_in_the_reader_s_language(reader, mailoutbox):
    NoticeReader.objects.create(user=reader, language="en")
    actions.notify_by_mail(at=AT, on=ON)
    assert mailoutbox[0].subject == "Chung Tay: 1,201 new notices"
    assert "- Records returned: 1\n- Records approved: 1,200\n" in mailoutbox[0].body


@pytest.mark.parametrize("why", ["read", "unwanted", "closed", "no_address", "no_server"])
def test_no_letter_goes_out_to_whom_there_is_nothing_to_write(reader, settings, mailoutbox, why):
    if why == "read":
        actions.note_notices_read(by=reader, at=AT)
    elif why == "unwanted":
        actions.assign_notice_choices(by=reader, at=AT, wanted={Channel.MAIL: []}, language="vi")
    elif why == "no_server":
        settings.CHUNGTAY_MAIL = False
    else:
        User.objects.filter(pk=reader.pk).update(**{"closed": {"is_active": False}, "no_address": {"email": ""}}[why])
    assert actions.notify_by_mail(at=AT, on=ON) == 0 and not mailoutbox


def test_a_letter_that_could_not_be_sent_is_due_again(reader, settings, monkeypatch, caplog):
    settings.EMAIL_BACKEND = "tests.notifications.broken.Backend"
    assert actions.notify_by_mail(at=AT, on=ON) == 0
    assert "can.bo" not in caplog.text and "ConnectionRefusedError" in caplog.text
    assert not Notice.objects.filter(mailed_at__isnull=False).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert actions.notify_by_mail(at=AT, on=ON) == 1


def test_the_command_sends_and_says_how_much(reader):
    told = StringIO()
    call_command("send-digests", stdout=told)
    assert told.getvalue() == "Đã gửi 1 thư, 0 thông báo đẩy.\n" and len(mail.outbox) == 1
