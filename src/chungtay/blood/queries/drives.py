"""Drives: of units, on a day, and how far those who signed up have come."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from chungtay.blood.models import Drive, DriveResult
from chungtay.blood.rules.results import Funnel, funnel_of
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.organizations.queries import Everyone

WHOLE_BLOOD = "WB"


def drives_of(units: Collection[int]) -> QuerySet[Drive]:
    """The drives of units, the latest first."""
    rows = Drive.objects.select_related("campaign")
    return rows if isinstance(units, Everyone) else rows.filter(unit__in=units)


def drive_on(unit_id: int, day: date) -> Drive | None:
    """A unit's drive of a day, not called off; of several the one that was entered first."""
    return Drive.objects.filter(unit=unit_id, held_on=day).exclude(state=DriveState.CANCELLED).order_by("pk").first()


def kept_funnel(drive: Drive) -> Funnel:
    """What was kept one by one. Who gave came all the way, whatever the sign-up says, and also without one (from a blood
    centre's list); bags are those of whole blood."""
    given = list(drive.donations.filter(withdrawn_because="").values_list("donor", "component", "ml"))
    gave = {donor for donor, _component, _ml in given if donor}
    signed = dict(drive.sign_ups.values_list("donor", "state"))
    states = [SignUpState.DONATED if donor in gave else state for donor, state in signed.items()]
    states += [SignUpState.DONATED for donor, _component, _ml in given if donor not in signed]
    bags = Counter(ml for _donor, component, ml in given if component == WHOLE_BLOOD)
    return funnel_of(states, bags)


def told_funnel(result: DriveResult) -> Funnel:
    """A result as it was told."""
    bags = {int(ml): int(number) for ml, number in result.bags.items()}
    return Funnel(result.registered, result.came, result.eligible, result.donated, bags)
