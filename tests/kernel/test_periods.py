from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.days import a_year_before, day_of, day_written, month_label
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.periods import Basis, Form, Period, compared

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
months = st.tuples(st.integers(1990 * 12, 2090 * 12), st.integers(0, 40)).map(
    lambda pair: Period.of_months(pair[0], pair[0] + pair[1])
)
SPRING = Period(date(2024, 3, 1), date(2024, 5, 31))
WINTER = Period(date(2023, 11, 1), date(2024, 3, 31))
ANY = Period(date(2024, 1, 5), date(2024, 2, 20))
ONE = Period(date(2024, 11, 11), date(2024, 11, 11))
TERM = Period(date(2022, 1, 1), date(2024, 12, 31))
HUMANITARIAN = Period.window("Tháng Nhân đạo năm 2025", date(2025, 3, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("period", "form", "opening", "english"),
    [
        (Period.months(2024, 10), Form.TO_DATE, "Trong 10 tháng năm 2024", "In the first ten months of 2024"),
        (Period.months(2024, 9), Form.TO_DATE, "Trong 9 tháng năm 2024", "In the first nine months of 2024"),
        (Period.months(2024, 6), Form.HALF, "Trong 6 tháng đầu năm 2024", "In the first half of 2024"),
        (Period.half(2024, 2), Form.HALF, "Trong 6 tháng cuối năm 2024", "In the second half of 2024"),
        (Period.quarter(2024, 3), Form.QUARTER, "Trong quý III năm 2024", "In the third quarter of 2024"),
        (Period.months(2024, 3), Form.QUARTER, "Trong quý I năm 2024", "In the first quarter of 2024"),
        (Period.year(2024), Form.YEAR, "Trong năm 2024", "In 2024"),
        (Period.months(2024, 12), Form.YEAR, "Trong năm 2024", "In 2024"),
        (TERM, Form.YEARS, "Trong giai đoạn 2022-2024", "In 2022–2024"),
        (Period.month(2024, 2), Form.MONTH, "Trong tháng 02 năm 2024", "In February 2024"),
        (Period.month(2024, 10), Form.MONTH, "Trong tháng 10 năm 2024", "In October 2024"),
        (SPRING, Form.MONTHS, "Từ tháng 3 đến tháng 5 năm 2024", "From March to May 2024"),
        (WINTER, Form.MONTHS, "Từ tháng 11 năm 2023 đến tháng 3 năm 2024", "From November 2023 to March 2024"),
        (ANY, Form.DAYS, "Từ ngày 05/01/2024 đến ngày 20/02/2024", "From 5 January 2024 to 20 February 2024"),
        (ONE, Form.DAY, "Ngày 11/11/2024", "On 11 November 2024"),
        (
            HUMANITARIAN,
            Form.WINDOW,
            "Trong Tháng Nhân đạo năm 2025 (từ ngày 01/03/2025 đến ngày 31/05/2025)",
            "During Tháng Nhân đạo năm 2025 (1 March 2025 to 31 May 2025)",
        ),
    ],
)
def test_a_pair_of_days_is_called_by_its_usual_name(period: Period, form: Form, opening: str, english: str) -> None:
    assert period.form is form
    assert period.adverbial() == opening
    assert period.adverbial("en") == english
    if not period.name:  # recognised from the days alone
        assert Period(period.first, period.last) == period


def test_inside_a_sentence_a_period_takes_no_capital() -> None:
    assert Period.months(2024, 10).adverbial(opening=False) == "trong 10 tháng năm 2024"
    assert ANY.adverbial(opening=False) == "từ ngày 05/01/2024 đến ngày 20/02/2024"
    assert str(Period.quarter(2024, 4)) == "quý IV năm 2024"


def test_impossible_periods_are_refused() -> None:
    with pytest.raises(Refusal, match=r"20/02/2024.*05/01/2024"):
        Period(date(2024, 2, 20), date(2024, 1, 5))
    for make, number in ((Period.month, 13), (Period.quarter, 5), (Period.half, 0), (Period.months, 13)):
        with pytest.raises(Refusal, match="Một năm không có"):
            make(2024, number)


@given(days)
def test_a_day_lies_in_the_month_of_its_index(day: date) -> None:
    index = month_index(day)
    assert index == day.year * 12 + day.month - 1
    assert month_first(index) <= day <= month_last(index)
    assert month_last(index) + timedelta(days=1) == month_first(index + 1)


def test_the_last_month_of_the_calendar_ends_too() -> None:
    assert month_last(month_index(date.max)) == date.max


@given(days, days)
def test_whole_months_are_those_that_begin_and_end_a_month(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    naive = period.first.day == 1 and (period.last + timedelta(days=1)).day == 1
    found = period.whole_months()
    assert (found is not None) == naive
    if found is not None:
        assert Period.of_months(found[0], found[-1]) == period
        assert sum((month_last(index) - month_first(index)).days + 1 for index in found) == period.days


@given(months)
def test_the_same_months_a_year_before_may_be_compared(period: Period) -> None:
    before = period.year_before()
    assert compared(period, before).basis is Basis.MONTHS
    assert before.form is period.form
    assert before.first.year == period.first.year - 1


@given(days, st.integers(0, 400), days)
def test_equally_many_days_may_be_compared_and_no_others(first: date, length: int, other: date) -> None:
    period = Period(first, first + timedelta(days=length))
    assert compared(period, Period(other, other + timedelta(days=length))).basis is not None
    longer = Period(other, other + timedelta(days=length + 1))
    if not (period.whole_months() and longer.whole_months()):
        with pytest.raises(Refusal) as refused:
            compared(period, longer)
        right = refused.value.params["right"]
        assert isinstance(right, Period) and right.days == period.days and right.first == longer.first


def test_ten_months_against_a_year_are_refused_with_what_would_be_right() -> None:
    ten, year = Period.months(2024, 10), Period.year(2022)
    with pytest.raises(Refusal) as refused:
        compared(ten, year)
    assert str(refused.value) == (
        "10 tháng năm 2024 có 10 tháng, năm 2022 có 12 tháng nên không so sánh được; hãy so với 10 tháng năm 2022"
    )
    noted = compared(ten, year, annotate=True)
    assert noted.basis is None and str(noted.note) == str(refused.value)
    assert compared(ten, Period.months(2022, 10)).note is None


def test_a_leap_year_makes_the_same_days_unequal() -> None:
    period = Period(date(2024, 1, 5), date(2024, 3, 20))
    assert period.year_before() == Period(date(2023, 1, 5), date(2023, 3, 20))
    with pytest.raises(Refusal, match=r"76 ngày.*75 ngày"):
        compared(period, period.year_before())
    assert compared(Period.month(2024, 2), Period.month(2023, 2)).basis is Basis.MONTHS
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_period_knows_what_lies_in_it() -> None:
    ten = Period.months(2024, 10)
    assert date(2024, 1, 1) in ten and date(2024, 10, 31) in ten and date(2024, 11, 1) not in ten
    assert ten.holds(SPRING) and not ten.holds(WINTER) and not SPRING.holds(ten)


def test_days_are_written_as_papers_write_them() -> None:
    assert day_written(date(2024, 1, 5)) == "05/01/2024"
    assert month_label(2024 * 12 + 9) == "T10/2024"
    assert month_label(2024 * 12, "en") == "Jan 2024"


def test_until_seven_in_the_morning_the_day_is_no_longer_that_of_utc() -> None:
    evening = datetime(2026, 6, 14, 17, tzinfo=UTC)
    assert (day_of(evening), day_of(evening - timedelta(microseconds=1))) == (date(2026, 6, 15), date(2026, 6, 14))
