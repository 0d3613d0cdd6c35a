"""The site as deploy.md sets it up: behind a proxy that speaks HTTPS."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from chungtay.accounts.views.doors import network_address

from .sites import PEOPLE, Site

VISIT = """
from django.test import Client
proxied = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_HOST": "ctd.example.vn"}
client = Client(enforce_csrf_checks=True)
bare = client.get("/dang-nhap/", HTTP_HOST="ctd.example.vn")
print(bare.status_code, bare["Location"])
page = client.get("/dang-nhap/", **proxied)
print(page.status_code, page["Strict-Transport-Security"])
token = client.cookies["csrftoken"]
print(bool(token["secure"]))
form = {"login": "0912345678", "password": "mot-cau-du-dai", "csrfmiddlewaretoken": token.value}
done = client.post("/dang-nhap/", form, HTTP_ORIGIN="https://ctd.example.vn", **proxied)
print(done.status_code, bool(client.cookies["sessionid"]["secure"]))
print(client.post("/dang-nhap/", form, HTTP_ORIGIN="https://evil.example", **proxied).status_code)
print(client.get("/dang-nhap/", HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="evil.example").status_code)
"""


@dataclass(frozen=True, slots=True)
class Proxied(Site):
    """A site with the variables of deploy.md."""

    @property
    def environment(self) -> dict[str, str]:
        return Site(self.home).environment | {"CHUNGTAY_HTTPS": "1", "CHUNGTAY_HOSTS": "ctd.example.vn"}


@pytest.mark.slow
def test_behind_a_proxy_people_sign_in_over_https_and_only_so(tmp_path: Path) -> None:
    site = Proxied(tmp_path)
    site.run("units", "--of", "22", "--on", "2024-01-01")  # the database is there
    site.script(PEOPLE)
    assert site.script(VISIT).splitlines() == [
        "301 https://ctd.example.vn/dang-nhap/",
        "200 max-age=31536000",
        "True",
        "302 True",
        "403",
        "400",
    ]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [(0, "10.9.9.9", "127.0.0.1"), (1, "6.6.6.6, 10.9.9.9", "10.9.9.9"), (1, "", "127.0.0.1")],
)
def test_the_address_that_counts_is_the_one_our_own_proxy_saw(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXIES = proxies
    request = rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert network_address(request) == address
