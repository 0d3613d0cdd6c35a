"""`chungtay` itself: what a person sees who types it for the first time."""

import json
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPResponse
from pathlib import Path

import pytest
import wagtail
from django.core.management import get_commands

from chungtay.portal.apps import LEFT_OUT
from tests.browser.live import free_port

from .sites import RUN, Site

# What only a page, an editor or a writer of files needs: not to be waited for by every command.
ONLY_PAGES = {
    "chungtay.config.urls", "chungtay.portal.wagtail_hooks", "chungtay.reports.queries", "chungtay.figures.views",
    "chungtay.documents.formats", "wagtail.admin.wagtail_hooks", "wagtail.api.v2", "wagtail.api.v3.registry", "ninja",
    "rest_framework", "requests", "docx", "weasyprint",
}  # fmt: skip

OURS = {name for name, app in get_commands().items() if str(app).startswith("chungtay.")}
LOADED = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); " + RUN


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_the_overview_lists_the_commands_of_the_house_and_no_others(site: Site, words: tuple[str, ...]) -> None:
    code, out, _ = site.run(*words)
    assert code == 0 and out.startswith("Cách dùng")
    assert set(re.findall(r"^  ([a-z-]+) ", out, re.MULTILINE)) == OURS
    assert all(re.search(rf"^  {name} +\S.{{20,}}", out, re.MULTILINE) for name in OURS)
    assert not site.database.exists()


@pytest.mark.parametrize("port", ["65536", "-1", "mot", "80.5"])
def test_a_port_that_is_none_is_wrong_usage(site: Site, port: str) -> None:
    code, _, errors = site.run("serve", f"--port={port}")
    assert code == 2 and f"“{port}” không phải là số cổng" in errors


def test_an_unknown_command_is_wrong_usage(site: Site) -> None:
    code, out, errors = site.run("units-of")
    assert (code, out) == (2, "") and "Không có lệnh “units-of”" in errors
    code, out, _ = site.run("units-of", "--json")
    assert code == 2 and "units-of" in json.loads(out)["error"]["message"]


def test_every_command_explains_itself(site: Site) -> None:
    calls = [f"load_command_class({app!r}, {name!r}).print_help('chungtay', {name!r})" for name, app in
             get_commands().items() if name in OURS]  # fmt: skip
    told = site.script("from django.core.management import load_command_class\n" + "\n".join(calls))
    assert told.count("Cách dùng: ") == len(OURS)
    # Every argument of our own says in Vietnamese what it is.
    assert not re.findall(r"^  (?:--[a-z-]+(?: [A-Z]\S*)?|[A-Z]\S*)$\n(?!   )", told, re.MULTILINE)


def test_what_is_left_out_of_wagtail_is_still_there_to_be_left_out() -> None:
    root = Path(wagtail.__file__).parents[1]
    there = [root / name.replace(".", "/") for name in LEFT_OUT]
    assert [path for path in there if not (path.is_dir() or path.with_suffix(".py").is_file())] == []


def loaded_by(site: Site, *words: str) -> set[str]:
    """The modules of a command in a process of its own: a forked one has loaded more."""
    call = [sys.executable, "-c", LOADED, *words]
    return set(subprocess.run(call, env=site.environment, capture_output=True, text=True, check=True).stderr.split())


def test_a_command_loads_nothing_that_only_a_page_needs(site: Site) -> None:
    loaded = loaded_by(site, "undo-import", "--help")
    assert {"chungtay.exchange.actions", "chungtay.portal.models"} <= loaded and not ONLY_PAGES & loaded


def test_an_import_waits_for_nothing_above_its_storey_and_prepares_a_new_home_all_the_same(site: Site) -> None:
    loaded = loaded_by(site, "import", "--help")
    assert "chungtay.exchange.actions" in loaded
    assert not {"wagtail", "chungtay.portal", "chungtay.intake", "chungtay.desk"} & loaded
    book = site.home / "book.csv"
    book.write_text("key;unit;date;social.turns\nA-1;22;01/03/2024;5\n")
    call = [sys.executable, "-c", RUN, "import", str(book), "--json"]
    ended = subprocess.run(call, env=site.environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and json.loads(ended.stdout)["errors"][0]["column"] == "unit"  # none is loaded yet
    with sqlite3.connect(site.database) as base:
        apps = {app for (app,) in base.execute("SELECT DISTINCT app FROM django_migrations")}
    assert {"ledger", "portal", "wagtailcore"} <= apps


def test_serving_says_where_and_nothing_else(site: Site) -> None:
    site.run("units", "--of", "22", "--on", "2024-01-01")  # the database is there
    port, output = free_port(), site.home / "said"
    call = [sys.executable, "-c", RUN, "serve", "--port", str(port)]
    with output.open("wb") as file:
        process = subprocess.Popen(call, env=site.environment, stdout=file, stderr=file)
    try:
        page = answer(f"http://127.0.0.1:{port}/")
        style = re.search(r'href="(/static/built/[^"]+\.css)"', page.read().decode())
        assert style
        built = answer(f"http://127.0.0.1:{port}{style[1]}")
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    assert built.status == 200 and "immutable" in built.headers["Cache-Control"]
    assert output.read_text().splitlines() == [f"Chung Tay: http://127.0.0.1:{port}/  (nhấn Ctrl-C để dừng)"]


def answer(url: str) -> HTTPResponse:
    """What the site answers, as soon as it does."""
    for _ in range(300):
        try:
            return urllib.request.urlopen(url, timeout=5)  # noqa: S310 - our own loopback address
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")
