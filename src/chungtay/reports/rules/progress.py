"""How far the reports of a year are: the usual periods, and the state of each report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.periods import Form, Period

TEN_MONTHS: Final = 10  # what the review before the year's end tells


class Progress(StrEnum):
    """How far a report is."""

    NOT_BEGUN = "not_begun"
    WRITING = "writing"
    READY = "ready"
    PUBLISHED = "published"


PROGRESS_NAMES: Final = {
    Progress.NOT_BEGUN: gettext_noop("chưa bắt đầu"),
    Progress.WRITING: gettext_noop("đang viết"),
    Progress.READY: gettext_noop("sẵn sàng phát hành"),
    Progress.PUBLISHED: gettext_noop("đã phát hành"),
}
FORM_NAMES: Final = {
    **dict.fromkeys((Form.YEAR, Form.TO_DATE, Form.HALF), gettext_noop("Năm, mười tháng, sáu tháng")),
    Form.QUARTER: gettext_noop("Quý"),
    Form.MONTH: gettext_noop("Tháng"),
}
OTHER_PERIODS: Final = gettext_noop("Kỳ khác")


@dataclass(frozen=True, slots=True)
class Written:
    """What people have put into a report: the slots with words, whether its meeting is known."""

    slots: frozenset[str] = frozenset()
    meeting: bool = False

    def gaps(self, wanted: Collection[str]) -> frozenset[str]:
        """The wanted slots without words; a known meeting fills its own."""
        return frozenset(wanted) - self.slots - ({"meeting"} if self.meeting else set())


def progress_of(written: Written, wanted: Collection[str], *, published: bool) -> Progress:
    """The state of a report."""
    if published:
        return Progress.PUBLISHED
    if not written.slots and not written.meeting:
        return Progress.NOT_BEGUN
    return Progress.WRITING if written.gaps(wanted) else Progress.READY


def usual_periods(year: int, on: date) -> tuple[Period, ...]:
    """Year, ten months, halves, quarters and months that have begun on a day, the longest first, then the latest."""
    every = [
        Period.year(year), Period.months(year, TEN_MONTHS), *(Period.half(year, half) for half in (2, 1)),
        *(Period.quarter(year, quarter) for quarter in (4, 3, 2, 1)), *(Period.month(year, m) for m in range(12, 0, -1)),
    ]  # fmt: skip
    return tuple(period for period in every if period.first <= on)
