"""A meeting is called, called otherwise, taken back, closed; its review is told of its day and place."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.figures.rules.printed import kept, printed
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import nfc
from chungtay.ledger.queries import head
from chungtay.meetings.models import ConclusionStep, Invitation, Meeting
from chungtay.meetings.queries.page import meeting_page, meeting_row
from chungtay.meetings.rules.drafts import MeetingDraft, check_meeting
from chungtay.meetings.rules.states import MeetingState
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind, Param
from chungtay.organizations.queries import Structure, holders_on, structure
from chungtay.reports.actions import record_gathering, withdraw_gathering
from chungtay.reports.queries import gathering_of
from chungtay.reports.rules.material import Gathering

from .held import held

TOLD_OF = ("held_on", "part_of_day", "begins", "place")
WORDS = ("part_of_day", "place", "host_called", "chair", "secretary", "visits_place")
_NO_SCOPE = gettext_noop("Không có đơn vị hoặc cụm mang mã “%(code)s” vào ngày họp.")
_NOT_THERE = gettext_noop("Ngày họp %(day)s, %(name)s chưa hoặc không còn hoạt động.")
_TWICE = gettext_noop("Ngày %(day)s đã có một hội nghị cùng loại của nơi này.")
_TOLD = gettext_noop("Đã ghi có mặt của %(name)s, nên không bỏ khỏi thành phần được.")
_DUE_BEFORE = gettext_noop("Kết luận “%(text)s” có hạn %(day)s, nên ngày họp phải trước hạn ấy.")
_CAME = gettext_noop("Đã ghi có người dự ngày %(day)s, nên không dời sang ngày chưa tới được.")
_NO_REASON = gettext_noop("Cần ghi lý do hủy hội nghị.")
_SPOKEN = gettext_noop("Hội nghị đã có thành phần có mặt, biên bản hoặc kết luận, nên không hủy được.")


@transaction.atomic
def open_meeting(*, by: User | None, at: datetime, draft: MeetingDraft) -> Meeting:
    """Call a meeting and ask units and guests to it; people of these units are told, the review of its period takes day
    and place.

    Raises Refusal without any unit, for a host or unit that does not stand on the day, a day before the period begins,
    and where a meeting of the kind is called for that day already.
    """
    known = structure()
    _check(draft, known)
    meeting = Meeting.objects.create(**_fields(draft), state=MeetingState.CALLED, called_at=at, called_by=by)
    Invitation.objects.bulk_create(
        [
            *(Invitation(meeting=meeting, unit_id=unit) for unit in dict.fromkeys(draft.unit_ids)),
            *(Invitation(meeting=meeting, guest=guest) for guest in _guests(draft)),
        ]
    )
    _tell_review(by, at, draft, known)
    note(by=by, at=at, action="open_meeting", object_type="meeting", object_id=meeting.pk, text=meeting.title)
    _notify(by, at, meeting, NoticeKind.MEETING_CALLED, draft.unit_ids)
    return meeting


@transaction.atomic
def correct_meeting(*, by: User | None, at: datetime, meeting_id: int, draft: MeetingDraft) -> Meeting:
    """Call it otherwise until it is closed: another day, place, period, other units. Its scope stays.

    Raises Refusal as `open_meeting` does, for leaving out a unit whose attendance was told, a day that has not come where
    somebody came already, and one that is not before the days of what was concluded.
    """
    meeting, known = held(meeting_id), structure()
    _check(draft, known, meeting)
    _check_move(meeting, draft.on, day_of(at))
    before = [getattr(meeting, name) for name in TOLD_OF]
    _take_from_review(by, at, meeting)
    for name, value in _fields(draft).items():
        setattr(meeting, name, value)
    meeting.save()
    new = _ask_others(meeting, draft, known)
    _tell_review(by, at, draft, known)
    note(by=by, at=at, action="correct_meeting", object_type="meeting", object_id=meeting.pk, text=meeting.title)
    if before != [getattr(meeting, name) for name in TOLD_OF]:
        _notify(by, at, meeting, NoticeKind.MEETING_CHANGED, set(draft.unit_ids) - new)
    _notify(by, at, meeting, NoticeKind.MEETING_CALLED, new)
    return meeting


@transaction.atomic
def withdraw_meeting(*, by: User | None, at: datetime, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off, with a reason. Raises Refusal where something was said there already: that stays."""
    meeting = held(meeting_id)
    if not reason.strip():
        raise Refusal(_NO_REASON)
    came = meeting.invitations.filter(attended=True)
    if any(rows.exists() for rows in (came, meeting.minutes, meeting.conclusions, meeting.steps)):
        raise Refusal(_SPOKEN)
    _take_from_review(by, at, meeting)
    meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, nfc(reason.strip())
    meeting.save(update_fields=["state", "cancelled_because"])
    note(by=by, at=at, action="withdraw_meeting", object_type="meeting", object_id=meeting.pk, text=reason.strip())
    _notify(by, at, meeting, NoticeKind.MEETING_CANCELLED, meeting.invitations.values_list("unit", flat=True))
    return meeting


@transaction.atomic
def close_meeting(*, by: User | None, at: datetime, meeting_id: int) -> Meeting:
    """Close a meeting: what is written of it stands from now on, with the figures as they are known now.

    Raises Refusal while it was not held, somebody's attendance was not told or nobody came, there are no minutes, or an
    earlier open conclusion was not spoken of.
    """
    meeting = held(meeting_id)
    row = meeting_row(meeting_id)
    assert row is not None  # `held` has it
    page = meeting_page(row, meeting.held_on)
    for objection in page.against:
        raise objection
    last = ConclusionStep.objects.order_by("-pk").values_list("pk", flat=True).first()
    meeting.state, meeting.heard_up_to, meeting.closed_seq = MeetingState.CLOSED, last or 0, head().seq
    told = {one.id: one.measured for one in (*page.earlier, *page.own) if one.measured}
    meeting.closed_figures = {str(pk): kept(printed(one.question, one.figure)) for pk, one in told.items()}
    meeting.save(update_fields=["state", "heard_up_to", "closed_seq", "closed_figures"])
    note(by=by, at=at, action="close_meeting", object_type="meeting", object_id=meeting.pk, text=meeting.title)
    return meeting


def _check(draft: MeetingDraft, known: Structure, own: Meeting | None = None) -> None:
    head(hold=True)  # one writer at a time
    day = f"{draft.on:%d/%m/%Y}"
    if (known.cluster(draft.of) if "/" in draft.of else known.unit_within(draft.of, draft.on, draft.on)) is None:
        raise Refusal(_NO_SCOPE, code=draft.of)
    check_meeting(draft)
    units = known.units_of({draft.host_id, *draft.unit_ids}, draft.on)
    for unit_id in (draft.host_id, *draft.unit_ids):
        if unit_id not in units or not units[unit_id].stands_on(draft.on):
            raise Refusal(_NOT_THERE, day=day, name=units[unit_id].name if unit_id in units else str(unit_id))
    others = Meeting.objects.filter(of=draft.of, kind=draft.kind, held_on=draft.on).exclude(
        state=MeetingState.CANCELLED
    )
    if others.exclude(pk=own.pk if own else 0).exists():
        raise Refusal(_TWICE, day=day)


def _check_move(meeting: Meeting, day: date, today: date) -> None:
    """Raise Refusal for a day on which what was written of the meeting cannot be. Where nobody came it is called anew."""
    early = meeting.conclusions.filter(due_on__lte=day).first()
    if early:
        raise Refusal(_DUE_BEFORE, text=early.text, day=f"{early.due_on:%d/%m/%Y}")
    if meeting.state == MeetingState.HELD and day > today:
        if meeting.invitations.filter(attended=True).exists():
            raise Refusal(_CAME, day=f"{meeting.held_on:%d/%m/%Y}")
        meeting.invitations.update(attended=None)
        meeting.state = MeetingState.CALLED


def _fields(draft: MeetingDraft) -> dict[str, object]:
    words = {name: nfc(getattr(draft, name).strip()) for name in WORDS}
    return {"of": draft.of, "kind": draft.kind, "title": nfc(draft.title.strip()), "first_on": draft.first,
            "last_on": draft.last, "held_on": draft.on, "host_id": draft.host_id, "begins": draft.begins,
            "ends": draft.ends, **words}  # fmt: skip


def _guests(draft: MeetingDraft) -> list[str]:
    return list(dict.fromkeys(nfc(guest) for guest in draft.named_guests))


def _ask_others(meeting: Meeting, draft: MeetingDraft, known: Structure) -> set[int]:
    """Invitations as the draft has them; the ids of units that are new."""
    guests, asked = set(_guests(draft)), list(meeting.invitations.all())
    gone = [one for one in asked if (one.unit_id not in draft.unit_ids if one.unit_id else one.guest not in guests)]
    for one in gone:
        if one.attended is not None:
            unit = known.unit_by_id(one.unit_id, draft.on) if one.unit_id else None
            raise Refusal(_TOLD, name=unit.name if unit else one.guest)
    Invitation.objects.filter(pk__in=[one.pk for one in gone]).delete()
    new = [unit for unit in dict.fromkeys(draft.unit_ids) if unit not in {one.unit_id for one in asked}]
    come = [guest for guest in _guests(draft) if guest not in {one.guest for one in asked}]
    Invitation.objects.bulk_create(
        [
            *(Invitation(meeting=meeting, unit_id=unit) for unit in new),
            *(Invitation(meeting=meeting, guest=guest) for guest in come),
        ]
    )
    return set(new)


def _tell_review(by: User | None, at: datetime, draft: MeetingDraft, known: Structure) -> None:
    host = known.unit_by_id(draft.host_id, draft.on)
    called = draft.host_called.strip() or (host.name if host else "")
    gathering = Gathering(draft.on, draft.part_of_day, draft.place.strip(), called, draft.visits_place.strip())
    record_gathering(by=by, at=at, of=draft.of, first=draft.first, last=draft.last, gathering=gathering)


def _take_from_review(by: User | None, at: datetime, meeting: Meeting) -> None:
    """The review of its period speaks of this meeting no more (of another one, it still does)."""
    if gathering_of(meeting.of, Period(meeting.first_on, meeting.last_on)).on == meeting.held_on:
        withdraw_gathering(by=by, at=at, of=meeting.of, first=meeting.first_on, last=meeting.last_on)


def _notify(by: User | None, at: datetime, meeting: Meeting, kind: NoticeKind, units: Collection[int | None]) -> None:
    """People of these units, of a meeting that is still to come."""
    today = day_of(at)
    if meeting.held_on < today:
        return
    people = holders_on([unit for unit in units if unit], [], today) - ({by.pk} if by else set())
    params: dict[str, Param] = {"title": meeting.title, "day": {"day": meeting.held_on.isoformat()}}
    notify(by=by, at=at, to=people, kind=kind, params=params, path=reverse("meeting", args=[meeting.pk]))
