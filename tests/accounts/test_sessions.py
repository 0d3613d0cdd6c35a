"""Sessions: listed, ended, kept by digest; one's own details; who owes the second step sees nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.accounts.models import Session, User
from chungtay.accounts.rules import PER_PERSON
from chungtay.organizations.actions import assign_role, end_role, end_roles
from chungtay.organizations.queries import roles_of
from chungtay.organizations.rules import Role
from chungtay.portal.middleware.kept import is_public
from tests.architecture.test_doors import addresses
from tests.factories.organizations import Chapter

from .conftest import LOGIN, PASSWORD, Phone, give_password

CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:133.0) Gecko/20100101 Firefox/133.0"
LIST = "/tai-khoan/phien/"


@pytest.fixture
def two(person: User) -> tuple[Client, Client]:
    """The person on a phone and at a desk."""
    clients = Client(headers={"user-agent": CHROME}), Client(headers={"user-agent": FIREFOX})
    for each in clients:
        give_password(each)
    return clients


def test_a_person_sees_where_the_account_is_open_and_which_one_is_here(two: tuple[Client, Client]) -> None:
    page = two[0].get(LIST).content.decode()
    assert "Chrome · Android <span" in page and "Firefox · Windows" in page and page.count("máy này") == 1


def test_one_session_is_ended_from_the_other(two: tuple[Client, Client]) -> None:
    desk = Session.objects.get(device="Firefox · Windows")
    two[0].post(LIST, {"session": desk.pk})
    assert two[1].get(LIST).status_code == 302 and two[0].get(LIST).status_code == 200


def test_all_others_are_ended_and_this_one_stays(two: tuple[Client, Client]) -> None:
    two[1].post(LIST)
    assert two[0].get(LIST).status_code == 302 and two[1].get(LIST).status_code == 200
    assert Session.objects.filter(user__login=LOGIN).count() == 1


def test_nobody_ends_the_session_of_somebody_else(two: tuple[Client, Client]) -> None:
    User.objects.create_user("0912345679", PASSWORD)
    stranger = Client()
    stranger.post("/dang-nhap/", {"login": "0912345679", "password": PASSWORD})
    theirs = Session.objects.get(device="Firefox · Windows")
    stranger.post(LIST, {"session": theirs.pk})
    stranger.post(LIST)
    assert [each.get(LIST).status_code for each in (*two, stranger)] == [200, 200, 200]


def test_a_copy_of_the_database_opens_no_session(two: tuple[Client, Client]) -> None:
    key = two[0].cookies["sessionid"].value
    assert not Session.objects.filter(pk=key).exists()
    thief = Client()
    for row in Session.objects.all():
        thief.cookies["sessionid"] = row.pk
        assert thief.get(LIST).status_code == 302


def test_a_changed_password_leaves_this_session_alone_in_the_list(two: tuple[Client, Client]) -> None:
    new = "mot-cau-khac-dai"
    two[0].post("/tai-khoan/mat-khau/", {"old": PASSWORD, "new": new, "again": new})
    assert two[0].get(LIST).status_code == 200 and two[1].get(LIST).status_code == 302
    assert [row.device for row in Session.objects.filter(user__login=LOGIN)] == ["Chrome · Android"]


@pytest.mark.parametrize("changed", [{"password": "another"}, {"is_active": False}])
def test_a_session_ends_with_what_it_was_opened_by(two: tuple[Client, Client], changed: dict[str, object]) -> None:
    assert two[0].get(LIST).status_code == 200
    User.objects.filter(login=LOGIN).update(**changed)  # its row stays: whoever changes it so ends no session
    assert Session.objects.filter(user__login=LOGIN).count() == 2 and two[0].get(LIST).status_code == 302


def asked_of_sessions(client: Client, path: str) -> list[str]:
    """The verbs of the statements about sessions that a page takes."""
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [query["sql"].split()[0] for query in asked if "accounts_session" in query["sql"]]


def test_when_a_session_was_seen_costs_a_write_every_few_minutes_alone(two: tuple[Client, Client]) -> None:
    client, row = two[0], Session.objects.get(device="Chrome · Android")
    assert asked_of_sessions(client, "/tai-khoan/mat-khau/") == ["SELECT"]
    Session.objects.filter(pk=row.pk).update(last_seen_at=row.last_seen_at - timedelta(minutes=6))
    assert asked_of_sessions(client, "/tai-khoan/mat-khau/") == ["SELECT", "UPDATE"]
    seen = Session.objects.get(pk=row.pk)
    assert seen.last_seen_at >= row.last_seen_at and seen.first_seen_at == row.first_seen_at


def test_one_corrects_one_s_own_name_and_contact(client: Client, person: User) -> None:
    give_password(client)
    wrong = client.post("/tai-khoan/lien-he/", {"name": "Hoa", "phone": "12", "email": "hoa"})
    assert wrong.status_code == 200 and User.objects.get(pk=person.pk).name == "Nguyễn Thị Hoa"
    client.post("/tai-khoan/lien-he/", {"name": "Nguyễn Thu Hoa", "phone": "+84 987 654 321", "email": ""})
    kept = User.objects.get(pk=person.pk)
    assert (kept.name, kept.phone, kept.email) == ("Nguyễn Thu Hoa", "0987654321", "")


def test_another_address_for_lost_passwords_is_taken_from_the_owner_alone(client: Client, person: User) -> None:
    give_password(client)
    asked = {"name": "Hoa", "email": "hoa@example.org"}
    for password in ("", "doan-thu-mot-cau"):
        assert client.post("/tai-khoan/lien-he/", asked | {"password": password}).status_code == 200
    assert User.objects.get(pk=person.pk).email == ""
    assert client.post("/tai-khoan/lien-he/", asked | {"password": PASSWORD}).status_code == 302
    assert User.objects.get(pk=person.pk).email == "hoa@example.org"
    assert client.post("/tai-khoan/lien-he/", asked | {"email": ""}).status_code == 302  # a way in less needs no proof


def test_an_open_session_is_no_place_to_guess_the_password(client: Client, person: User) -> None:
    give_password(client)
    new = {"new": "mot-cau-moi-dai", "again": "mot-cau-moi-dai"}
    for number in range(PER_PERSON.most):
        client.post("/tai-khoan/mat-khau/", new | {"old": f"doan-{number}"})
    assert client.post("/tai-khoan/mat-khau/", new | {"old": PASSWORD}).status_code == 200
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_nobody_leafs_back_to_a_page_after_the_other_has_signed_out(client: Client, person: User) -> None:
    give_password(client)
    assert "no-store" in client.get("/").headers["Cache-Control"]


@pytest.fixture
def administrator(chapter: Chapter, person: User) -> User:
    assign_role(by=None, at=datetime.now(UTC), user=person, role=Role.ADMINISTRATOR, valid_from=date(2024, 1, 1),
                unit_id=chapter.id("22"))  # fmt: skip
    return person


STEP = {
    "second_factor",
    "assign_second_factor",
    "sign_in",
    "set_password",
    "sign_out",
    "set_language",
    "set_appearance",
}


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_owes_the_second_step_sees_no_other_address(client: Client, administrator: User, method: str) -> None:
    give_password(client)
    for name, path in addresses():
        if name not in STEP and not is_public(path):  # a public page does not know who reads
            answer = getattr(client, method)(path)
            led = answer.headers.get("Location") == "/tai-khoan/hai-buoc/"
            assert led if method == "get" else answer.status_code == 403, (name, answer.status_code)
    assert "Cần bật trước khi làm việc tiếp" in client.get("/tai-khoan/hai-buoc/").content.decode()


def test_with_the_second_step_an_administrator_works(client: Client, administrator: User, phone: Phone) -> None:
    give_password(client)
    client.post("/dang-nhap/ma/", {"code": phone.code()})
    assert client.get("/").status_code == 200


def test_a_role_given_to_whom_is_signed_in_asks_for_the_second_step_at_once(
    client: Client, chapter: Chapter, person: User
) -> None:
    give_password(client)
    assert client.get("/").status_code == 200
    role = assign_role(by=None, at=datetime.now(UTC), user=person, role=Role.BLOOD_COORDINATOR,
                       valid_from=date(2024, 1, 1), unit_id=chapter.id("22"))  # fmt: skip
    assert client.get("/")["Location"] == "/tai-khoan/hai-buoc/"
    end_role(by=None, at=datetime.now(UTC), role_id=role.pk, on=date(2024, 6, 1))
    assert client.get("/").status_code == 200


def test_people_of_the_demonstration_are_marked_and_exempt(client: Client, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(is_illustrative=True)
    give_password(client)
    assert client.get("/").status_code == 200
    assert "Tài khoản minh họa" in client.get("/tai-khoan/").content.decode()


def test_all_roles_end_also_those_given_today_by_mistake(chapter: Chapter, person: User) -> None:
    at, today = datetime(2026, 11, 26, 3, tzinfo=UTC), date(2026, 11, 26)
    for role, since in ((Role.RECORDER, date(2024, 1, 1)), (Role.APPROVER, today), (Role.AUDITOR, date(2027, 1, 1))):
        assign_role(by=None, at=at, user=person, role=role, valid_from=since, unit_id=chapter.id("22"))
    assert end_roles(by=None, at=at, user=person, on=today) == 3
    assert not roles_of(person, today).exists() and not roles_of(person, date(2027, 2, 1)).exists()
    assert [role.role for role in roles_of(person, date(2026, 11, 25))] == ["recorder"]
