"""What a unit's report has to wait for (its days, words of leaders, a file with its figures on its way in), and what is asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chungtay.accounts.models import User
from chungtay.kernel.days import VIET_NAM, day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_index
from chungtay.ledger.models import OpenBatch
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.organizations.queries import Structure
from chungtay.records.queries.waiting import waiting
from chungtay.scrutiny.queries import checks
from chungtay.scrutiny.rules.checks import AskedReport, CheckWarning
from chungtay.scrutiny.rules.thresholds import Thresholds
from chungtay.submissions.models import ReportRound, Submission
from chungtay.submissions.rules.calendar import attests, line_of

from .submissions import STANDING

_NOT_BEGUN = gettext_noop("Kỳ báo cáo bắt đầu ngày %(day)s, chưa gửi được.")
_NOT_OVER = gettext_noop("Kỳ báo cáo đến hết ngày %(day)s mới hết; trước đó chỉ gửi được số ước.")
_UNFINISHED = gettext_noop(
    "Tệp “%(title)s” (%(who)s, %(moment)s) còn nhập dở, có số của đơn vị trong kỳ này: người nhập vào trang Nhập tệp nhập"
    " tiếp cho hết hoặc hoàn tác, rồi gửi báo cáo."
)
_SERVER = gettext_noop("lệnh trên máy chủ")
_FINAL_STANDS = gettext_noop("Báo cáo kỳ này đã có số chính thức, không gửi số ước được nữa.")
_UNAPPROVED = gettext_noop(
    "Còn %(count)s bản ghi của kỳ này chưa được duyệt: hãy duyệt hết, hoặc gửi số ước rồi gửi số chính thức sau."
)
LEFT_AFTER: Final = timedelta(1)  # what stopped so long ago runs no more: whoever left it decides, nobody waits for it


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """A file on its way into the book: what it is called, who gave it (None: the server's command) and when."""

    title: str
    by: User | None
    opened_at: datetime


def check_ready(one: ReportRound, unit_id: int, on: date, known: Structure, *, estimate: bool) -> None:
    """Raise Refusal for a report that cannot be sent yet: before its days, while a file with rows of the unit is on its way in;
    an estimate after a final one; a final one before its days are over or while records of them wait for approval."""
    if on < one.first_on:
        raise Refusal(_NOT_BEGUN, day=f"{one.first_on:%d/%m/%Y}")
    for row in unfinished(one, unit_id, on, known):
        moment = f"{row.opened_at.astimezone(VIET_NAM):%H:%M, %d/%m/%Y}"
        raise Refusal(_UNFINISHED, title=row.title, who=str(row.by) if row.by else Refusal(_SERVER), moment=moment)
    if estimate:
        if Submission.objects.filter(round=one, unit=unit_id, estimate=False, state__in=STANDING).exists():
            raise Refusal(_FINAL_STANDS)
        return
    if on <= one.last_on:
        raise Refusal(_NOT_OVER, day=f"{one.last_on:%d/%m/%Y}")
    lines = waiting(known.below_within(unit_id, one.first_on, one.last_on), one.first_on, one.last_on)
    if lines:
        raise Refusal(_UNAPPROVED, count=len(lines))


def unfinished(one: ReportRound, unit_id: int, on: date, known: Structure) -> list[UnfinishedImport]:
    """The imports with rows of the unit, or of units below it in the days of a round, in the months of these days."""
    batches = [row for row in OpenBatch.objects.order_by("opened_at") if day_of(row.opened_at) >= on - LEFT_AFTER]
    if not batches:
        return []
    units = {unit_id, *known.below_within(unit_id, one.first_on, one.last_on)}
    months = range(month_index(one.first_on), month_index(one.last_on) + 1)
    held = [
        row for row in batches
        if "months" not in row.told or any(month in months for unit in units for month in row.told["months"].get(str(unit), ()))
    ]  # fmt: skip
    people = User.objects.in_bulk([row.by_id for row in held if row.by_id])
    return [UnfinishedImport(row.told.get("title", row.source), people.get(row.by_id), row.opened_at) for row in held]


def warnings_for(
    one: ReportRound, unit_id: int, known: Structure, *, estimate: bool | None = None, limits: Thresholds | None = None
) -> tuple[CheckWarning, ...]:
    """What is asked about the unit's figures of a round as known now (`scrutiny.queries.checks.warnings_for`)."""
    lines = tuple(map(line_of, one.type.lines))
    asked = AskedReport(one.first_on, one.last_on, one.cutoff_on, tags_of(one.tags), lines, attests(one.type.cadence))
    return checks.warnings_for(asked, unit_id, known, estimate=estimate, limits=limits)
