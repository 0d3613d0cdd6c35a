"""Where no unit stood a figure is not applicable; a code that never named anything is refused."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from chungtay.figures.queries import By, Question, behind, figures
from chungtay.figures.queries.pages import figure_page, figures_page
from chungtay.kernel.errors import Refusal
from chungtay.ledger.queries import head
from chungtay.ledger.rules import IndicatorKind
from tests.ledger.telling import YEAR, figure, recorded

NOW = datetime(2026, 11, 26, tzinfo=UTC)
AFTER = (date(2026, 1, 1), date(2026, 12, 31))
OUTSIDE = [
    ("22.07132", *YEAR),
    ("22.206", *AFTER),
    ("22.206.07132", *AFTER),
    ("22/cum-2", date(2021, 1, 1), date(2021, 6, 1)),
]


@pytest.mark.parametrize(("code", "first", "last"), OUTSIDE)
def test_a_unit_or_cluster_that_did_not_stand_is_not_applicable(book, code, first, last):
    recorded(book, "22.206", date(2024, 2, 1), gift_count=3, org_members=7)
    for seq in (None, head().seq):
        for indicator in ("gift.count", "org.members", "total.value", "meal.localities"):
            found = figure(code, indicator, first, last, known_seq=seq)
            assert (found.state, found.value, found.reported, found.expected) == ("not_applicable", None, 0, 0)
            assert found.missing == () and found.entries == 0
            asked = Question((code,), first, last, (indicator,), known_seq=seq)
            assert behind(asked, indicator).entries == ()
        assert figures(Question((code,), first, last, known_seq=seq)) == []


@pytest.mark.parametrize("by", list(By))
def test_what_did_not_stand_has_no_rows(book, by):
    assert figures(Question(("22.07132",), *YEAR, ("gift.count", "org.members", "meal.localities"), by=by)) == []


@pytest.mark.parametrize("code", ["99", "22.99", "22/cum-9"])
def test_a_code_that_never_named_anything_is_refused(book, code):
    with pytest.raises(Refusal) as refused:
        figure(code, "gift.count")
    assert refused.value.params == {"code": code}


def test_beside_what_did_not_stand_the_others_count(book):
    recorded(book, "22.206", date(2024, 2, 1), gift_count=3)
    found = figures(Question(("22.07132", "22.206"), *YEAR, ("gift.count",)))[0]
    assert (found.state, found.value, found.reported, found.expected) == ("value", 3, 0, 1)


def test_growth_is_told_only_of_a_unit_that_stood_through_both_years(book):
    for unit in ("22.07132", "22"):
        for year in (2025, 2026):
            recorded(book, unit, date(year, 8, 1), at=NOW, gift_count=year)
    compared = {}
    for code in ("22", "22.07132"):
        asked = Question((code,), date(2026, 1, 1), date(2026, 10, 31), ("gift.count",))
        beside, page = figure_page(asked, seen=frozenset()).compared, figures_page(asked)
        told = [(beside.comparison, beside.earlier), (page.comparison, page.earlier.get("gift.count"))]
        compared[code] = [(str(one.note or ""), before and before.value) for one, before in told]
    young = ("Không so sánh: đơn vị hoạt động từ 01/07/2025.", None)
    assert compared == {"22": [("", 4050)] * 2, "22.07132": [young] * 2}


def test_the_command_says_so_in_one_object(book):
    out = StringIO()
    days = ("--from", "2024-01-01", "--to", "2024-12-31")
    call_command("figures", "--of", "22.07132", *days, "--indicator", "gift.count", "--json", stdout=out)
    told = json.loads(out.getvalue())["figures"][0]
    assert (told["state"], told["value"], told["kind"]) == ("not_applicable", None, IndicatorKind.FLOW)
