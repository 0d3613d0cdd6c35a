"""What of meetings waits for one person, as rows that the first page asks together with all else that waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from chungtay.meetings.models import Conclusion, ConclusionStep, Invitation, Meeting
from chungtay.meetings.rules.states import ENDED, ConclusionState, MeetingState
from chungtay.organizations.models import Succession, UnitVersion
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import SuccessionKind
from chungtay.submissions.queries.home import COLUMNS, TOLD

from .proposals import callable_scopes

MEETING, CONCLUSION = "meeting", "conclusion"
SOON: Final = timedelta(7)


@dataclass(frozen=True, slots=True)
class MeetingsWaiting:
    """Meetings (number, title, day) that are near or not closed yet; how many open conclusions are overdue, or soon due."""

    meetings: tuple[tuple[int, str, date], ...] = ()
    overdue: int = 0
    soon: int = 0

    def __bool__(self) -> bool:
        return bool(self.meetings or self.overdue or self.soon)


def meeting_rows(seen: Sight) -> tuple[QuerySet[Any, Any], ...]:
    """Rows of COLUMNS: meetings near, to whoever is asked or runs them; not closed, to the latter; conclusions that are due
    soon or overdue, to whoever has them to do or runs their meetings."""
    run, own, until = callable_scopes(seen).keys(), seen.own_units().keys(), seen.on + SOON
    asked = Q(pk__in=Invitation.objects.filter(unit__in=own).values("meeting"), held_on__gte=seen.on, state="called")
    going = Q(of__in=run, state__in=(MeetingState.CALLED, MeetingState.HELD))
    near = Meeting.objects.filter(asked | going, held_on__lte=until).annotate(due=F("held_on"), called=F("title"))
    said = ConclusionStep.objects.filter(conclusion=OuterRef("pk")).order_by("-pk")
    standing = UnitVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gt=seen.on), superseded_in=None)
    edges = Succession.objects.filter(new__in=own, on__lte=seen.on).exclude(kind=SuccessionKind.PART)
    before = edges.exclude(old__versions__in=standing).values("old")
    rows = Conclusion.objects.exclude(meeting__state=MeetingState.CANCELLED).filter(meeting__held_on__lte=seen.on)
    rows = rows.annotate(
        now=Coalesce(Subquery(said.values("state")[:1]), Value(ConclusionState.OPEN.value)), called=Value(""),
        has=Coalesce(Subquery(said.exclude(owner=None).values("owner")[:1]), F("owner"), output_field=BigIntegerField()),
        due=Coalesce(Subquery(said.exclude(due_on=None).values("due_on")[:1]), F("due_on")),
    )  # fmt: skip
    theirs = Q(meeting__of__in=run) | Q(has__in=own) | Q(has__in=before)
    waiting = rows.filter(theirs, due__lte=until).exclude(now__in=ENDED)
    return _row(near, MEETING), _row(waiting, CONCLUSION)


def meetings_waiting(rows: Iterable[tuple[Any, ...]], on: date) -> MeetingsWaiting:
    """What those of the rows say that are of meetings."""
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows if row[0] in (MEETING, CONCLUSION)]
    near = [(row["number"], row["called"], date.fromisoformat(row["due"])) for row in told if row["what"] == MEETING]
    due = [date.fromisoformat(row["due"]) for row in told if row["what"] == CONCLUSION]
    late = sum(day < on for day in due)
    return MeetingsWaiting(tuple(sorted(near, key=lambda one: one[2])), late, len(due) - late)


def _row(rows: QuerySet[Any], what: str) -> QuerySet[Any, Any]:
    """Rows with `called` and `due` as the columns of a round have them."""
    nothing = dict.fromkeys(TOLD.keys() - {"called", "due"}, Value("", CharField()))
    told: QuerySet[Any, Any] = rows.order_by().annotate(
        what=Value(what), number=F("pk"), moment=Cast(Value(None), DateTimeField()), whose=Value(0), **nothing,
        day=Cast("due", CharField()),
    )  # fmt: skip
    return told.values_list(*("day" if name == "due" else name for name in COLUMNS))
