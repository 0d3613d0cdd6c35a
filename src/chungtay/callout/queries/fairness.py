"""How the calls of a period are spread over those who could be called."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from chungtay.callout.models import BloodRequest, Call, CallStep
from chungtay.callout.queries.muster import roll_of
from chungtay.callout.rules.fairness import Fairness, burden, fairness, median_seconds
from chungtay.callout.rules.states import CallState, RequestState, StepKind
from chungtay.organizations.queries import Structure, structure


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """Spread of the calls, calls for each donor by group, seconds to the first yes by the hospital's area (median)."""

    spread: Fairness
    by_group: dict[str, float]
    first_yes_s: dict[str, float]


def fairness_report(
    unit_id: int, first: date, last: date, at: datetime, tree: Structure | None = None
) -> FairnessReport:
    """Over donors of the unit and all below who may be called now, and the calls of a period (days inclusive).

    Nobody is named. Who was stood down was not needed: that call is not counted.
    """
    roll = roll_of(unit_id, at, tree)
    below = (roll.tree or structure()).descendant_ids([unit_id])
    period = (first, last)
    rows = Call.objects.filter(wave__called_at__date__range=period).exclude(state=CallState.STOOD_DOWN)
    called = dict(rows.values_list("donor").annotate(Count("pk")))
    counts: list[int] = []
    by_group: dict[str, list[int]] = defaultdict(list)
    for number, card in roll.muster.cards.items():
        if card.donor.active and card.donor.consents and roll.units[number] in below:
            count, group = called.get(number, 0), card.donor.group
            counts.append(count)
            by_group[f"{group.abo or '?'}{group.rhd or '?'}"].append(count)
    return FairnessReport(fairness(counts), burden(by_group), _first_yes(below, period))


def _first_yes(below: set[int], period: tuple[date, date]) -> dict[str, float]:
    opened = BloodRequest.objects.filter(opened_at__date__range=period).exclude(state=RequestState.MERGED)
    requests = {
        row.pk: row for row in opened.select_related("contact__area") if row.unit_id in below
    }  # fmt: skip
    yes = CallStep.objects.filter(request__in=requests, kind=StepKind.ANSWERED, said__state=CallState.ACCEPTED.value)
    waits: dict[str, list[float]] = defaultdict(list)
    for pk, at in yes.order_by().values_list("request").annotate(Min("taken_at")):
        area = requests[pk].contact.area
        waits[area.name if area else ""].append((at - requests[pk].opened_at).total_seconds())
    return median_seconds(waits)
