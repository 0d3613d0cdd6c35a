"""Ancestors by day, loaded as they are needed, once each."""

from datetime import date

import pytest

from chungtay.ledger.queries import ancestry as loading
from chungtay.ledger.queries.ancestry import Ancestry
from tests.factories.organizations import MEMBERS, REFORM


@pytest.mark.parametrize("many", [0, 2000])
def test_what_is_loaded_in_steps_is_what_is_loaded_at_once(book, monkeypatch, many):
    monkeypatch.setattr(loading, "MANY", many)
    units = [book.id(code) for code in (*MEMBERS, "22", "22.206.07132", "vn")]
    at_once, in_steps = Ancestry(), Ancestry()
    at_once.load(units)
    for unit in units:
        in_steps.load([unit])
        in_steps.load(units[:3])
    for unit in units:
        assert in_steps.paths(unit) == at_once.paths(unit)
        assert len(set(in_steps.paths(unit))) == len(in_steps.paths(unit))
        assert in_steps.has_below(unit) == at_once.has_below(unit)


def test_ancestors_of_a_day_end_with_the_unit_itself(book):
    tree, last = Ancestry(), REFORM.toordinal() - 1
    commune = book.id("22.206.07132")
    line = tuple(book.id(c) for c in ("vn", "22", "22.206", "22.206.07132"))
    assert tree.on(commune, last) == line
    assert tree.on(commune, last + 1) == ()
    assert tree.on(book.id("22.07132"), last) == ()
    assert tree.summed(commune, last) == line[:-1]
    assert tree.on(commune, date(2000, 1, 1).toordinal()) == ()


def test_units_are_split_by_whether_any_ever_stood_below(book):
    above, leaves = Ancestry().split([book.id(c) for c in ("22.206", "22.193", "vn", "22.cdyt")])
    assert above == [book.id("22.206"), book.id("vn")]
    assert leaves == [book.id("22.193"), book.id("22.cdyt")]
