"""Every page of the product: accessible, within the screen, clean and light in a real browser; few questions to the database.

In one run each page is seen in one combination of size, theme and language, which its name and the week choose, so that
all eight come round; `make check-a11y` (grid.py) sees every page in all of them. Nothing is cached: each visit is a first load.
"""

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.architecture.test_doors import addresses
from tests.browser.conftest import Everything
from tests.browser.pages import BUDGET, NO_PAGES, PAGES, Shown
from tests.browser.visits import Visits, broken

GRID = list(product((360, 1280), ("light", "dark"), ("vi", "en")))
WEEK = datetime.now(UTC).date().toordinal() // 7


def cases() -> Iterator[tuple[Shown, int, str, str]]:
    """What is visited: every page, in this week's combination."""
    for page in PAGES:
        width, theme, language = GRID[(zlib.crc32(str(page).encode()) + WEEK) % len(GRID)]
        yield page, width, theme, page.language or language


@pytest.fixture(scope="module")
def visits(browser: Browser, everything: Everything, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """The visits of this run; the heaviest pages are told at its end."""
    found = Visits(browser, everything.site.url, everything.cookies, everything.pages)
    yield found
    found.close()
    if terminal := request.config.pluginmanager.get_plugin("terminalreporter"):  # a worker of xdist has none
        terminal.write_line(f"\nheaviest first loads: {found.heaviest()}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("shown", "width", "theme", "language"), list(cases()), ids=lambda value: str(value) if value != "" else None
)
def test_a_page_is_accessible_clean_and_light(
    visits: Visits, axe_script: str, shown: Shown, width: int, theme: str, language: str
) -> None:
    page = visits.of(shown, width, theme, language)
    assert visits.faults(page, shown, width, language) == []
    assert broken(page, axe_script) == []


@pytest.mark.browser
def test_a_page_asks_the_database_at_most_twelve_times(everything: Everything) -> None:
    told = {str(page): int(everything.pages[str(page)]["queries"]) for page in PAGES}
    assert {name: asked for name, asked in told.items() if asked > BUDGET} == {}


def test_no_page_is_forgotten() -> None:
    names = {name for name, _ in addresses()}
    listed = {page.name for page in PAGES if not page.name.startswith("/")}
    assert names - listed - NO_PAGES.keys() == set(), "add these to PAGES or NO_PAGES of tests/browser/pages.py"
    assert (listed | NO_PAGES.keys()) - names == set(), "these addresses are gone"
    assert listed & NO_PAGES.keys() == set()
    assert len({str(page) for page in PAGES}) == len(PAGES), "two pages need a `look` that tells them apart"
