"""What a question is about: unions, clusters and their members, the tree as it stood."""

from datetime import date

import pytest

from chungtay.figures.queries import Question, figures
from chungtay.figures.queries.figures import Answer
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import post_tree
from chungtay.organizations.actions import assign_member, end_member, end_unit, move_unit
from tests.factories.organizations import AT, draft, plant

from .telling import YEAR, by, declared, figure, recorded, value

HALF = date(2024, 7, 1)


@pytest.fixture
def given(book):
    recorded(book, "22.206.07132", date(2024, 2, 1), gift_count=7)
    recorded(book, "22.206", date(2024, 2, 1), gift_count=20)
    recorded(book, "22.193", date(2024, 9, 1), gift_count=300)
    recorded(book, "22", date(2024, 9, 1), gift_count=4000)
    return book


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (("22.206",), 27),
        (("22.206", "22.206"), 27),
        (("22.206", "22.206.07132"), 27),
        (("22.206.07132", "22.206"), 27),
        (("22/cum-2", "22.206"), 327),
        (("22/cum-2", "22"), 4327),
        (("22.206.07132", "22.193"), 307),
        (("vn", "22", "22/cum-2"), 4327),
    ],
)
def test_a_union_counts_every_fact_once(given, of, expected):
    asked = Question(of, *YEAR, ("gift.count",))
    assert figures(asked)[0].value == expected
    rows = figures(Question(of, *YEAR, ("gift.count",), by="month"))
    assert sum(f.value for f in rows) == expected


@pytest.mark.parametrize("code", ["99", "22/cum-9"])
def test_a_code_that_names_nothing_is_refused(given, code):
    with pytest.raises(Refusal):
        figure(code, "gift.count")


def test_a_member_whose_unit_ended_inside_the_period_counts_and_is_named(given):
    end_unit(by=None, at=AT, unit_id=given.id("22.193"), on=date(2024, 10, 1))
    post_tree(by=None, at=AT)
    asked = Question(("22/cum-2",), *YEAR, ("gift.count",))
    assert Answer(asked).scope.ended == ("22.193",)
    assert figures(asked)[0].value == 327
    later = Question(("22/cum-2",), date(2024, 11, 1), YEAR[1], ("gift.count",))
    assert Answer(later).scope.ended == () and figures(later)[0].expected == 5


def test_a_cluster_takes_its_members_of_the_last_day_over_the_whole_period(given):
    end_member(by=None, at=AT, cluster_id=given.cluster.pk, unit_id=given.id("22.206"), on=HALF)
    post_tree(by=None, at=AT)
    assert value("22/cum-2", "gift.count") == 300
    assert value("22/cum-2", "gift.count", last=date(2024, 6, 30)) == 27


def test_as_it_stood_each_member_counts_for_its_own_days(given):
    end_member(by=None, at=AT, cluster_id=given.cluster.pk, unit_id=given.id("22.206"), on=HALF)
    post_tree(by=None, at=AT)
    recorded(given, "22.206", date(2024, 9, 1), gift_count=50_000)
    assert value("22/cum-2", "gift.count", as_it_stood=True) == 327
    assert by("unit", "22/cum-2", "gift.count", as_it_stood=True)["22.206"] == 27


def test_a_newcomer_brings_its_whole_period_unless_as_it_stood(given):
    plant(draft("22.300", "22"))
    post_tree(by=None, at=AT)
    given.units |= {u.code: u for u in type(given.units["22"]).objects.filter(code="22.300")}
    assign_member(by=None, at=AT, cluster_id=given.cluster.pk, unit_id=given.id("22.300"), valid_from=HALF)
    post_tree(by=None, at=AT)
    recorded(given, "22.300", date(2024, 2, 1), gift_count=60_000)
    recorded(given, "22.300", date(2024, 8, 1), gift_count=1_000_000)
    assert value("22/cum-2", "gift.count") == 1_060_327
    assert value("22/cum-2", "gift.count", as_it_stood=True) == 1_000_327


def test_a_moved_unit_counts_where_it_stood_on_each_day(given):
    move_unit(by=None, at=AT, unit_id=given.id("22.206.07132"), parent_id=given.id("22.193"), on=HALF)
    post_tree(by=None, at=AT)
    recorded(given, "22.206.07132", date(2024, 8, 1), gift_count=60_000)
    assert (value("22.206", "gift.count"), value("22.193", "gift.count")) == (27, 60_300)
    assert value("22", "gift.count") == 64_327
    assert by("unit", "22.193", "gift.count") == {"22.206.07132": 60_000, None: 300}


def test_as_it_stood_a_remainder_counts_by_its_last_day(given):
    end_member(by=None, at=AT, cluster_id=given.cluster.pk, unit_id=given.id("22.206"), on=HALF)
    post_tree(by=None, at=AT)
    declared(given, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=1027)
    declared(given, "22.206", date(2024, 1, 1), date(2024, 12, 31), gift_count=5027)
    assert value("22/cum-2", "gift.count", as_it_stood=True) == 1327
