"""What a device may keep for when there is no network, and what it asks before it sends."""

import pytest
from django.test import Client

from chungtay.accounts.models import User
from tests.factories.organizations import Chapter

pytestmark = pytest.mark.django_db
FORM, QUEUE, JSON = "/ghi-viec/?of=22.206", "/ghi-viec/cho-gui/", {"Accept": "application/json"}


@pytest.fixture
def recorder(book: Chapter, cast: dict[str, User], client: Client) -> User:
    client.force_login(cast["recorder"])
    return cast["recorder"]


def test_the_form_and_the_page_of_what_waits_may_be_kept_for_their_person(
    client: Client, recorder: User, cast: dict[str, User]
) -> None:
    for address in (FORM, QUEUE):
        answer = client.get(address)
        assert answer["X-Keep-For"] == str(recorder.pk)
        assert f'<meta name="person" content="{recorder.pk}">' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    way = 'href="/ghi-viec/"'
    assert way in client.get(QUEUE).content.decode()
    client.force_login(cast["head"])  # who used the device of somebody who records
    assert way not in client.get(QUEUE).content.decode()


def test_nothing_else_may_be_kept(client: Client, recorder: User) -> None:
    for address in ("/", "/ghi-viec/", "/so-ghi-chep/", "/so-lieu/", "/tai-khoan/", "/ngoai-tuyen/"):
        assert "X-Keep-For" not in client.get(address), address
    assert "X-Keep-For" not in client.post(FORM, {"do": "add_cash"})


def test_a_script_that_is_about_to_send_learns_who_is_signed_in_and_gets_a_token(recorder: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(recorder)
    told = strict.get(QUEUE, headers=JSON).json()
    assert told["person"] == str(recorder.pk)
    sent = {"key": "a" * 32, "of": "22.206"}
    assert strict.post(FORM, sent, headers=JSON).status_code == 403
    answer = strict.post(FORM, sent, headers=JSON | {"X-CSRFToken": told["token"]})
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_a_script_of_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(QUEUE, headers=JSON)["Location"].startswith("/dang-nhap/")
