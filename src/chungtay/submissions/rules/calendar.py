"""The report calendar in plain Python: what a report type says, which days its rounds have, by when they are due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Form, Period

from .states import Cadence, OwedBy

# Opened by hand, with days of their own; they overlap the others, so that they neither attest nor oblige in the ledger.
BY_HAND: Final = frozenset({Cadence.TET, Cadence.HUMANITARIAN_MONTH, Cadence.SUDDEN})
_NO_NAME: Final = gettext_noop("Cần tên loại báo cáo.")
_MONTHS: Final = gettext_noop("Báo cáo nhiều tháng đầu năm cần số tháng từ 2 đến 11; định kỳ khác thì để trống.")
_NOT_BY_RULE: Final = gettext_noop("Báo cáo Tết, Tháng Nhân đạo và đột xuất mở từng kỳ, có ngày riêng.")
_DUE_BEFORE: Final = gettext_noop("Hạn gửi không được trước ngày chốt số liệu.")
_FINAL_TOO_EARLY: Final = gettext_noop("Hạn gửi số chính thức phải sau ngày cuối kỳ và không trước hạn gửi báo cáo.")
_DAYS: Final = gettext_noop(
    "Ngày chốt số liệu (%(cutoff)s) không được trước ngày đầu kỳ (%(first)s), hạn gửi (%(due)s) không được trước ngày chốt."
)
_NOT_BY_HAND: Final = gettext_noop("Báo cáo định kỳ này mở cả năm một lượt theo lịch, không mở từng kỳ.")


@dataclass(frozen=True, slots=True)
class ReportTypeDraft:
    """A report that is about to be asked for. `cutoff_days`, `due_days` and `final_due_days` count from a period's last day;
    `final_due_days`: by when the final figures follow an estimate (none: they are not asked for); `kinds`: codes of kinds of
    unit (none: every kind); `lines`: "indicator" or "indicator|tag|tag" (none: what is usually counted).
    """

    unit_id: int
    name: str
    cadence: Cadence
    first_on: date
    months: int | None = None
    cutoff_days: int = 0
    due_days: int = 5
    final_due_days: int | None = None
    owed_by: OwedBy = OwedBy.DIRECT
    kinds: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise Refusal without a name, for a report that is due before its figures are cut off, and for a number of months
        that does not belong to its cadence."""
        if not self.name.strip():
            raise Refusal(_NO_NAME)
        if self.due_days < self.cutoff_days:
            raise Refusal(_DUE_BEFORE)
        if self.final_due_days is not None and self.final_due_days < max(self.due_days, 1):
            raise Refusal(_FINAL_TOO_EARLY)
        fits = self.months is not None and 2 <= self.months <= 11
        if fits != (self.cadence == Cadence.MONTHS) or (self.months is not None and not fits):
            raise Refusal(_MONTHS)


def attests(cadence: str) -> bool:
    """Does a report of this kind oblige units in the ledger, and give their word for its days?"""
    return Cadence(cadence) not in BY_HAND


def periods_of(cadence: str, year: int, months: int | None) -> list[Period]:
    """The days of a year's rounds. Raises Refusal for what is opened by hand."""
    asked = Cadence(cadence)
    if asked in BY_HAND:
        raise Refusal(_NOT_BY_RULE)
    if asked == Cadence.MONTH:
        return [Period.month(year, number) for number in range(1, 13)]
    if asked == Cadence.QUARTER:
        return [Period.quarter(year, number) for number in range(1, 5)]
    if asked == Cadence.HALF:
        return [Period.half(year, number) for number in (1, 2)]
    return [Period.months(year, months or 12) if asked == Cadence.MONTHS else Period.year(year)]


def check_by_hand(cadence: str) -> None:
    """Raise Refusal for a report whose rounds follow the calendar."""
    if Cadence(cadence) not in BY_HAND:
        raise Refusal(_NOT_BY_HAND)


def check_days(period: Period, cutoff: date, due: date, final_due: date | None) -> None:
    """Raise Refusal for figures cut off before the first day of their period, for a report due before they are, and for final
    figures due before the period is over or before the report."""
    if not period.first <= cutoff <= due:
        raise Refusal(_DAYS, first=day_written(period.first), cutoff=day_written(cutoff), due=day_written(due))
    if final_due and not (final_due > period.last and final_due >= due):
        raise Refusal(_FINAL_TOO_EARLY)


def word_through(last: date, cutoff: date, sent: date, *, estimate: bool) -> date:
    """The last day for which a report that is handed in on a day gives its unit's word: all days, or those of an estimate that
    are over at its cut-off. Its figures are of the whole period either way, as recorded and declared until then."""
    return min(last, cutoff, sent) if estimate else last


def period_code(period: Period) -> str:
    """The days of a round in a code, as scripts write it: 2024, 2024-10, 2024-Q3, 2024-H1, 2024-01..2024-10, or two days."""
    first, last = period.first, period.last
    codes = {
        Form.YEAR: f"{first:%Y}",
        Form.HALF: f"{first:%Y}-H{first.month // 7 + 1}",
        Form.QUARTER: f"{first:%Y}-Q{first.month // 3 + 1}",
        Form.MONTH: f"{first:%Y-%m}",
    }
    months = period.whole_months()
    return codes.get(period.form) or (f"{first:%Y-%m}..{last:%Y-%m}" if months else f"{first}..{last}")


def line_of(text: str) -> tuple[str, frozenset[str]]:
    """A line of a report type: its indicator, its tags."""
    indicator, *tags = text.split("|")
    return indicator, frozenset(tags)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many units owe, how many of them handed in (a report, or final figures), how many in time; permille of those who
    owe (None: nobody)."""

    owing: int
    there: int
    in_time: int

    @property
    def completeness(self) -> int | None:
        """Permille of the units that owe whose report is there; never above 1000."""
        return self.there * 1000 // self.owing if self.owing else None

    @property
    def timeliness(self) -> int | None:
        """Permille of the units that owe whose report was there on the due day."""
        return self.in_time * 1000 // self.owing if self.owing else None


def shares(lines: Collection[tuple[bool, bool]]) -> Shares:
    """Counted from (is it there, was it there in time), one for each unit that owes."""
    return Shares(len(lines), sum(there for there, _ in lines), sum(there and timely for there, timely in lines))
