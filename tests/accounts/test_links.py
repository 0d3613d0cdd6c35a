"""Links that set a password: from a chat, good once, opened by previews without harm, never telling who exists."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from chungtay.accounts.actions import accept_link, close_account, correct_contact, open_link, withdraw_link
from chungtay.accounts.models import SecondFactor, Session, SignInLink, User
from chungtay.accounts.queries import link_by, open_links
from chungtay.accounts.rules import PER_RECOVERY, LinkKind
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import assign_role, open_invitation
from chungtay.organizations.queries import may
from chungtay.organizations.rules import Permission, Role
from tests.factories.organizations import Chapter

from .conftest import LOGIN, PASSWORD, Phone, give_password

PAGE = "/dat-mat-khau/"
NEW = {"new": "mot-cau-moi-dai", "again": "mot-cau-moi-dai"}


def now() -> datetime:
    return datetime.now(UTC)


def test_a_link_ends_when_its_person_gets_more_than_who_opened_it_may_give(chapter: Chapter, person: User) -> None:
    admins = {}
    for code, login in (("22", "0911111111"), ("22.206", "0922222222")):
        admins[code] = User.objects.create_user(login, PASSWORD)
        assign_role(by=None, at=now(), user=admins[code], role=Role.ADMINISTRATOR, valid_from=date(2024, 1, 1),
                    unit_id=chapter.id(code))  # fmt: skip
    for opener, stays in (("22", True), ("22.206", False)):
        link = open_link(by=admins[opener], at=now(), user=person, kind=LinkKind.RECOVERY)
        assign_role(by=admins["22"], at=now(), user=person, role=Role.RECORDER, valid_from=date(2024, 1, 1),
                    unit_id=chapter.id("22" if stays else "22.205"))  # fmt: skip
        assert bool(link_by(link.token, now())) is stays


@pytest.fixture
def invited(chapter: Chapter) -> tuple[User, str]:
    """Somebody who was asked to record for Quảng Yên, and the token of the link."""
    given = open_invitation(
        by=None, at=now(), login="0987 654 321", name="Trần Văn Nam", role=Role.RECORDER,
        valid_from=now().date(), unit_id=chapter.id("22.206"),
    )  # fmt: skip
    return given.user, given.link.token


def test_an_invitation_lets_in_once(client: Client, chapter: Chapter, invited: tuple[User, str]) -> None:
    user, token = invited
    assert not User.objects.get(pk=user.pk).has_usable_password()
    done = client.post(PAGE, {"ma": token, **NEW})
    assert done["Location"] == "/" and client.get("/tai-khoan/").status_code == 200
    assert may(user, Permission.RECORD, chapter.id("22.206"), now().date())
    assert Client().post(PAGE, {"ma": token, **NEW}).status_code == 410
    assert give_password(Client()) == "" and Client().login(username="0987654321", password=NEW["new"])


def test_a_preview_in_a_chat_changes_nothing_and_learns_little(client: Client, invited: tuple[User, str]) -> None:
    user, token = invited
    for _ in range(3):
        page = client.get(PAGE, {"ma": token})
        assert page.status_code == 200 and client.head(PAGE, {"ma": token}).status_code == 200
    told = page.content.decode()
    assert user.name not in told and user.login not in told and "09•••21" in told
    assert token not in re.findall(r"<title>(.*?)</title>", told, re.DOTALL)[0]
    assert page["Referrer-Policy"] == "strict-origin" and "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"] and not Session.objects.exists()
    assert client.post(PAGE, {"ma": token, **NEW}).status_code == 302


def test_the_token_stands_nowhere_but_in_the_link(client: Client, invited: tuple[User, str]) -> None:
    _, token = invited
    client.post(PAGE, {"ma": token, **NEW})
    kept = str(list(SignInLink.objects.values())) + str(list(AuditLine.objects.values()))
    assert token not in kept and token not in client.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize("age", [timedelta(days=13, hours=23), timedelta(days=14)])
def test_an_invitation_is_good_for_fourteen_days(person: User, age: timedelta) -> None:
    opened = now() - age
    link = open_link(by=None, at=opened, user=person, kind=LinkKind.INVITATION)
    assert Client().get(PAGE, {"ma": link.token}).status_code == (200 if age.days < 14 else 410)


def test_a_renewed_link_ends_the_one_before_and_a_withdrawn_one_opens_nothing(client: Client, person: User) -> None:
    first, second = (open_link(by=None, at=now(), user=person, kind=LinkKind.INVITATION) for _ in range(2))
    assert client.get(PAGE, {"ma": first.token}).status_code == 410
    assert [link.id for link in open_links([person.pk])] == [second.id]
    withdraw_link(by=None, at=now(), link_id=second.id)
    assert client.get(PAGE, {"ma": second.token}).status_code == 410
    with pytest.raises(Refusal):
        withdraw_link(by=None, at=now(), link_id=second.id)


def test_nothing_opens_without_a_link_and_a_bad_password_uses_none_up(
    client: Client, invited: tuple[User, str]
) -> None:
    assert {client.get(PAGE, {"ma": bad}).status_code for bad in ("", "x", "a" * 32)} == {410}
    assert client.post(PAGE, {"ma": invited[1], "new": "ngan", "again": "ngan"}).status_code == 200
    assert client.post(PAGE, {"ma": invited[1], **NEW}).status_code == 302


def test_a_lost_password_is_set_anew_and_every_session_ends(client: Client, person: User) -> None:
    give_password(client)
    link = open_link(by=None, at=now(), user=person, kind=LinkKind.RECOVERY)
    fresh = Client()
    assert fresh.post(PAGE, {"ma": link.token, **NEW})["Location"] == "/"
    assert client.get("/tai-khoan/").status_code == 302 and fresh.get("/tai-khoan/").status_code == 200
    assert give_password(Client()) == "" and give_password(Client(), NEW["new"]) == "/"


def test_recovery_does_not_go_around_the_second_step(client: Client, person: User, phone: Phone) -> None:
    link = open_link(by=None, at=now(), user=person, kind=LinkKind.RECOVERY)
    assert client.post(PAGE, {"ma": link.token, **NEW})["Location"] == "/dang-nhap/ma/"
    assert client.get("/tai-khoan/").status_code == 302 and SecondFactor.objects.filter(user=person).exists()
    assert client.post("/dang-nhap/ma/", {"code": phone.code()})["Location"] == "/"


def test_a_closed_account_has_no_way_in(client: Client, person: User) -> None:
    give_password(client)
    link = open_link(by=None, at=now(), user=person, kind=LinkKind.RECOVERY)
    close_account(by=None, at=now(), user=person)
    assert client.get("/tai-khoan/").status_code == 302 and not Session.objects.filter(user=person).exists()
    with pytest.raises(Refusal):
        accept_link(at=now(), token=link.token, password=NEW["new"])
    with pytest.raises(Refusal, match="đã đóng"):
        open_link(by=None, at=now(), user=person, kind=LinkKind.RECOVERY)
    with pytest.raises(Refusal, match="tự đóng"):
        close_account(by=person, at=now(), user=person)


def test_without_mail_the_page_says_whom_to_ask_and_sends_nothing(client: Client, person: User) -> None:
    assert '<form method="post" novalidate>' not in client.get("/quen-mat-khau/").content.decode()
    client.post("/quen-mat-khau/", {"login": LOGIN})
    assert not mail.outbox and not SignInLink.objects.exists()


def test_a_link_by_mail_goes_to_the_person_and_one_answer_to_everyone(
    client: Client, person: User, settings: Settings
) -> None:
    settings.CHUNGTAY_MAIL = True
    correct_contact(by=person, at=now(), name=person.name, phone="", email="hoa@example.org")
    answers = [client.post("/quen-mat-khau/", {"login": typed}) for typed in (LOGIN, "0999999999", "ai đó")]
    pages = {re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()) for answer in answers}
    assert len(pages) == 1 and [letter.to for letter in mail.outbox] == [["hoa@example.org"]]
    (address,) = re.findall(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert client.get(address).status_code == 200 and person.name not in str(mail.outbox[0].body)


def test_who_asks_for_a_letter_ends_no_link_that_an_administrator_gave(
    client: Client, person: User, settings: Settings
) -> None:
    settings.CHUNGTAY_MAIL = True
    User.objects.filter(pk=person.pk).update(email="hoa@example.org")
    given = open_link(
        by=User.objects.create_user("0911111111", PASSWORD), at=now(), user=person, kind=LinkKind.RECOVERY
    )
    for _ in range(2):
        client.post("/quen-mat-khau/", {"login": LOGIN})
    assert link_by(given.token, now())
    assert SignInLink.objects.filter(withdrawn_at=None, opened_by=None).count() == 1, "the newer letter ends the older"


def test_no_mailbox_is_flooded(client: Client, person: User, settings: Settings) -> None:
    settings.CHUNGTAY_MAIL = True
    User.objects.filter(pk=person.pk).update(email="hoa@example.org")
    for number in range(PER_RECOVERY.most + 3):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/quen-mat-khau/", {"login": LOGIN})
    assert len(mail.outbox) == PER_RECOVERY.most
    give_password(client)
    assert client.get("/tai-khoan/").status_code == 200, "nobody is locked out by what a stranger asks for"


def test_the_password_that_one_forgot_stays_until_the_link_is_used(person: User) -> None:
    open_link(by=None, at=now(), user=person, kind=LinkKind.RECOVERY)
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
