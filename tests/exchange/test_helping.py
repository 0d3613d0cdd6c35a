"""A large file in several processes: what comes of it is what comes of it in one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.factories.databases import database_of_its_own
from tests.factories.processes import Forked

ROWS, VALUE = 20, 190_000
PARTS = [3, 3, 3, 3, 3, 3, 2]


def told(environment: dict[str, str], what: str) -> Any:
    text = f"from tests.exchange.helping import {what}; {what}()"
    code, output, errors = Forked(text, (), environment).ended()
    assert code == 0, output + errors
    return json.loads(output.splitlines()[-1])


@contextmanager
def home(folder: Path) -> Iterator[dict[str, str]]:
    """A home with a chapter and its catalogue; on PostgreSQL a database of its own."""
    folder.mkdir()
    text = "from tests.ledger.writers import AT, prepare; prepare(); from chungtay.programmes.actions import load_programmes as load; load(by=None, at=AT)"
    with database_of_its_own(folder) as environment:
        code, output, errors = Forked(text, (), environment).ended()
        assert code == 0, output + errors
        yield environment


def test_copies_come_to_what_one_process_comes_to_and_leave_to_it_what_is_not_plain(tmp_path: Path) -> None:
    with home(tmp_path / "one") as environment:
        helped = told(environment, "one_after_the_other")
    with home(tmp_path / "other") as environment:
        alone = told(environment, "by_itself")
    new, again, corrected, twice = helped["found"]
    assert new == {"counts": [ROWS, 0, 0, 0], "parts": PARTS, "total": [0, VALUE, VALUE], "rows": []}
    assert alone["found"] == [new | {"parts": []}] and alone["written"] == helped["written"]
    assert (again["counts"], again["parts"], again["total"]) == ([0, 0, ROWS, 0], PARTS, [VALUE, 0, VALUE])
    assert (corrected["counts"], corrected["total"]) == ([0, 1, ROWS - 1, 0], [VALUE, 5 - 13_000, VALUE - 12_995])
    assert (twice["counts"][3], twice["rows"], twice["parts"], helped["kept"]) == (1, [21], [], True)


def test_several_parts_of_one_copy_in_a_transaction_come_to_the_same(tmp_path: Path) -> None:
    with home(tmp_path / "one") as environment:
        under, *others = told(environment, "in_long_transactions")
        verify = Forked("from chungtay.config.cli import main; main()", ("verify", "--json"), environment).ended()
    with home(tmp_path / "other") as environment:
        (alone,) = told(environment, "by_itself_at_length")
    value = sum(range(60)) * 1000
    assert (under["counts"], under["parts"], under["dictated"]) == ([60, 0, 0, 0], [3] * 20, 4)
    told_before, beneath = 100_000_000, 1000  # of the declaration, and of the row that is of a unit below its own
    assert under["total"] == alone["total"] == [told_before, value - beneath, told_before + value - beneath]
    for found, at in zip(others, (18, 24, 30), strict=True):
        assert (found["counts"], found["dictated"]) == ([59, 0, 1, 0], 4)
        assert found["total"][1] == value - at * 1000
    assert verify[0] == 0 and json.loads(verify[1])["ok"], verify


def test_what_happens_between_two_chunks_is_not_numbered_over(tmp_path: Path) -> None:
    with home(tmp_path / "one") as environment:
        others, moved, early, offset, unhelped = told(environment, "disturbed")
        verify = Forked("from chungtay.config.cli import main; main()", ("verify", "--json"), environment).ended()
    assert (others["counts"], others["parts"], others["dictated"]) == ([ROWS, 0, 0, 0], PARTS, 4)
    assert (moved["counts"], moved["parts"], moved["dictated"]) == ([ROWS, 0, 0, 0], PARTS, 1)
    assert (early["counts"], early["parts"], early["dictated"]) == ([ROWS, 0, 0, 0], PARTS, 0)
    assert (offset["counts"], offset["parts"], offset["dictated"]) == ([ROWS - 2, 0, 2, 0], PARTS, 4)
    assert (unhelped["counts"], unhelped["parts"], unhelped["dictated"]) == ([ROWS, 0, 0, 0], [], 0)
    assert [found["total"][1] for found in (others, moved, early, unhelped)] == [VALUE] * 4
    assert verify[0] == 0 and json.loads(verify[1])["ok"], verify


def test_an_import_killed_half_posted_is_resumed_or_undone(tmp_path: Path) -> None:
    with home(tmp_path / "one") as environment:
        resumed, undone, half = told(environment, "killed")
        verify = Forked("from chungtay.config.cli import main; main()", ("verify", "--json"), environment).ended()
    assert (resumed["counts"], resumed["parts"], resumed["total"]) == ([ROWS, 0, 0, 0], [], [0, VALUE, VALUE])
    assert undone == [1, ROWS, 0, []] and half == [1, 12, 0, []]
    assert verify[0] == 0 and json.loads(verify[1])["ok"], verify
