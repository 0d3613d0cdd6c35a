"""What a unit is asked about its figures before it hands a report in: rules with numbers worked out by hand, then a book."""

from dataclasses import replace
from datetime import date
from math import isclose, log

import pytest
from django.utils.translation import override

from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_last
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import structure
from chungtay.scrutiny.queries.usual import compared_periods
from chungtay.scrutiny.rules.checks import (
    CheckWarning,
    WarningCode,
    alone,
    explained,
    jump,
    moves,
    parts_above,
    shared,
    stands_out,
    unlike_others,
)
from chungtay.scrutiny.rules.thresholds import thresholds
from chungtay.scrutiny.templatetags.check_words import warning_words
from chungtay.submissions.models import ReportRound, ReportType
from chungtay.submissions.queries.ready import warnings_for
from tests.ledger.telling import declared, recorded
from tests.submissions.telling import OCTOBER, handed_in, opened

LIMITS = replace(thresholds(), z=3.5, ratio=3, spread=0.3, least_periods=4, least_units=3, periods=8, years=3)
UNIT, LIKE = "22.206", ("22.193", "22.195", "22.196", "22.205")


def test_a_number_stands_out_by_spread_and_by_times_and_small_ones_do_not():
    odd = stands_out(200, [18, 20, 20, 22], 0, LIMITS)
    assert isclose(odd.z, log(10) / 0.3) and isclose(odd.times, 10) and isclose(odd.usual, 20)  # 1.4826 * 0.048 < 0.3
    doubling = [10, 20, 40, 80, 160]  # median 40, median deviation log 2
    assert stands_out(640, doubling, 0, LIMITS) is None  # log 16 / (1.4826 * log 2) = 2.7
    assert isclose(stands_out(2560, doubling, 0, LIMITS).z, 6 / 1.4826)
    assert stands_out(50, [18, 20, 20, 22], 0, LIMITS) is None, "2.5 times is less than 3"
    assert stands_out(2, [18, 20, 20, 22], 0, LIMITS).times < 1
    assert stands_out(5, [2, 2, 1, 2], 10, LIMITS) is None, "from 2 gifts to 5"
    assert stands_out(5, [], 10, LIMITS) is None


def test_a_jump_needs_enough_periods_and_is_none_where_the_season_or_like_units_have_it_too():
    assert jump(200, [20, 22, 18, 20], [], 0, LIMITS)
    assert jump(200, [20, 22, 18], [], 0, LIMITS) is None
    assert jump(200, [20, 22, 18, 20], [15, 190], 0, LIMITS) is None, "Tết of a year ago"
    assert jump(200, [0, 20, 0, 22, 18, 20], [0], 0, LIMITS), "work that comes now and then"
    assert jump(0, [0, 20, 22, 18, 20], [], 1, LIMITS) is None
    assert jump(0, [20, 22, 18, 20], [], 1, LIMITS).times < 0.1, "always there, now gone"
    storm = moves({1: 90, 2: 500, 3: 70, 4: 0}, {1: 9, 2: 40, 3: 8, 5: 0}, 0 + 1)
    assert storm == [9.1, 501 / 41, 71 / 9]
    up = jump(200, [20, 22, 18, 20], [], 0, LIMITS)
    assert shared(up, storm, LIMITS) and not shared(up, storm[:2], LIMITS) and not shared(up, [1, 1, 1.1], LIMITS)
    assert unlike_others(0.3, storm, LIMITS).times < 0.05 and unlike_others(8.0, storm, LIMITS) is None
    assert unlike_others(1.0, storm, LIMITS) is None, "it stayed as it was"
    assert unlike_others(0.3, storm[:2], LIMITS) is None


def test_parts_and_companions_are_compared_where_both_are_known():
    values = {"whole": 10, "a": 7, "b": 4, "gave": 9, "came": 8, "cases": 3}
    assert parts_above(values, {"whole": ["a", "b"]}, [("gave", "came"), ("cases", "turns")]) == [
        ("a", 11, "whole"), ("gave", 9, "came"),
    ]  # fmt: skip
    assert parts_above({"whole": 11, "a": 7, "b": 4}, {"whole": ["a", "b"]}, []) == []
    pairs = {"value": {"count", "turns"}, "loose": set()}
    assert (
        alone({"value": 5, "loose": 1, "turns": 0}, pairs) == ["value"] and alone({"value": 5, "turns": 1}, pairs) == []
    )


def test_an_explanation_belongs_to_a_warning_and_only_a_contradiction_needs_one():
    plain = CheckWarning(WarningCode.JUMP, "gift.count", frozenset(), {"name": "x"})
    crossing = CheckWarning(WarningCode.CROSSING, "gift.count", frozenset(), {}, about="22.206:k", contradiction=True)
    assert explained([plain], {}) == [{"key": plain.key, "code": "jump", "params": {"name": "x"}, "explanation": ""}]
    kept = explained([crossing, plain], {crossing.key: "Khai lại sau", plain.key: " Có đoàn về thăm "})
    assert [row["explanation"] for row in kept] == ["Khai lại sau", "Có đoàn về thăm"]
    for warnings, said, why in (
        ([plain], {plain.key: "x" * 501}, "500"),
        ([plain], {"jump~gift.value": "x"}, "không thuộc"),
        ([crossing], {plain.key: " "}, "chéo"),
    ):
        with pytest.raises(Refusal, match=why):
            explained(warnings, said)


def test_periods_are_compared_with_the_same_length_before_and_the_same_months_of_other_years():
    before, season = compared_periods(Period.quarter(2024, 1), LIMITS)
    assert (before[0], before[-1], len(before)) == (Period.quarter(2023, 4), Period.quarter(2022, 1), 8)
    assert season == [Period.quarter(2023, 1), Period.quarter(2022, 1), Period.quarter(2021, 1)]
    assert compared_periods(Period.months(2024, 10), LIMITS) == (
        [Period.months(y, 10) for y in range(2023, 2015, -1)],
        [],
    )
    assert compared_periods(Period(date(2024, 1, 20), date(2024, 2, 9)), LIMITS) == ([], [])


def round_of(book, first, last, lines=(), **told):
    kind = ReportType(unit_id=book.id("22"), name="Tháng", cadence="month", owed_by="direct", lines=list(lines))
    days = {"first_on": first, "last_on": last, "cutoff_on": last, "due_on": last} | told
    return ReportRound(type=kind, tags="", **days)


def test_a_unit_is_asked_in_few_statements_about_what_stands_out_and_what_was_not_said(
    book, django_assert_max_num_queries
):
    for n in range(12):
        day, few = month_first(2023 * 12 + 9 + n).replace(day=9), n % 3
        recorded(book, UNIT, day, gift_count=30 + few, gift_value=15_000_000 + few)
        for place, code in enumerate(LIKE):
            recorded(book, code, day, gift_count=40 + place, gift_value=20_000_000, blood_donors=100)
    for code in LIKE:
        recorded(book, code, date(2024, 10, 9), gift_count=42, gift_value=21_000_000, blood_donors=100)
    october = date(2024, 10, 5)
    recorded(book, UNIT, october, gift_count=400, gift_value=12_000_000_000, blood_donors=90, blood_registered=60)
    recorded(book, UNIT, october, live_value=7_000_000)
    recorded(book, UNIT, date(2024, 6, 30), org_members=800)
    declared(book, UNIT, date(2024, 10, 1), date(2024, 10, 31), gift_count=350)
    declared(book, UNIT, date(2024, 9, 1), date(2024, 11, 30), meal_portions=90)
    declared(book, UNIT, date(2024, 10, 1), date(2024, 12, 31), meal_portions=80)
    one, known = round_of(book, date(2024, 10, 1), date(2024, 10, 31)), structure()
    warnings_for(one, book.id(UNIT), known, limits=LIMITS)
    with django_assert_max_num_queries(9):
        found = warnings_for(one, book.id(UNIT), known, limits=LIMITS)
    told = {w.key: w for w in found}
    assert found[0].contradiction and found[0].code == WarningCode.CROSSING
    assert {key for key in told if "crossing" not in key and "above_detail" not in key} == {
        "jump~gift:up",
        "price_out_of_range~gift.value", "part_above_whole~blood.donors<blood.registered", "value_alone~live.value",
        "old_reading",
    }  # fmt: skip
    assert told["jump~gift:up"].numbers == {"now": 400, "usual": 31}
    assert told["price_out_of_range~gift.value"].numbers["price"] == 30_000_000
    said = [warning_words(w) for w in found]
    assert (
        "Suất quà trao tặng là 400 suất quà; các kỳ trước đơn vị thường có khoảng 31 suất quà. Cùng chiều: Trị giá quà."
        in said
    )
    assert "Suất quà trao tặng: Quảng Yên khai 350 suất quà (tháng 10 năm 2024), chi tiết đã là 400 suất quà." in said
    assert any(" 30.000.000 đồng mỗi suất quà, ngoài khoảng thường gặp (50.000 đồng đến" in text for text in said)
    with override("en"):
        kept = explained(found, {found[0].key: "Khai lại"})
        assert warning_words(kept[-1]).startswith("Not read again in the period: Members (")
    assert {w.key for w in warnings_for(one, book.id(UNIT), known, limits=LIMITS)} == set(told)
    only = warnings_for(round_of(book, one.first_on, one.last_on, ["gift.count"]), book.id(UNIT), known, limits=LIMITS)
    assert {w.indicator for w in only} == {"gift.count"}


def test_months_without_a_word_are_named_and_an_estimate_is_not_asked_about_what_is_low(
    book, django_assert_max_num_queries
):
    for n in range(8):
        recorded(book, UNIT, month_first(2023 * 12 + 6 + n).replace(day=9), gift_count=60, gift_value=30_000_000)
    recorded(book, UNIT, date(2024, 3, 3), gift_count=1, gift_value=500_000)
    unit, known = book.id(UNIT), structure()
    quarter = round_of(book, date(2024, 1, 1), date(2024, 6, 30))
    with django_assert_max_num_queries(4):
        asked = warnings_for(quarter, unit, known, limits=LIMITS)
    assert [warning_words(w) for w in asked if w.code == WarningCode.SILENT_MONTHS] == [
        "Chưa có ghi chép, số khai hay xác nhận nào của T4/2024, T5/2024, T6/2024."
    ]
    march = (date(2024, 3, 1), month_last(2024 * 12 + 2))
    low = warnings_for(round_of(book, *march), unit, known, limits=LIMITS)
    assert {w.key for w in low} >= {"jump~gift:down"}
    assert warnings_for(round_of(book, *march, cutoff_on=date(2024, 3, 20)), unit, known, limits=LIMITS) == ()
    assert warnings_for(round_of(book, *march), book.id("22.205"), known, limits=LIMITS)[0].key == "silent_months"


def test_an_explanation_travels_with_the_report_and_a_crossing_declaration_is_explained_or_mended(book):
    declared(book, UNIT, date(2024, 9, 1), date(2024, 11, 30), meal_portions=90)
    declared(book, UNIT, date(2024, 10, 1), date(2024, 12, 31), meal_portions=80, key="c")
    one = opened(book)[OCTOBER[1]]
    with pytest.raises(Refusal, match="chéo"):
        handed_in(one, book.id(UNIT))
    key = f"crossing~meal.portions:{UNIT}:c"
    row = handed_in(one, book.id(UNIT), explanations={key: "Chờ bệnh viện xác nhận"})
    row.refresh_from_db()
    assert {kept["key"]: kept["explanation"] for kept in row.warnings}[key] == "Chờ bệnh viện xác nhận"
    assert warning_words(row.warnings[0]).startswith(
        "Suất cháo, suất ăn: Quảng Yên khai 80 suất ăn (quý IV năm 2024), chéo"
    )
