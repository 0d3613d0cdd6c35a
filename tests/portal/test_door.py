"""Who comes to the house's own address: visitors read the news where there are any, everyone else goes to work."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.accounts.views.unsent import WHO

from .conftest import Portal


@pytest.mark.django_db
def test_without_a_portal_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/")["Location"].startswith(reverse("sign_in"))


def test_a_visitor_is_led_to_the_news_and_a_person_to_work(
    client: Client, cast: dict[str, User], portal: Portal
) -> None:
    assert client.get("/")["Location"] == "/tin/"
    assert client.get("/", headers={"accept-language": "en"}).status_code == 302
    client.force_login(cast["recorder"])
    assert client.get("/").status_code == 200 and WHO in client.cookies
    del client.cookies["sessionid"]
    assert client.get("/")["Location"].startswith(
        reverse("sign_in")
    )  # a session that ended, on the person's own device
