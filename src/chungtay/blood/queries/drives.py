"""Drives: of units, on a day, and how far those who signed up have come."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from chungtay.blood.models import Donation, Drive, DriveResult, SignUp
from chungtay.blood.rules.results import funnel_of
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.bloodrules.rules.funnel import Funnel
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
    """What was kept one by one."""
    return kept_of(drive.sign_ups.all(), drive.donations.filter(withdrawn_because=""))


def kept_of(rows: Iterable[SignUp], given: Iterable[Donation]) -> Funnel:
    """A drive's sign-ups and donations, read already. Who gave came all the way, whatever the sign-up says, and also
    without one (from a blood centre's list); bags are those of whole blood."""
    donations = list(given)
    gave = {one.donor_id for one in donations if one.donor_id}
    signed = {row.donor_id: row.state for row in rows}
    states = [SignUpState.DONATED if donor in gave else state for donor, state in signed.items()]
    states += [SignUpState.DONATED for one in donations if one.donor_id not in signed]
    return funnel_of(states, Counter(one.ml for one in donations if one.component == WHOLE_BLOOD))


def told_funnel(result: DriveResult) -> Funnel:
    """A result as it was told."""
    bags = {int(ml): int(number) for ml, number in result.bags.items()}
    return Funnel(result.registered, result.came, result.eligible, result.donated, bags)
