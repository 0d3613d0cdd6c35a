"""What of periodic reports waits for one person, as rows that the first page asks together with all else that waits."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from chungtay.organizations.queries import Sight, Structure
from chungtay.organizations.rules import Permission, roles_with
from chungtay.submissions.models import ReportRound, ReportType, Submission
from chungtay.submissions.rules.states import SubmissionState

from .calendar import live_rounds
from .owing import owes
from .submissions import STANDING

DUE, FINAL, TO_ACCEPT = "due", "final", "to_accept"
SOON: Final = timedelta(7)  # a report is spoken of from its cut-off day on, or so long before it is due
LONG_AGO: Final = timedelta(366)  # after its due day it is history, which the calendar keeps
TOLD: Final = {  # of a round, all as text
    "begun": "state", "first": "first_on", "last": "last_on", "due": "due_on", "asker": "type__unit_id",
    "owed": "type__owed_by", "of_kinds": "type__kinds", "called": "title", "type_name": "type__name",
}  # fmt: skip
COLUMNS: Final = ("what", "number", "moment", "whose", *TOLD)  # how its kind is called; a number, and whose it is
_NO_MOMENT: Final = Cast(Value(None), DateTimeField())
MOST_UNITS: Final = 8  # of own units that are looked at


@dataclass(frozen=True, slots=True)
class DueSoon:
    """A round that a unit owes and has not handed in, or of which it owes the final figures (`final`), with the day by which
    they are due; `state` of what it has begun, else empty."""

    round: ReportRound
    unit_id: int
    state: str
    final: bool

    @property
    def returned(self) -> bool:
        """Was it sent back?"""
        return self.state == SubmissionState.RETURNED


def receiving_units(seen: Sight) -> frozenset[int]:
    """The units in which the person has a role that approves: what they ask for comes to them."""
    able = roles_with(Permission.APPROVE)
    return frozenset(role.unit_id for role in seen.roles if role.unit_id and role.role in able)


def home_rows(own: Collection[int], receiving: Collection[int], on: date, known: Structure) -> list[QuerySet[Any, Any]]:
    """Rows of COLUMNS: what own units are about to owe, what waits to be accepted at the receiving ones."""
    found: list[QuerySet[Any, Any]] = [_due(unit, on, known) for unit in sorted(own)[:MOST_UNITS]]
    if receiving:
        rows = submitted_to(receiving).order_by().annotate(what=Value(TO_ACCEPT), number=F("pk"), whose=F("unit_id"))
        fields = {name: field if field == "state" else f"round__{field}" for name, field in TOLD.items()}
        told = {name: Cast(field, CharField()) for name, field in fields.items()}
        found.append(rows.annotate(moment=_NO_MOMENT, **told).values_list(*COLUMNS))
    return found


def submitted_to(receiving: Collection[int]) -> QuerySet[Submission]:
    """Reports that were sent to these units and wait to be accepted, of whatever year; also of units that owe them no more."""
    rows = Submission.objects.filter(state=SubmissionState.SUBMITTED, round__type__unit__in=receiving)
    return rows.filter(round__withdrawn_because="").select_related("round__type").order_by("submitted_at", "pk")


def padded(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Rows of another kind, with nothing in the columns of a round."""
    found: QuerySet[Any, Any] = rows.annotate(**dict.fromkeys(TOLD, Value("", CharField())))
    return found.values_list(*COLUMNS)


def _due(unit: int, on: date, known: Structure) -> QuerySet[Any, Any]:
    """What is still to come: a report of which nothing stands, final figures of which only an accepted estimate does."""
    above = {path.ancestor_id for path in known.above(unit) if path.depth}
    own = Submission.objects.filter(round=OuterRef("pk"), unit=unit)
    given, enough = Exists(own.filter(state__in=STANDING)), Q(state=SubmissionState.SUBMITTED) | Q(estimate=False)
    spoken_of = Q(cutoff_on__lte=on) | Q(due_on__lte=on + SOON)
    nothing = Q(spoken_of, ~given, first_on__lte=on, due_on__gte=on - LONG_AGO)
    more = ~Exists(own.filter(enough, state__in=STANDING))
    estimate = Q(given, more, last_on__lt=on, final_due_on__gte=on - LONG_AGO)
    rows = live_rounds().filter(nothing | estimate, type__unit__in=above).select_related(None).order_by()
    due = Case(When(estimate, then="final_due_on"), default="due_on")
    state = Coalesce(Subquery(own.order_by("-revision").values("state")[:1]), Value(""))
    told = {name: Cast({"state": state, "due_on": due}.get(field, field), CharField()) for name, field in TOLD.items()}
    what = Case(When(estimate, then=Value(FINAL)), default=Value(DUE))
    numbered = rows.annotate(what=what, number=F("pk"), moment=_NO_MOMENT, whose=Value(unit), **told)
    return numbered.values_list(*COLUMNS)


def due_soon(rows: Iterable[tuple[Any, ...]], known: Structure) -> list[DueSoon]:
    """Of the rows what own units owe: what was sent back first, then by due day."""
    owed = _owed((row for row in rows if row[0] in (DUE, FINAL)), known)
    return sorted(owed, key=lambda one: (not one.returned, one.round.due_on, one.round.pk, one.unit_id))


def to_accept(rows: Iterable[tuple[Any, ...]], known: Structure) -> int:
    """Of the rows how many reports wait to be accepted, of units that owe them."""
    return len(_owed((row for row in rows if row[0] == TO_ACCEPT), known))


def _owed(rows: Iterable[tuple[Any, ...]], known: Structure) -> list[DueSoon]:
    return [one for one in map(_read, rows) if owes(one.round, one.unit_id, known)]


def _read(row: Sequence[Any]) -> DueSoon:
    what, pk, _moment, unit_id, state, first, last, due, asker, owed_by, kinds, title, name = row
    days = [date.fromisoformat(day) for day in (first, last, due)]
    kind = ReportType(unit_id=int(asker), name=name, owed_by=owed_by, kinds=json.loads(kinds))
    one = ReportRound(pk=pk, type=kind, title=title, first_on=days[0], last_on=days[1], due_on=days[2])
    return DueSoon(one, unit_id, state, final=what == FINAL)
