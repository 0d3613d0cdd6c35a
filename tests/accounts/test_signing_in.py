"""The door: who fails too often waits, nobody learns which logins there are, a session is the person's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from chungtay.accounts.actions import correct_password, record_sign_in
from chungtay.accounts.models import SignInAttempt, User
from chungtay.accounts.rules import PER_ADDRESS, PER_LOGIN, PER_LOGIN_AND_ADDRESS, TOO_MANY, WRONG
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal

LOGIN, PASSWORD, ADDRESS = "0912345678", "mot-cau-du-dai", "10.0.0.7"
MISTYPED = "sai-mat-khau"
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user(LOGIN, PASSWORD, name="Nguyễn Thị Hoa")


def refused(*, login: str = LOGIN, password: str = MISTYPED, address: str = ADDRESS, at: datetime = AT) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        record_sign_in(at=at, login=login, password=password, address=address)
    return refusal.value


def test_who_fails_too_often_waits_with_the_right_password_too(person: User) -> None:
    most = PER_LOGIN_AND_ADDRESS.most
    for _ in range(most):
        assert refused().message == WRONG
    for written in (LOGIN, "+84 912 345 678"):
        told = refused(login=written, password=PASSWORD, at=AT + timedelta(minutes=5))
        assert (told.message, told.params) == (TOO_MANY, {"minutes": 10})
    assert SignInAttempt.objects.count() == most  # who waits does not prolong the wait
    later = AT + PER_LOGIN_AND_ADDRESS.window
    assert record_sign_in(at=later, login=LOGIN, password=PASSWORD, address=ADDRESS) == person


def test_a_stranger_elsewhere_does_not_lock_a_person_out(person: User) -> None:
    for _ in range(PER_LOGIN_AND_ADDRESS.most):
        refused(address="203.0.113.9")
    assert refused(address="203.0.113.9", password=PASSWORD).message == TOO_MANY
    assert record_sign_in(at=AT, login=LOGIN, password=PASSWORD, address=ADDRESS) == person


def test_a_login_guessed_from_many_addresses_waits_everywhere(person: User) -> None:
    for number in range(PER_LOGIN.most):
        assert refused(address=f"203.0.113.{number}").message == WRONG
    assert refused(password=PASSWORD).message == TOO_MANY


def test_who_tries_many_logins_from_one_address_waits_and_others_do_not(person: User) -> None:
    for number in range(PER_ADDRESS.most):
        assert refused(login=f"09{number:08}").message == WRONG
    assert refused(password=PASSWORD).message == TOO_MANY
    assert record_sign_in(at=AT, login=LOGIN, password=PASSWORD, address="10.0.0.8") == person


def test_signing_in_forgets_the_failures_of_this_login_alone(person: User) -> None:
    refused()
    refused(login="0900000001")
    record_sign_in(at=AT, login=LOGIN, password=PASSWORD, address=ADDRESS)
    assert SignInAttempt.objects.count() == 1
    assert [line.action for line in AuditLine.objects.all()] == ["record_sign_in"]


def test_attempts_keep_neither_what_was_typed_nor_the_address(person: User) -> None:
    refused(login="mat-khau-go-nham")
    row = SignInAttempt.objects.values("login_digest", "address_digest").get()
    assert all(len(digest) == 64 for digest in row.values())
    assert not {"mat-khau-go-nham", ADDRESS} & set(row.values())


def test_an_unknown_login_a_wrong_password_and_a_closed_account_get_one_answer(person: User) -> None:
    closed = User.objects.create_user("0912345679", PASSWORD, is_active=False)
    answers = [refused(), refused(login="0999999999"), refused(login="ai đó"), refused(login=closed.login)]
    answers.append(refused(login=closed.login, password=PASSWORD))
    assert {(answer.message, str(answer.params)) for answer in answers} == {(WRONG, "{}")}


def test_a_closed_account_s_session_is_a_visitor_s(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/tai-khoan/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(
    ("asked", "led"),
    [("/so-lieu/?of=22", "/so-lieu/?of=22"), ("https://evil.example/", "/"), ("//evil.example", "/"),
     ("javascript:alert(1)", "/"), ("\\\\evil.example", "/"), ("", "/")],
)  # fmt: skip
def test_after_signing_in_the_way_leads_into_the_house_alone(
    client: Client, person: User, asked: str, led: str
) -> None:
    form = {"login": LOGIN, "password": PASSWORD, "next": asked}
    assert client.post("/dang-nhap/", form)["Location"] == led
    assert client.get("/dang-nhap/", {"next": asked})["Location"] == led


def test_a_session_key_that_was_planted_is_not_the_signed_in_one(client: Client, person: User) -> None:
    planted = client.session  # a visitor's session, as an attacker would give it
    planted["mark"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    client.post("/dang-nhap/", {"login": LOGIN, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted.session_key
    assert client.cookies["sessionid"]["httponly"] and client.cookies["sessionid"]["samesite"] == "Lax"
    thief = Client()
    thief.cookies["sessionid"] = planted.session_key
    assert thief.get("/tai-khoan/").status_code == 302


def test_a_form_without_its_token_changes_nothing(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/dang-nhap/", {"login": LOGIN, "password": PASSWORD}).status_code == 403
    strict.force_login(person)
    for path in ("/dang-xuat/", "/tai-khoan/mat-khau/", "/giao-dien/", "/ngon-ngu/"):
        assert strict.post(path).status_code == 403
    assert strict.get("/dang-xuat/").status_code == 405
    assert strict.get("/tai-khoan/").status_code == 200


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(person: User) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/dang-nhap/", {"login": LOGIN, "password": PASSWORD})
    new = "mot-cau-khac-dai"
    done = here.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "new": new, "again": new})
    assert done.status_code == 302
    assert here.get("/tai-khoan/").status_code == 200
    assert there.get("/tai-khoan/").status_code == 302
    assert refused(password=PASSWORD).message == WRONG
    assert record_sign_in(at=AT, login=LOGIN, password=new, address=ADDRESS) == person


@pytest.mark.parametrize(
    "form",
    [{"old": MISTYPED, "new": "mot-cau-khac-dai", "again": "mot-cau-khac-dai"},
     {"old": PASSWORD, "new": "ngan", "again": "ngan"},
     {"old": PASSWORD, "new": "1234567890", "again": "1234567890"},
     {"old": PASSWORD, "new": "mot-cau-khac-dai", "again": "mot-cau-khac-dao"}],
)  # fmt: skip
def test_a_password_that_cannot_be_taken_changes_nothing(client: Client, person: User, form: dict[str, str]) -> None:
    client.force_login(person)
    assert client.post("/tai-khoan/mat-khau/", form).status_code == 200
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_password_is_kept_as_a_digest_and_its_change_leaves_a_line(person: User) -> None:
    correct_password(by=person, at=AT, password="mot-cau-khac-dai")
    assert "mot-cau" not in User.objects.get(pk=person.pk).password
    line = AuditLine.objects.get(action="correct_password")
    assert (line.by_id, line.object_id, line.text) == (person.pk, str(person.pk), "")
