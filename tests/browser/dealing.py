"""How the tests of the browser are dealt to the workers of a run: `pytest -p tests.browser.dealing --no-loadscope-reorder`.

By file, but all that look at the shared site go to one worker, who alone has to serve it, and the many small tests of
test_every_page go in pieces, which fill up the end. The longest come first, so that nobody waits for them.
"""

import zlib
from pathlib import PurePath

import pytest
from xdist.scheduler import LoadScopeScheduling

FIRST = ("test_year", "test_every_page-0", "site", "test_intake", "test_offline")
SHARED = {"explorer", "figures", "records", "reports", "session_ended", "sign_in", "sign_in_accessibility", "tour"}
PIECES, IN_THE_FIRST = 12, 6  # of test_every_page; half of them are the first piece


def group_of(nodeid: str) -> str:
    """What the test is dealt with."""
    file, _, test = nodeid.partition("::")
    name = PurePath(file).stem
    if name == "test_every_page":
        return f"{name}-{max(0, zlib.crc32(test.encode()) % PIECES - IN_THE_FIRST + 1)}"
    return "site" if name.removeprefix("test_") in SHARED else name


def turn(group: str) -> tuple[int, str]:
    """When a group is dealt."""
    return FIRST.index(group) if group in FIRST else len(FIRST) + ("every_page" in group), group


class Dealing(LoadScopeScheduling):
    """A group to a worker."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config, log) -> Dealing:  # type: ignore[no-untyped-def]
    return Dealing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The workers' order is the order of dealing."""
    items.sort(key=lambda item: turn(group_of(item.nodeid)))
