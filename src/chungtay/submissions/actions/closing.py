"""Days closed by an accepted report or by hand, and opened again by two persons."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.days import day_of, day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.actions import close_periods
from chungtay.ledger.queries import head, watermarks
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import stands
from chungtay.submissions.models import Reopening, Submission
from chungtay.submissions.queries.closing import closed_through, closed_with, deciders, reopening_under_way, would_close
from chungtay.submissions.rules.closing import closes, lowered, raised
from chungtay.submissions.rules.slots import written

_FUTURE = gettext_noop("Chưa khóa được đến ngày %(day)s: ngày ấy chưa qua.")
_NOT_STANDING = gettext_noop("Đơn vị không hoạt động vào ngày %(day)s.")
_NEVER_LOWER = gettext_noop("Đã khóa đến ngày %(day)s; muốn mở lại cần đề nghị mở khóa, người khác quyết định.")
_NOTHING_CLOSED = gettext_noop("Chưa khóa ngày nào nên không có gì để mở.")
_NOT_EARLIER = gettext_noop("Đang khóa đến ngày %(day)s; ngày còn khóa phải trước ngày ấy.")
_NO_REASON = gettext_noop("Cần ghi lý do.")
_UNDER_WAY = gettext_noop("Đã có một đề nghị mở khóa đang chờ quyết định.")
_GONE = gettext_noop("Đề nghị này không còn chờ quyết định.")
_SAME_PERSON = gettext_noop("Người đề nghị không tự quyết định; cần một người khác.")
_MOVED = gettext_noop("Khóa kỳ đã thay đổi sau khi đề nghị (lúc đó đến ngày %(day)s); hãy từ chối và đề nghị lại.")


@transaction.atomic
def close_by(*, by: User | None, at: datetime, submission: Submission) -> date | None:
    """An accepted report closes its days: the unit's new watermark, None where it stays.

    Only the final report of a month, quarter, half or year closes, never an estimate, a Tết or a sudden report. It closes
    the unit and every unit that stood below it in the period, and only ever raises a watermark. Reports that are accepted
    out of order close nothing before those that are asked for earlier were accepted too (`rules.closes_through`).
    """
    if not closes(submission.round.type.cadence, estimate=submission.estimate):
        return None
    head(hold=True)
    known = structure()
    span = would_close(submission, known)
    if span is None:
        return None
    first, through = span
    _close(by, at, closed_with(submission.unit_id, first, through, known))
    note(by=by, at=at, action="close_by", object_type="submission", object_id=submission.pk, text=through.isoformat())
    return through


@transaction.atomic
def close_period_of(*, by: User | None, at: datetime, unit_id: int, through: date) -> int:
    """Close a unit's days, and those of all below it, through a day by hand; how many watermarks rose.

    Raises Refusal for a day that is not over, a unit that does not stand on it, a day before the watermark.
    """
    if through >= day_of(at):
        raise Refusal(_FUTURE, day=day_written(through))
    known = structure()
    if not any(stands(life.valid_from, life.valid_to, through) for life in known.life(unit_id)):
        raise Refusal(_NOT_STANDING, day=day_written(through))
    head(hold=True)
    closed = closed_through(unit_id)
    if closed and closed > through:
        raise Refusal(_NEVER_LOWER, day=day_written(closed))
    number = _close(by, at, closed_with(unit_id, through, through, known))
    if number:
        note(by=by, at=at, action="close_period_of", object_type="unit", object_id=unit_id, text=through.isoformat())
    return number


def _close(by: User | None, at: datetime, wanted: Mapping[int, date]) -> int:
    new = raised(wanted, watermarks(wanted))
    if new:
        close_periods(by=by, at=at, through=new)
    return len(new)


@transaction.atomic
def ask_reopening(*, by: User, at: datetime, unit_id: int, through: date | None, reason: str) -> Reopening:
    """Ask that a unit's days after `through` are opened again (None: all its days); another person decides.

    Raises Refusal where nothing is closed after that day, without a reason, while another wish is undecided.
    """
    reason = written(reason)
    if not reason:
        raise Refusal(_NO_REASON)
    head(hold=True)
    closed = closed_through(unit_id)
    if closed is None:
        raise Refusal(_NOTHING_CLOSED)
    if through is not None and through >= closed:
        raise Refusal(_NOT_EARLIER, day=day_written(closed))
    if reopening_under_way(unit_id):
        raise Refusal(_UNDER_WAY)
    row = Reopening.objects.create(
        unit_id=unit_id, closed_through_on=closed, through_on=through, reason=reason, asked_at=at, asked_by=by
    )
    note(by=by, at=at, action="ask_reopening", object_type="reopening", object_id=row.pk, text=reason)
    _tell(by, at, row, deciders(unit_id, day_of(at), structure()), NoticeKind.REOPENING_ASKED)
    return row


@transaction.atomic
def decide_reopening(*, by: User, at: datetime, pk: int, agreed: bool, answer: str = "") -> Reopening:
    """Open the days again as asked, for the unit and all that stood below it then, or refuse and leave all as it is.

    Raises Refusal for whoever asked, a wish that is decided, a refusal without a reason; and, where it is agreed to, when
    the watermark is another than it was when it was asked.
    """
    answer = written(answer)
    head(hold=True)
    row = Reopening.objects.select_for_update().select_related("asked_by").filter(pk=pk, agreed=None).first()
    if row is None:
        raise Refusal(_GONE)
    if row.asked_by_id == by.pk:
        raise Refusal(_SAME_PERSON)
    if not agreed and not answer:
        raise Refusal(_NO_REASON)
    if agreed:
        _open(by, at, row)
    row.agreed, row.answer, row.decided_at, row.decided_by = agreed, answer, at, by
    row.save(update_fields=["agreed", "answer", "decided_at", "decided_by"])
    text = f"{row.through_on or '-'} {answer}".strip() if agreed else answer
    note(by=by, at=at, action="decide_reopening", object_type="reopening", object_id=pk, text=text)
    _tell(by, at, row, {row.asked_by_id}, NoticeKind.REOPENING_DECIDED)
    return row


def _open(by: User, at: datetime, row: Reopening) -> None:
    if closed_through(row.unit_id) != row.closed_through_on:
        raise Refusal(_MOVED, day=day_written(row.closed_through_on))
    below = closed_with(row.unit_id, row.through_on or date.min, row.closed_through_on, structure())
    close_periods(by=by, at=at, through=lowered(row.through_on, below, watermarks(below)))


def _tell(by: User, at: datetime, row: Reopening, people: set[int], kind: NoticeKind) -> None:
    unit = structure().unit_by_id(row.unit_id, row.closed_through_on)
    params = {"where": unit.name if unit else str(row.unit_id)}
    path = reverse("decide_reopening", args=[row.pk])
    notify(by=by, at=at, to=people - {by.pk}, kind=kind, params=params, path=path)
