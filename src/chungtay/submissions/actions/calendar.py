"""The report calendar: what is asked for, its rounds opened for a year or one by one, ended, withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import nfc, one_line
from chungtay.ledger.queries.catalogue import catalogue, tag_key
from chungtay.ledger.queries.head import head
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import UnitKind
from chungtay.submissions.models import ReportRound, ReportType
from chungtay.submissions.queries.calendar import live_rounds
from chungtay.submissions.queries.submissions import STANDING
from chungtay.submissions.rules.calendar import ReportTypeDraft, check_by_hand, check_days, line_of, periods_of
from chungtay.submissions.rules.slots import written

from .obliging import follow_owing

_NO_UNIT = gettext_noop("Không có đơn vị này vào ngày %(day)s.")
_NO_KIND = gettext_noop("Không có loại đơn vị “%(kind)s”.")
_TWICE = gettext_noop("Đã có loại báo cáo tên “%(name)s” đang áp dụng; hãy đặt tên khác hoặc thôi áp dụng loại cũ.")
_NO_TYPE = gettext_noop("Không có loại báo cáo này.")
_ENDED = gettext_noop("Loại báo cáo này đã thôi áp dụng từ ngày %(day)s.")
_BEFORE = gettext_noop("Ngày thôi áp dụng phải sau ngày bắt đầu áp dụng (%(day)s).")
_STANDS = gettext_noop("Kỳ này đã mở: cùng loại báo cáo, cùng ngày, cùng thẻ.")
_NOT_WITHDRAWN = gettext_noop("Không có kỳ báo cáo đã hủy này.")
_NO_ROUND = gettext_noop("Không có kỳ báo cáo này, hoặc kỳ đã hủy.")
_NO_REASON = gettext_noop("Cần ghi lý do hủy kỳ báo cáo.")
_HANDED_IN = gettext_noop("Đã có đơn vị gửi báo cáo của kỳ này, nên không hủy được.")
LONGEST = 300  # letters of the reason of a withdrawn round
_TYPE_ENDED = gettext_noop("Thôi áp dụng loại báo cáo")


@transaction.atomic
def open_report_type(*, by: User | None, at: datetime, draft: ReportTypeDraft) -> ReportType:
    """Ask for a report from a day on. Raises Refusal for a name that stands already, and for a unit, an indicator, a tag or
    a kind of unit that there is not."""
    draft.check()
    name = one_line(nfc(draft.name))
    unit = structure().unit_by_id(draft.unit_id, draft.first_on)
    if unit is None or not unit.stands_on(draft.first_on):
        raise Refusal(_NO_UNIT, day=f"{draft.first_on:%d/%m/%Y}")
    if unknown := set(draft.kinds) - {kind.value for kind in UnitKind}:
        raise Refusal(_NO_KIND, kind=min(unknown))
    book = catalogue()
    for indicator, tags in map(line_of, draft.lines):
        book.check_day([book[indicator].code], draft.first_on)
        known_tags(tags, draft.first_on)
    head(hold=True)
    if ReportType.objects.filter(unit=draft.unit_id, name=name, ended_on=None).exists():
        raise Refusal(_TWICE, name=name)
    row = ReportType.objects.create(
        unit_id=draft.unit_id, name=name, cadence=draft.cadence.value, months=draft.months,
        cutoff_days=draft.cutoff_days, due_days=draft.due_days, final_due_days=draft.final_due_days, owed_by=draft.owed_by.value, kinds=list(draft.kinds),
        lines=list(draft.lines), first_on=draft.first_on, entered_at=at, entered_by=by,
    )  # fmt: skip
    note(by=by, at=at, action="open_report_type", object_type="report_type", object_id=row.pk, text=name)
    return row


@transaction.atomic
def end_report_type(*, by: User | None, at: datetime, type_id: int, on: date) -> ReportType:
    """Ask for it no more from a day on: rounds that begin on that day or later are withdrawn where nobody handed in."""
    head(hold=True)  # nobody hands in meanwhile
    row = _type(type_id)
    if on <= row.first_on:
        raise Refusal(_BEFORE, day=f"{row.first_on:%d/%m/%Y}")
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    over = list(live_rounds().filter(type=row, first_on__gte=on).exclude(submissions__state__in=STANDING))
    for one in over:
        _turn(one, by, at, _TYPE_ENDED)
    follow_owing(by, at, over, structure())
    note(by=by, at=at, action="end_report_type", object_type="report_type", object_id=row.pk, text=f"{on:%d/%m/%Y}")
    return row


@transaction.atomic
def open_rounds(*, by: User | None, at: datetime, type_id: int, year: int) -> list[ReportRound]:
    """Open every round of the year that is not there yet (one that was withdrawn stays so: `open_round_again`), and have
    the ledger know who owes; again and again without harm. Raises Refusal for a type whose rounds are opened by hand."""
    row = _type(type_id)
    head(hold=True)  # one at a time
    periods = periods_of(row.cadence, year, row.months)
    there = set(ReportRound.objects.filter(type=row).values_list("first_on", "last_on"))
    opened = [
        _opened(row, period, by, at)
        for period in periods
        if period.last >= row.first_on and (period.first, period.last) not in there
    ]
    if opened:
        text = f"{year}: {len(opened)}"
        note(by=by, at=at, action="open_rounds", object_type="report_type", object_id=row.pk, text=text)
    follow_owing(by, at, live_rounds().filter(type=row, last_on__year=year), structure())
    return opened


@transaction.atomic
def open_round(
    *, by: User | None, at: datetime, type_id: int, first: date, last: date, due_on: date | None = None,
    cutoff_on: date | None = None, final_due_on: date | None = None, title: str = "", tags: frozenset[str] = frozenset(),
) -> ReportRound:  # fmt: skip
    """Open one round with days of its own: Tết, Tháng Nhân đạo, a sudden report; its figures are those of the tags.

    Days left out follow the type. Nothing of it is told to the ledger, which cannot hold that only some tags are owed.
    Raises Refusal for a type whose rounds follow the calendar, and for the same round again.
    """
    row = _type(type_id)
    check_by_hand(row.cadence)
    period, key = Period(first, last), tag_key(known_tags(tags, last))
    _refuse_twice(row, period, key)
    days = {"due_on": due_on, "cutoff_on": cutoff_on, "final_due_on": final_due_on}
    one = _opened(row, period, by, at, days, title=one_line(nfc(title)), tags=key)
    note(by=by, at=at, action="open_round", object_type="report_round", object_id=one.pk, text=one.title or row.name)
    return one


@transaction.atomic
def withdraw_round(*, by: User | None, at: datetime, round_id: int, reason: str) -> ReportRound:
    """Cancel a round, with a reason; nobody owes it any more. Raises Refusal where a unit has handed in."""
    head(hold=True)
    one = live_rounds().filter(pk=round_id).first()
    if one is None:
        raise Refusal(_NO_ROUND)
    if not (why := written(reason, LONGEST)):
        raise Refusal(_NO_REASON)
    if one.submissions.filter(state__in=STANDING).exists():
        raise Refusal(_HANDED_IN)
    _turn(one, by, at, why)
    follow_owing(by, at, [one], structure())
    return one


@transaction.atomic
def open_round_again(*, by: User | None, at: datetime, round_id: int) -> ReportRound:
    """Open a withdrawn round again, with what its units had begun; they owe it once more. Raises Refusal for one that is not
    withdrawn, of a type that no longer applies to its days, and where the same round was opened anew."""
    head(hold=True)
    one = ReportRound.objects.select_related("type").filter(pk=round_id).exclude(withdrawn_because="").first()
    if one is None:
        raise Refusal(_NOT_WITHDRAWN)
    if one.type.ended_on and one.type.ended_on <= one.first_on:
        raise Refusal(_ENDED, day=f"{one.type.ended_on:%d/%m/%Y}")
    _refuse_twice(one.type, Period(one.first_on, one.last_on), one.tags)
    _turn(one, by, at, "")
    follow_owing(by, at, [one], structure())
    return one


def _refuse_twice(row: ReportType, period: Period, tags: str) -> None:
    if live_rounds().filter(type=row, first_on=period.first, last_on=period.last, tags=tags).exists():
        raise Refusal(_STANDS)


def _type(type_id: int) -> ReportType:
    row = ReportType.objects.select_for_update().filter(pk=type_id).first()
    if row is None:
        raise Refusal(_NO_TYPE)
    if row.ended_on:
        raise Refusal(_ENDED, day=f"{row.ended_on:%d/%m/%Y}")
    return row


def _opened(
    row: ReportType, period: Period, by: User | None, at: datetime, given: Mapping[str, date | None] | None = None, *,
    title: str = "", tags: str = "",
) -> ReportRound:  # fmt: skip
    """A round with the days that are given, the others by its type."""
    usual = {"cutoff_on": row.cutoff_days, "due_on": row.due_days, "final_due_on": row.final_due_days}
    days = {name: None if after is None else period.last + timedelta(after) for name, after in usual.items()}
    days |= {name: day for name, day in (given or {}).items() if day}
    check_days(period, days["cutoff_on"] or period.last, days["due_on"] or period.last, days["final_due_on"])
    return ReportRound.objects.create(
        type=row, title=title, first_on=period.first, last_on=period.last, tags=tags, opened_at=at, opened_by=by, **days
    )


def _turn(one: ReportRound, by: User | None, at: datetime, reason: str) -> None:
    """Withdraw a round for a reason, or (none) open it again."""
    one.withdrawn_because = reason
    one.save(update_fields=["withdrawn_because"])
    note(
        by=by, at=at, action="withdraw_round" if reason else "open_round_again", object_type="report_round",
        object_id=one.pk, text=reason or str(one),
    )  # fmt: skip
