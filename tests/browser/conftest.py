"""One real site and one real browser for all browser tests of a run."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.live import LOGIN, PASSWORD, Site, chromium_arguments, command, module, served

LOADED = Callable[..., Page]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Everything:
    """The demonstration's site with something on every page: cookies by person, what is told of each page (pages.py)."""

    site: Site
    cookies: dict[str, dict[str, str]]
    pages: dict[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Planted:
    """A data folder that takes long to fill, to be copied, and what was printed when it was filled."""

    home: Path
    printed: str

    def copied(self, to: Path) -> Path:
        """A copy of the folder that may be written to."""
        return Path(shutil.copytree(self.home, to))


def planted(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], str]) -> Planted:
    """A folder that the first worker of a run who asks for it fills, for all of them."""
    own = factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home, told = root / name, root / f"{name}.txt"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            printed = fill(home)
            told.write_text(printed, encoding="utf-8")
    return Planted(home, told.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The demonstration."""
    return planted(tmp_path_factory, "demonstration", lambda home: command(home, "demo", "--no-serve"))


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The small book of tests/browser/book.py."""
    return planted(tmp_path_factory, "book", lambda home: module(home, "tests.browser.book"))


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory, demonstration: Planted) -> Iterator[Everything]:
    """The demonstration with something on every page, served for all of a worker's tests who look at it."""

    def fill(home: Path) -> str:
        return module(demonstration.copied(home), "tests.browser.everything")

    made = planted(tmp_path_factory, "everything", fill)
    with served(made.copied(tmp_path_factory.mktemp("everything") / "home")) as running:
        yield Everything(running, **json.loads(made.printed.splitlines()[-1]))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, book: Planted) -> Iterator[Site]:
    """The whole site with the small book, for all of a worker's tests that leave the figures as they are."""
    with served(book.copied(tmp_path_factory.mktemp("site") / "home")) as running:
        yield running


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, book: Planted) -> Iterator[Site]:
    """The same for the tests of one file: they write what others would find."""
    with served(book.copied(tmp_path_factory.mktemp("own_site") / "home")) as running:
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
def opened(open_page: LOADED, site: Site, book: Planted) -> LOADED:
    """`opened("head", "/so-lieu/", width=360)` is that page as that person of the book sees it, who has signed in before.

    Without an address nothing is opened yet.
    """
    sessions = json.loads(book.printed.splitlines()[-1])

    def opening(who: str, address: str = "", **look: object) -> Page:
        page = open_page(**look)
        page.context.add_cookies([{"name": "sessionid", "value": sessions[who], "url": site.url}])
        if address:
            page.goto(address)
        return page

    return opening


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
