"""All that lies on the table of one meeting, in few questions: the page, the papers and the minutes read it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, DateTimeField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from chungtay.aid.models import Delivery
from chungtay.aid.rules import DeliveryState, Work
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.models import Entry
from chungtay.meetings.models import AgendaItem, Invitation, Meeting, MemberPaper, Minutes
from chungtay.meetings.rules.drafts import AgendaDraft
from chungtay.meetings.rules.following import objections
from chungtay.meetings.rules.states import MeetingState
from chungtay.organizations.queries import Structure, UnitOn, structure

from .following import Followed, followed, scopes_before, unspoken, with_figures
from .meetings import scope_name


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit or guest that is asked; `attended` None: nobody has said yet."""

    id: int
    unit: UnitOn | None
    name: str
    delegates: str
    note: str
    attended: bool | None


@dataclass(frozen=True, slots=True)
class PaperOf:
    """The latest version of a member's own paper."""

    unit: UnitOn
    title: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """Households that a unit visited on the day: a delivery, and the entry of its record."""

    seq: int
    unit: UnitOn
    title: str
    households: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with its table. `earlier`: conclusions of meetings before it, of which it speaks; `own`: what it concludes.

    `minutes` by part, `minutes_id` their version (0: none); `against`: why it cannot be closed yet.
    """

    meeting: Meeting
    scope: str
    host: UnitOn
    asked: tuple[Asked, ...]
    agenda: tuple[AgendaDraft, ...]
    papers: tuple[PaperOf, ...]
    minutes: Mapping[str, str]
    minutes_id: int
    earlier: tuple[Followed, ...]
    own: tuple[Followed, ...]
    on: date
    against: tuple[Refusal, ...]

    @property
    def period(self) -> Period:
        """The days that it looks back on."""
        return Period(self.meeting.first_on, self.meeting.last_on)

    @property
    def units(self) -> list[UnitOn]:
        """The units that are asked."""
        return [one.unit for one in self.asked if one.unit]

    @property
    def came(self) -> int:
        """How many of the units that are asked came."""
        return sum(1 for one in self.asked if one.unit and one.attended)

    @property
    def stands(self) -> bool:
        """May nothing of it be changed any more?"""
        return self.meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED)


def meeting_row(pk: int) -> Meeting | None:
    """One meeting, with the latest minutes (`minutes_now`, `minutes_words`) and the day of the last that was closed
    before it (`closed_before`)."""
    latest = Minutes.objects.filter(meeting=OuterRef("pk")).order_by("-pk")
    before = Meeting.objects.filter(of=OuterRef("of"), state=MeetingState.CLOSED, held_on__lt=OuterRef("held_on"))
    return (
        Meeting.objects.filter(pk=pk)
        .annotate(
            minutes_now=Subquery(latest.values("pk")[:1]),
            minutes_words=Subquery(latest.values("words")[:1]),
            closed_before=Subquery(before.order_by("-held_on").values("held_on")[:1]),
        )
        .first()
    )


def meeting_page(
    meeting: Meeting, today: date, known: Structure | None = None, *, followed_up: bool = True, counted: bool = True
) -> MeetingPage:
    """What lies on its table on a day; a meeting of the past as on its own day, a closed one with the figures as they were
    known at its closing. `meeting` as `meeting_row` reads it; `followed_up`: with conclusions, `counted`: with
    their figures."""
    known, on = known or structure(), min(today, meeting.held_on)
    asked, agenda, papers = _table(meeting, known)
    scopes = [meeting.of, *scopes_before(meeting.of, meeting.held_on, known)] if followed_up else []
    lines = followed(scopes, on, known, heard=meeting) if followed_up else []
    open_here = unspoken(lines, meeting)
    told = [one for one in lines if one.meeting_id == meeting.pk or _is_told(one, meeting, open_here)]
    shown = with_figures(told, known, meeting) if counted else told
    host = known.unit_by_id(meeting.host_id, meeting.held_on)
    words = getattr(meeting, "minutes_words", None) or {}
    assert host is not None  # a foreign key
    against = objections(
        held=meeting.state == MeetingState.HELD, untold=[one.name for one in asked if one.attended is None],
        came=any(one.attended and one.unit for one in asked), minutes=any(words.values()),
        unspoken=[one.text for one in open_here],
    )  # fmt: skip
    return MeetingPage(
        meeting=meeting, scope=scope_name(meeting.of, meeting.held_on, known), host=host, asked=asked, agenda=agenda,
        papers=papers, minutes=words, minutes_id=getattr(meeting, "minutes_now", None) or 0,
        earlier=tuple(one for one in shown if one.meeting_id != meeting.pk),
        own=tuple(one for one in shown if one.meeting_id == meeting.pk),
        on=on, against=tuple(against),
    )  # fmt: skip


def _is_told(one: Followed, meeting: Meeting, open_here: list[Followed]) -> bool:
    """Does the meeting speak of a conclusion of an earlier one: is it open, was it spoken of here, or has it ended since
    the meeting before?"""
    if not one.is_before(meeting):
        return False
    if one.said_at(meeting.pk) or (one in open_here and meeting.state != MeetingState.CLOSED):
        return True
    if one.stands.is_open or one.steps[-1].meeting_id is not None:
        return False
    before: date | None = getattr(meeting, "closed_before", None)
    ended = day_of(one.steps[-1].at)
    heard = [one.concluded_on, *(step.said_on for step in one.steps if step.said_on)]
    return before is None or max(ended, *heard) >= before


def _table(
    meeting: Meeting, known: Structure
) -> tuple[tuple[Asked, ...], tuple[AgendaDraft, ...], tuple[PaperOf, ...]]:
    """Who is asked, the programme, members' papers: one question."""
    nobody, never = Cast(Value(None), IntegerField()), Cast(Value(None), DateTimeField())
    unsaid, here = Cast(Value(None), BooleanField()), {"meeting": meeting.pk}
    parts: list[QuerySet[Any, Any]] = [
        Invitation.objects.filter(**here).order_by().values_list(
            Value("asked"), "pk", "unit", "guest", "delegates", "note", nobody, "attended", never),
        AgendaItem.objects.filter(**here).order_by().values_list(
            Value("point"), "position", nobody, "title", "presenter", Value(""), "minutes", unsaid, never),
        MemberPaper.objects.filter(**here).order_by().values_list(
            Value("paper"), "pk", "unit", "title", "text", Value(""), nobody, unsaid, "written_at"),
    ]  # fmt: skip
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[1])
    units = known.units_of({row[2] for row in rows if row[2]}, meeting.held_on)
    asked = [Asked(pk, units.get(unit or 0), units[unit].name if unit else guest, delegates, note, attended)
             for kind, pk, unit, guest, delegates, note, _, attended, _ in rows if kind == "asked"]  # fmt: skip
    agenda = [AgendaDraft(row[3], row[4], row[6]) for row in rows if row[0] == "point"]
    latest = {row[2]: PaperOf(units[row[2]], row[3], row[4], row[8]) for row in rows if row[0] == "paper"}
    return tuple(asked), tuple(agenda), tuple(paper for paper in latest.values() if paper.text)


def visits_of(day: date, unit_ids: set[int], known: Structure) -> tuple[Visit, ...]:
    """Visits to households on a day by these units and all below them, as the review counts them."""
    if not unit_ids:
        return ()
    title = Subquery(Entry.objects.filter(pk=OuterRef("entry_seq")).values("title")[:1])
    rows = list(
        Delivery.objects.filter(state=DeliveryState.STANDING, work=Work.VISIT, occurred_on=day)
        .order_by("entry_seq")
        .values_list("entry_seq", "unit", Coalesce(title, Value("")), Coalesce(F("households"), 0))
    )
    inside = known.descendant_ids(unit_ids)
    units = known.units_of({unit for _, unit, _, _ in rows}, day)
    return tuple(Visit(seq, units[unit], said, count) for seq, unit, said, count in rows if unit in inside)
