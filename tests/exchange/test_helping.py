"""A large file in several processes: what comes of it is what comes of it in one."""

import json

import pytest

from tests.factories.databases import environment_of
from tests.factories.processes import Forked

ROWS, VALUE = 20, 190_000
pytestmark = pytest.mark.sqlite


def told(environment: dict[str, str], what: str) -> object:
    text = f"from tests.exchange.helping import {what}; {what}()"
    code, output, errors = Forked(text, (), environment).ended()
    assert code == 0, output + errors
    return json.loads(output.splitlines()[-1])


@pytest.fixture
def homes(tmp_path):
    """Two homes with the same chapter and catalogue."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    made = [environment_of(tmp_path / name) for name in ("one", "other")]
    text = "from tests.ledger.writers import AT, prepare; prepare(); from chungtay.programmes.actions import load_programmes as load; load(by=None, at=AT)"
    for environment in made:
        code, output, errors = Forked(text, (), environment).ended()
        assert code == 0, output + errors
    return made


def test_copies_come_to_what_one_process_comes_to_and_leave_to_it_what_is_not_plain(homes) -> None:
    helped, alone = told(homes[0], "one_after_the_other"), told(homes[1], "by_itself")
    new, again, corrected, twice = helped["found"]
    assert new == {"counts": [ROWS, 0, 0, 0], "parts": [6, 6, 6, 2], "total": [0, VALUE, VALUE], "rows": []}
    assert alone["found"] == [new | {"parts": []}] and alone["written"] == helped["written"]
    assert (again["counts"], again["parts"], again["total"]) == ([0, 0, ROWS, 0], [6, 6, 6, 2], [VALUE, 0, VALUE])
    assert (corrected["counts"], corrected["total"]) == ([0, 1, ROWS - 1, 0], [VALUE, 5 - 13_000, VALUE - 12_995])
    assert (twice["counts"][3], twice["rows"], twice["parts"], helped["kept"]) == (1, [21], [], True)


def test_an_import_killed_half_posted_is_resumed_or_undone(homes) -> None:
    resumed, undone, half = told(homes[0], "killed")
    assert (resumed["counts"], resumed["parts"], resumed["total"]) == ([ROWS, 0, 0, 0], [], [0, VALUE, VALUE])
    assert undone == [1, ROWS, 0, []] and half == [1, 12, 0, []]
    code, output, _ = Forked("from chungtay.config.cli import main; main()", ("verify", "--json"), homes[0]).ended()
    assert code == 0 and json.loads(output)["ok"], output
