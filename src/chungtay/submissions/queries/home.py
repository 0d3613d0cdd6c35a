"""What of periodic reports waits for one person, as rows that the first page asks together with all else that waits."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from chungtay.organizations.queries import Structure
from chungtay.submissions.models import ReportRound, ReportType, Submission
from chungtay.submissions.rules.states import SubmissionState

from .calendar import live_rounds
from .owing import owes
from .submissions import STANDING

DUE, TO_ACCEPT = "due", "to_accept"
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
    """A round that a unit owes and has not handed in; `state` of what it has begun, else empty."""

    round: ReportRound
    unit_id: int
    state: str

    @property
    def returned(self) -> bool:
        """Was it sent back?"""
        return self.state == SubmissionState.RETURNED


def home_rows(own: Collection[int], receiving: Collection[int], on: date, known: Structure) -> list[QuerySet[Any, Any]]:
    """Rows of COLUMNS: what own units are about to owe, how many reports wait at the receiving ones."""
    found: list[QuerySet[Any, Any]] = [_due(unit, on, known) for unit in sorted(own)[:MOST_UNITS]]
    if receiving:
        rows = Submission.objects.filter(
            state=SubmissionState.SUBMITTED, round__withdrawn_because="", round__type__unit__in=receiving
        )
        counted = rows.order_by().values(whose=F("round__type__unit_id")).annotate(number=Count("pk"))
        found.append(padded(counted.annotate(what=Value(TO_ACCEPT), moment=_NO_MOMENT)))
    return found


def padded(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Rows of another kind, with nothing in the columns of a round."""
    found: QuerySet[Any, Any] = rows.annotate(**dict.fromkeys(TOLD, Value("", CharField())))
    return found.values_list(*COLUMNS)


def _due(unit: int, on: date, known: Structure) -> QuerySet[Any, Any]:
    above = {path.ancestor_id for path in known.above(unit) if path.depth}
    own = Submission.objects.filter(round=OuterRef("pk"), unit=unit)
    rows = live_rounds().filter(type__unit__in=above, first_on__lte=on, due_on__gte=on - LONG_AGO)
    rows = rows.filter(Q(cutoff_on__lte=on) | Q(due_on__lte=on + SOON))
    state = Coalesce(Subquery(own.order_by("-revision").values("state")[:1]), Value(""))
    told = {name: Cast(state if field == "state" else field, CharField()) for name, field in TOLD.items()}
    open_ = rows.select_related(None).exclude(Exists(own.filter(state__in=STANDING))).order_by()
    numbered = open_.annotate(what=Value(DUE), number=F("pk"), moment=_NO_MOMENT, whose=Value(unit), **told)
    return numbered.values_list(*COLUMNS)


def due_soon(rows: Iterable[tuple[Any, ...]], known: Structure) -> list[DueSoon]:
    """Of the rows what own units owe: what was sent back first, then by due day."""
    found = [_read(number, unit, told) for what, number, _moment, unit, *told in rows if what == DUE]
    owed = [one for one in found if owes(one.round, one.unit_id, known)]
    return sorted(owed, key=lambda one: (not one.returned, one.round.due_on, one.round.pk, one.unit_id))


def to_accept(rows: Iterable[tuple[Any, ...]]) -> int:
    """Of the rows how many reports wait to be accepted."""
    return sum(number for what, number, *_ in rows if what == TO_ACCEPT)


def _read(pk: int, unit_id: int, told: Sequence[str]) -> DueSoon:
    state, first, last, due, asker, owed_by, kinds, title, name = told
    days = [date.fromisoformat(day) for day in (first, last, due)]
    kind = ReportType(unit_id=int(asker), name=name, owed_by=owed_by, kinds=json.loads(kinds))
    one = ReportRound(pk=pk, type=kind, title=title, first_on=days[0], last_on=days[1], due_on=days[2])
    return DueSoon(one, unit_id, state)
