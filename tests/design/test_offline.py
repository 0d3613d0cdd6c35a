"""The site as an app on a device: manifest, icons, service worker, the page without a network."""

import io
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from chungtay.design.templatetags.frame import MANIFEST


@pytest.mark.django_db
def test_the_manifest_names_icons_that_are_as_large_as_it_says(client: Client) -> None:
    answer = client.get("/ung-dung.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["lang"]) == ("/", "/", "vi")
    for icon in told["icons"]:
        drawn = Image.open(io.BytesIO(client.get(icon["src"]).content))
        assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"] if icon["purpose"] == "maskable"}


@pytest.mark.django_db
def test_an_icon_of_another_size_or_in_the_red_of_the_emblem_is_not_drawn(client: Client) -> None:
    assert client.get("/ung-dung/0b5d66-any-999.png").status_code == 404
    assert client.get("/ung-dung/cc0000-any-192.png").status_code == 404


@pytest.mark.django_db
def test_the_worker_names_files_that_stand_and_is_asked_for_anew_each_time(client: Client) -> None:
    answer = client.get("/worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    script = answer.content.decode()
    shell = json.loads(re.search(r"self\.shell = (.*);", script)[1])  # type: ignore[index]
    assert {"record", "queued", "sign_out", "offline"} <= {name for name, address in shell.items() if address}
    if MANIFEST.exists():
        files = [*shell["assets"], *re.findall(r'import "(.*)";', script)]
        assert len(files) > len(shell["assets"])
        assert not [file for file in files if finders.find(file.removeprefix("/static/")) is None]


@pytest.mark.django_db
def test_the_page_without_a_network_is_nobodys_page(client: Client) -> None:
    page = client.get("/ngoai-tuyen/").content.decode()
    assert "Không có mạng" in page
    assert 'name="person"' not in page
    assert 'name="person" content=""' in client.get("/dang-nhap/").content.decode()
