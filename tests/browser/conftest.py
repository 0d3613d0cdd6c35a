"""One real site and one real browser for all browser tests of a run."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.live import PASSWORD, Site, chromium_arguments, command, environment, person, served

LOGIN = "0912345678"
NAME = "Nguyễn Thị Ngọc Hương"
LOADED = Callable[..., Page]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Everything:
    """The demonstration's site with something on every page: cookies by person, what is told of each page (pages.py)."""

    site: Site
    cookies: dict[str, dict[str, str]]
    pages: dict[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A folder with the demonstration, to be copied, and what was printed when it was loaded."""

    home: Path
    printed: str

    def copied(self, to: Path) -> Path:
        """A copy of the folder that may be written to."""
        return Path(shutil.copytree(self.home, to))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration, loaded once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home, told = root / "demonstration", root / "demonstration.txt"
    with (root / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            home.mkdir()
            told.write_text(command(home, "demo", "--no-serve"), encoding="utf-8")
    return Demonstration(home, told.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def everything(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    """The demonstration with something on every page, served once for all who look at it."""
    home = demonstration.copied(tmp_path_factory.mktemp("everything") / "home")
    call = [sys.executable, "-m", "tests.browser.everything"]
    asked = {"env": environment(home) | {"PYTHONPATH": os.fspath(ROOT)}, "stdout": subprocess.PIPE, "text": True}
    told = json.loads(subprocess.run(call, check=True, **asked).stdout.splitlines()[-1])
    with served(home) as running:
        yield Everything(running, **told)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site on a folder of its own, with one person who has no role."""
    home = tmp_path_factory.mktemp("site")
    with served(home) as running:
        person(home, LOGIN, NAME)
        yield running


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=15_000)  # a loaded machine answers late
        launched = playwright.chromium.launch(executable_path=chromium_path, args=chromium_arguments())
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[LOADED]:
    """`open_page(width=360, theme="dark")` gives a fresh page; what its console says against the page fails the test."""
    contexts, complaints = [], []

    def fresh(width: int = 1280, theme: str = "light", script: bool = True, language: str = "vi-VN") -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            java_script_enabled=script,
            locale=language,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield fresh
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def sign_in() -> Callable[[Page], None]:
    """Sign a page's browser in through the form, as a person does."""

    def through_the_form(page: Page, login: str = LOGIN, password: str = PASSWORD) -> None:
        page.goto("/dang-nhap/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        with page.expect_navigation():
            page.click("main button[type=submit]")

    return through_the_form


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The source of axe-core, from node_modules (`make assets`)."""
    path = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not installed (run make assets)")
    return path.read_text(encoding="utf-8")
