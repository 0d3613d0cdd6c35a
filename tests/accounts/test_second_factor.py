"""The second step: switched on with a phone, asked for after the password, never taken twice, hard to guess."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import Settings

from chungtay.accounts.actions import (
    assign_recovery_codes,
    assign_second_factor,
    end_own_second_factor,
    end_second_factor,
    record_second_step,
)
from chungtay.accounts.models import RecoveryCode, SecondFactor, SignInAttempt, User
from chungtay.accounts.rules import CODES, PER_PERSON, TOO_MANY, WRONG_CODE
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal

from .conftest import PASSWORD, Phone, give_password

AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def refused(user: User, code: str, at: datetime = AT) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        record_second_step(by=user, at=at, code=code)
    return refusal.value


def test_a_person_switches_it_on_with_a_phone_and_is_asked_from_then_on(client: Client, person: User) -> None:
    other = Client()
    for each in (client, other):
        assert give_password(each) == "/"
    assert client.post("/tai-khoan/hai-buoc/")["Location"] == "/tai-khoan/hai-buoc/bat/"
    page = client.get("/tai-khoan/hai-buoc/bat/").content.decode()
    found = re.search(r'<p class="secret">([A-Z2-7 ]+)</p>', page)
    assert found and "<svg" in page and "style=" not in page
    app = pyotp.TOTP(found[1].replace(" ", ""))
    assert "Mã không đúng" in client.post("/tai-khoan/hai-buoc/bat/", {"code": "000000"}).content.decode()
    done = client.post("/tai-khoan/hai-buoc/bat/", {"code": app.now()}).content.decode()
    codes = re.findall(r"<li>([a-z2-9]{5}-[a-z2-9]{5})</li>", done)
    assert len(set(codes)) == CODES == RecoveryCode.objects.filter(user=person).count()
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302, "a session that passed one step alone ends"
    assert client.get("/tai-khoan/hai-buoc/bat/")["Location"] == "/tai-khoan/hai-buoc/", "the secret is shown no more"
    assert give_password(other) == "/dang-nhap/ma/"


def test_secret_and_recovery_codes_cannot_be_read_from_the_database(person: User, phone: Phone) -> None:
    seal = bytes(SecondFactor.objects.get(user=person).seal)
    assert phone.app.secret.encode() not in seal
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(kept) == CODES and not kept & {*phone.recovery, *(code.replace("-", "") for code in phone.recovery)}


def test_password_and_code_sign_in_and_lead_where_one_wanted_to_go(client: Client, phone: Phone) -> None:
    assert give_password(client, then="/tai-khoan/phien/") == "/dang-nhap/ma/"
    assert client.get("/tai-khoan/").status_code == 302, "the password alone opens nothing"
    done = client.post("/dang-nhap/ma/", {"code": phone.code()})
    assert done["Location"] == "/tai-khoan/phien/" and client.get("/tai-khoan/").status_code == 200
    assert [line.text for line in AuditLine.objects.filter(action="record_sign_in")] == ["app"]


def test_a_code_that_was_used_is_refused_again(client: Client, person: User, phone: Phone) -> None:
    used = phone.code()
    for each, leads in ((client, "/"), (Client(), "")):
        give_password(each)
        assert each.post("/dang-nhap/ma/", {"code": used}).headers.get("Location", "") == leads
    earlier = phone.code(datetime.now(UTC) - timedelta(seconds=30))
    assert refused(person, earlier, datetime.now(UTC)).message == WRONG_CODE


def test_each_recovery_code_stands_in_for_the_phone_once(client: Client, person: User, phone: Phone) -> None:
    give_password(client)
    assert client.post("/dang-nhap/ma/", {"code": phone.recovery[0].upper()})["Location"] == "/"
    assert refused(person, phone.recovery[0]).message == WRONG_CODE
    record_second_step(by=person, at=AT, code=phone.recovery[1])
    other = User.objects.create_user("0912345679", PASSWORD)
    Phone(other, AT)
    assert refused(other, phone.recovery[2]).message == WRONG_CODE, "it is this person's alone"


def test_who_guesses_waits_and_a_new_try_at_the_password_does_not_help(client: Client, phone: Phone) -> None:
    give_password(client)
    for _ in range(PER_PERSON.most):
        assert "Mã không đúng" in client.post("/dang-nhap/ma/", {"code": "000000"}).content.decode()
    other = Client(REMOTE_ADDR="203.0.113.9")
    for each in (client, other):
        assert give_password(each) == "/dang-nhap/ma/"
        assert "Hãy thử lại sau" in each.post("/dang-nhap/ma/", {"code": phone.code()}).content.decode()


def test_the_wait_ends_and_a_right_code_forgets_the_wrong_ones(person: User) -> None:
    phone = Phone(person, AT - timedelta(hours=1))
    for _ in range(PER_PERSON.most):
        refused(person, "000000")
    assert refused(person, phone.code(AT)).message == TOO_MANY
    later = AT + PER_PERSON.window
    record_second_step(by=person, at=later, code=phone.code(later))
    assert SignInAttempt.objects.count() == 0


def test_the_second_step_needs_the_first_in_the_same_session_a_short_while_ago(client: Client, phone: Phone) -> None:
    assert client.get("/dang-nhap/ma/")["Location"] == "/dang-nhap/"
    assert client.post("/dang-nhap/ma/", {"code": phone.code()})["Location"] == "/dang-nhap/"
    give_password(client)
    session = client.session
    session["pending"] = {**session["pending"], "since": (datetime.now(UTC) - timedelta(minutes=11)).isoformat()}
    session.save()
    assert client.post("/dang-nhap/ma/", {"code": phone.code()})["Location"] == "/dang-nhap/"


def test_a_password_changed_meanwhile_ends_what_was_begun_with_the_old_one(
    client: Client, person: User, phone: Phone
) -> None:
    give_password(client)
    person.set_password("mot-cau-khac-dai")
    person.save()
    assert client.post("/dang-nhap/ma/", {"code": phone.code()})["Location"] == "/dang-nhap/"


def test_switching_off_needs_password_and_code(client: Client, person: User, phone: Phone) -> None:
    give_password(client)
    client.post("/dang-nhap/ma/", {"code": phone.recovery[0]})
    for form in ({"password": "sai", "code": phone.code()}, {"password": PASSWORD, "code": "000000"}):
        assert client.post("/tai-khoan/hai-buoc/tat/", form).status_code == 200
    assert SecondFactor.objects.filter(user=person).exists()
    done = client.post("/tai-khoan/hai-buoc/tat/", {"password": PASSWORD, "code": phone.code()})
    assert done["Location"] == "/tai-khoan/hai-buoc/"
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()
    assert give_password(Client()) == "/"


def test_switched_off_no_other_session_counts_as_one_that_passed_it(client: Client, person: User, phone: Phone) -> None:
    other = Client()
    for one, code in ((client, phone.recovery[0]), (other, phone.recovery[1])):
        give_password(one)
        one.post("/dang-nhap/ma/", {"code": code})
    client.post("/tai-khoan/hai-buoc/tat/", {"password": PASSWORD, "code": phone.code()})
    assert client.get("/").status_code == 200
    assert other.get("/").headers["Location"].startswith("/dang-nhap/")


def test_new_recovery_codes_end_the_old_ones(person: User) -> None:
    phone = Phone(person, AT - timedelta(hours=1))
    codes = assign_recovery_codes(by=person, at=AT, code=phone.code(AT))
    assert set(codes).isdisjoint(phone.recovery)
    assert refused(person, phone.recovery[0]).message == WRONG_CODE
    record_second_step(by=person, at=AT, code=codes[0])


def test_who_lost_phone_and_codes_is_helped_and_told_at_the_next_sign_in(client: Client, person: User) -> None:
    before = Client()
    give_password(before)
    Phone(person, AT)
    end_second_factor(by=None, at=datetime.now(UTC), user=person)
    assert before.get("/tai-khoan/").status_code == 302
    answer = client.post("/dang-nhap/", {"login": person.login, "password": PASSWORD})
    (told,) = get_messages(answer.wsgi_request)
    assert "Người quản trị đã tắt xác thực hai bước" in str(told)
    client.get("/")  # shown
    client.post("/dang-xuat/")
    again = client.post("/dang-nhap/", {"login": person.login, "password": PASSWORD})
    assert "tắt xác thực" not in " ".join(map(str, get_messages(again.wsgi_request))), "told once"


def test_without_its_key_the_app_is_no_use_and_recovery_codes_are(
    client: Client, person: User, phone: Phone, settings: Settings
) -> None:
    settings.CHUNGTAY_DATA_KEYS = (b"another key than the one of before",)
    give_password(client)
    assert "Thiếu khóa dữ liệu" in client.post("/dang-nhap/ma/", {"code": phone.code()}).content.decode()
    assert client.post("/dang-nhap/ma/", {"code": phone.recovery[0]})["Location"] == "/"


def test_what_is_not_on_cannot_be_confirmed_or_ended(person: User) -> None:
    for action in (assign_second_factor, assign_recovery_codes, end_own_second_factor):
        with pytest.raises(Refusal, match="chưa bật"):
            action(by=person, at=AT, code="000000")
    with pytest.raises(Refusal, match="chưa bật"):
        end_second_factor(by=None, at=AT, user=person)
