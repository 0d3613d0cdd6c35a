"""A form that is sent after the session had ended: kept for its person through signing in, for nobody else, and once."""

import re

import pytest
from django.test import Client

from chungtay.accounts.models import Session, User
from chungtay.accounts.views.unsent import WHO
from chungtay.notifications.models import NoticeReader

from .conftest import LOGIN, PASSWORD, Phone, give_password

FORM = "/thong-bao/cach-nhan/"


def sent_too_late(client: Client) -> str:
    """Open a form, lose the session, send the form: the page that answers."""
    client.get("/")
    Session.objects.all().delete()
    answer = client.post(FORM, {"language": "en", "ghi-chu": "một\r\nhai", "csrfmiddlewaretoken": "x"})
    assert answer.status_code == 401
    return answer.content.decode()


def carried(page: str) -> str:
    found = re.search(r'name="unsent" value="([^"]*)"', page)
    return found[1] if found else ""


@pytest.fixture
def here(person: User) -> Client:
    client = Client()
    give_password(client)
    return client


def test_the_same_person_sends_it_after_signing_in_again(here: Client) -> None:
    page = sent_too_late(here)
    assert "hai" not in page and carried(page)
    wrong = here.post("/dang-nhap/", {"login": LOGIN, "password": "sai-mat-khau-nay", "unsent": carried(page)})
    assert carried(wrong.content.decode()) == carried(page)  # not lost by a wrong password either
    into = here.post("/dang-nhap/", {"login": LOGIN, "password": PASSWORD, "unsent": carried(page)})
    assert into.headers["Location"] == "/dang-nhap/gui-tiep/"
    told = here.get(into.headers["Location"]).content.decode()
    assert (
        f'action="{FORM}"' in told and ">\nmột\r\nhai</textarea>" in told and 'csrfmiddlewaretoken" hidden' not in told
    )
    assert here.post(FORM, {"language": "en"}).status_code == 302
    assert NoticeReader.objects.get().language == "en"
    assert here.get("/dang-nhap/gui-tiep/").status_code == 302  # once


def test_a_second_step_does_not_lose_it(person: User, phone: Phone) -> None:
    client = Client()
    give_password(client)
    client.post("/dang-nhap/ma/", {"code": phone.recovery[0]})
    page = sent_too_late(client)
    client.post("/dang-nhap/", {"login": LOGIN, "password": PASSWORD, "unsent": carried(page)})
    assert client.post("/dang-nhap/ma/", {"code": phone.code()}).headers["Location"] == "/dang-nhap/gui-tiep/"
    assert "một" in client.get("/dang-nhap/gui-tiep/").content.decode()


def test_somebody_else_on_the_same_device_never_sees_it(here: Client) -> None:
    User.objects.create_user("0912345679", PASSWORD)
    page = sent_too_late(here)
    into = here.post("/dang-nhap/", {"login": "0912345679", "password": PASSWORD, "unsent": carried(page)})
    assert into.headers["Location"] == "/"
    assert "của người khác" in here.get("/").content.decode()
    assert here.get("/dang-nhap/gui-tiep/").headers["Location"] == "/"


def test_nothing_is_kept_after_signing_out_and_nothing_of_passwords(here: Client) -> None:
    here.get("/")
    Session.objects.all().delete()
    secret = here.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "new": "x", "again": "x"})
    assert secret.status_code == 302 and secret.headers["Location"].startswith("/dang-nhap/?next=")
    give_password(here)
    here.get("/")
    here.post("/dang-xuat/")
    assert not here.cookies[WHO].value
    assert here.post(FORM, {"language": "en"}).status_code == 302


def test_a_script_is_sent_away_as_before(here: Client) -> None:
    here.get("/")
    Session.objects.all().delete()
    assert here.post(FORM, {"a": "b"}, headers={"accept": "application/json"}).status_code == 302
