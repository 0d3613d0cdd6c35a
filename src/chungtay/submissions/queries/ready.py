"""What a unit's report has to wait for (its days, words of leaders, a file with its figures on its way in), and what is asked."""

from datetime import date

from chungtay.kernel.days import VIET_NAM
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.organizations.queries import Structure
from chungtay.records.queries.unfinished import UnfinishedImport, unfinished_imports
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
    units = {unit_id, *known.below_within(unit_id, one.first_on, one.last_on)}
    return unfinished_imports(units, one.first_on, one.last_on, on)


def warnings_for(
    one: ReportRound, unit_id: int, known: Structure, *, estimate: bool | None = None, limits: Thresholds | None = None
) -> tuple[CheckWarning, ...]:
    """What is asked about the unit's figures of a round as known now (`scrutiny.queries.checks.warnings_for`)."""
    lines = tuple(map(line_of, one.type.lines))
    asked = AskedReport(one.first_on, one.last_on, one.cutoff_on, tags_of(one.tags), lines, attests(one.type.cadence))
    return checks.warnings_for(asked, unit_id, known, estimate=estimate, limits=limits)
