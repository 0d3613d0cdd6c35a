"""Opinions that somebody may read and decide on, and how many wait."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, F, Min, QuerySet, Value

from chungtay.opinions.models import Opinion
from chungtay.opinions.rules.states import MODERATED_BY, OpinionState
from chungtay.organizations.queries import Everyone, Sight
from chungtay.submissions.queries.home import padded

_OPINION: Final = "opinion"


def opinions_for(seen: Sight) -> QuerySet[Opinion] | None:
    """What lies with the units whose portal the person edits or publishes; None for whom there is none."""
    units = [seen.units(permission) for permission in MODERATED_BY]
    if not any(units):
        return None
    rows = Opinion.objects.filter(erased_at=None)
    if any(isinstance(found, Everyone) for found in units):
        return rows
    return rows.filter(unit__in=frozenset().union(*units))


def waiting_counts(rows: QuerySet[Opinion]) -> Counter[str]:
    """How many there are in each state."""
    return Counter(dict(rows.order_by().values_list("state").annotate(number=Count("pk"))))


def opinion_rows(seen: Sight) -> list[QuerySet[Any, Any]]:
    """Rows of COLUMNS of the first page: for each unit how many wait."""
    rows = opinions_for(seen)
    if rows is None:
        return []
    waiting = rows.filter(state=OpinionState.WAITING).order_by().values("unit_id")
    told = waiting.annotate(what=Value(_OPINION), number=Count("pk"), moment=Min("sent_at"), whose=F("unit_id"))
    return [padded(told)]


def opinions_asked(rows: Iterable[tuple[Any, ...]]) -> int:
    """Of the rows: how many opinions wait."""
    return sum(number for what, number, *_ in rows if what == _OPINION)
