"""Periods of inclusive dates: what a pair of days is, how it is called, what it may be compared with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Self

from chungtay.kernel.days import MONTHS_EN, a_year_before, day_written, month_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.text import is_english

_UPSIDE_DOWN: Final = gettext_noop("Ngày đầu (%(first)s) phải trước hoặc trùng ngày cuối (%(last)s)")
_NO_SUCH_PART: Final = gettext_noop("Một năm không có %(part)s %(number)s")
_UNEQUAL_MONTHS: Final = gettext_noop(
    "%(period)s có %(length)s tháng, %(against)s có %(other)s tháng nên không so sánh được; hãy so với %(right)s"
)
_UNEQUAL_DAYS: Final = gettext_noop(
    "%(period)s có %(length)s ngày, %(against)s có %(other)s ngày nên không so sánh được; hãy so với %(right)s"
)
_YOUNG: Final = gettext_noop("Không so sánh: đơn vị hoạt động từ %(day)s.")
_ENDED: Final = gettext_noop("Không so sánh: đơn vị hoạt động đến hết %(day)s.")
_MEMBERS: Final = gettext_noop("Không so sánh: kỳ này cụm có %(now)s đơn vị, cùng kỳ có %(before)s.")


class Form(StrEnum):
    """What a pair of days is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    TO_DATE = "to_date"  # the first n months of a year
    YEAR = "year"
    YEARS = "years"
    MONTHS = "months"  # other whole months
    DAYS = "days"
    WINDOW = "window"  # of a campaign, with its name


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included. `name` is that of a campaign's window, empty for plain periods.

    Raises Refusal where the first day comes after the last.
    """

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Refusal(_UPSIDE_DOWN, first=day_written(self.first), last=day_written(self.last))

    @classmethod
    def of_months(cls, first: int, last: int) -> Self:
        """The months with the indexes `first` to `last`."""
        return cls(month_first(first), month_last(last))

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """One month, 1 to 12."""
        return cls._part(year, month, 1, gettext_noop("tháng"))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """One quarter, 1 to 4."""
        return cls._part(year, quarter, 3, gettext_noop("quý"))

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """The first or the second half, 1 or 2."""
        return cls._part(year, half, 6, gettext_noop("nửa"))

    @classmethod
    def months(cls, year: int, number: int) -> Self:
        """The first `number` months of a year, 1 to 12."""
        return cls(date(year, 1, 1), cls.month(year, number).last)

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def window(cls, name: str, first: date, last: date) -> Self:
        """The window of a campaign, such as Tháng Nhân đạo 2025 from 1 March to 31 May."""
        return cls(first, last, name)

    @classmethod
    def _part(cls, year: int, number: int, size: int, part: str) -> Self:
        if not 1 <= number <= 12 // size:
            raise Refusal(_NO_SUCH_PART, part=part, number=number)
        start = year * 12 + (number - 1) * size
        return cls.of_months(start, start + size - 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.wording()

    def holds(self, other: "Period") -> bool:
        """Whether the other period lies wholly inside this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> int:
        """How many days, both ends included."""
        return (self.last - self.first).days + 1

    def whole_months(self) -> range | None:
        """The indexes of its months where it consists of whole months, else None; `len` of it is their number."""
        start, end = month_index(self.first), month_index(self.last)
        return range(start, end + 1) if self.first.day == 1 and self.last == month_last(end) else None

    @property
    def form(self) -> Form:
        """What this pair of days is, by its widest usual name."""
        if self.name:
            return Form.WINDOW
        months = self.whole_months()
        if months is None:
            return Form.DAY if self.first == self.last else Form.DAYS
        return _form_of_months(months)

    def year_before(self) -> "Period":
        """The same months, else the same days, a year earlier (28 February for the 29th); a window loses its name."""
        if months := self.whole_months():
            return Period.of_months(months[0] - 12, months[-1] - 12)
        return Period(a_year_before(self.first), a_year_before(self.last))

    def wording(self, lang: str = "vi") -> str:
        """The period as a noun: "10 tháng năm 2024", "quý III năm 2024", "the first ten months of 2024"."""
        return _IN_ENGLISH[self.form](self) if is_english(lang) else _IN_VIETNAMESE[self.form](self)

    def adverbial(self, lang: str = "vi", *, opening: bool = True) -> str:
        """The period as it enters a sentence: "Trong 10 tháng năm 2024", "Từ ngày ... đến ngày ...", "In 2024".

        `opening` says whether the sentence begins with it (a capital letter).
        """
        lead = (_LEADS_EN if is_english(lang) else _LEADS_VI)[self.form]
        text = f"{lead} {self.wording(lang)}".strip()
        return text[0].upper() + text[1:] if opening else text


def _form_of_months(months: range) -> Form:
    start, number = months[0] % 12, len(months)
    if start == 0 and number % 12 == 0:
        return Form.YEAR if number == 12 else Form.YEARS
    usual = {1: Form.MONTH, 3: Form.QUARTER, 6: Form.HALF}
    if number in usual and start % number == 0:
        return usual[number]
    return Form.TO_DATE if start == 0 and number < 12 else Form.MONTHS


_ROMAN: Final = ("I", "II", "III", "IV")
_NUMBERS_EN: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
)
_ORDINALS_EN: Final = ("first", "second", "third", "fourth")


def _months_vi(period: Period) -> str:
    first, last = period.first, period.last
    year = f" năm {first.year}" if first.year != last.year else ""
    return f"từ tháng {month_written(first.month)}{year} đến tháng {month_written(last.month)} năm {last.year}"


def _days_vi(period: Period) -> str:
    return f"từ ngày {day_written(period.first)} đến ngày {day_written(period.last)}"


def _months_en(period: Period) -> str:
    first, last = period.first, period.last
    year = f" {first.year}" if first.year != last.year else ""
    return f"{MONTHS_EN[first.month - 1]}{year} to {MONTHS_EN[last.month - 1]} {last.year}"


def _days_en(period: Period) -> str:
    return f"{day_written(period.first, 'en')} to {day_written(period.last, 'en')}"


_IN_VIETNAMESE: Final[dict[Form, Callable[[Period], str]]] = {
    Form.DAY: lambda p: f"ngày {day_written(p.first)}",
    Form.MONTH: lambda p: f"tháng {month_written(p.first.month)} năm {p.first.year}",
    Form.QUARTER: lambda p: f"quý {_ROMAN[p.first.month // 3]} năm {p.first.year}",
    Form.HALF: lambda p: f"6 tháng {'đầu' if p.first.month == 1 else 'cuối'} năm {p.first.year}",
    Form.TO_DATE: lambda p: f"{p.last.month} tháng năm {p.first.year}",
    Form.YEAR: lambda p: f"năm {p.first.year}",
    Form.YEARS: lambda p: f"giai đoạn {p.first.year}-{p.last.year}",
    Form.MONTHS: _months_vi,
    Form.DAYS: _days_vi,
    Form.WINDOW: lambda p: f"{p.name} ({_days_vi(p)})",
}
_IN_ENGLISH: Final[dict[Form, Callable[[Period], str]]] = {
    Form.DAY: lambda p: day_written(p.first, "en"),
    Form.MONTH: lambda p: f"{MONTHS_EN[p.first.month - 1]} {p.first.year}",
    Form.QUARTER: lambda p: f"the {_ORDINALS_EN[p.first.month // 3]} quarter of {p.first.year}",
    Form.HALF: lambda p: f"the {'first' if p.first.month == 1 else 'second'} half of {p.first.year}",
    Form.TO_DATE: lambda p: f"the first {_NUMBERS_EN[p.last.month]} months of {p.first.year}",
    Form.YEAR: lambda p: f"{p.first.year}",
    Form.YEARS: lambda p: f"{p.first.year}–{p.last.year}",
    Form.MONTHS: _months_en,
    Form.DAYS: _days_en,
    Form.WINDOW: lambda p: f"{p.name} ({_days_en(p)})",
}
_LEADS_VI: Final = {form: "trong" for form in Form} | {Form.DAY: "", Form.MONTHS: "", Form.DAYS: ""}
_LEADS_EN: Final = {form: "in" for form in Form} | {
    Form.DAY: "on",
    Form.MONTHS: "from",
    Form.DAYS: "from",
    Form.WINDOW: "during",
}


class Basis(StrEnum):
    """What makes two periods comparable."""

    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods side by side. `basis` says in what they are equally long; where it is None, `note` says what is wrong.

    The note is a Refusal that is not raised, to be shown beside the numbers as any refusal is.
    """

    period: Period
    against: Period
    basis: Basis | None
    note: Refusal | None = None


def compared(period: Period, against: Period, *, annotate: bool = False) -> Comparison:
    """Set a period beside one of equally many whole months, or equally many days.

    Otherwise raises a Refusal that names a period which would be right; with `annotate` it comes back as the note of
    a comparison without basis. Params `period`, `against`, `right` are Periods, so that a door may word them.
    """
    months, others = period.whole_months(), against.whole_months()
    if months and others and len(months) == len(others):
        return Comparison(period, against, Basis.MONTHS)
    if period.days == against.days:
        return Comparison(period, against, Basis.DAYS)
    note = _why_not(period, against)
    if not annotate:
        raise note
    return Comparison(period, against, None, note)


def within_life(comparison: Comparison, since: int, until: int) -> Comparison:
    """The same; without basis and with a note where the unit that it is about did not stand through both periods.

    `since` and `until` (half-open) are ordinals of days: its life.
    """
    note = None
    if since > comparison.against.first.toordinal():
        note = Refusal(_YOUNG, day=day_written(date.fromordinal(since)))
    elif until <= comparison.period.last.toordinal():
        note = Refusal(_ENDED, day=day_written(date.fromordinal(until - 1)))
    return replace(comparison, basis=None, note=note) if note and not comparison.note else comparison


def among_members(comparison: Comparison, now: int, before: int) -> Comparison:
    """The same; without basis and with a note where the cluster that it is about has not as many members as it had."""
    note = Refusal(_MEMBERS, now=now, before=before) if now != before else None
    return replace(comparison, basis=None, note=note) if note and not comparison.note else comparison


def _why_not(period: Period, against: Period) -> Refusal:
    months, others = period.whole_months(), against.whole_months()
    if months and others:
        right = Period.of_months(others[0], others[0] + len(months) - 1)
        message, length, other = _UNEQUAL_MONTHS, len(months), len(others)
    else:
        right = Period(against.first, against.first + timedelta(days=period.days - 1))
        message, length, other = _UNEQUAL_DAYS, period.days, against.days
    return Refusal(message, period=period, against=against, length=length, other=other, right=right)
