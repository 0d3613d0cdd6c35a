"""Who is not called for a request, and why: worked out when somebody asks."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value

from chungtay.accounts.models import User
from chungtay.blood.models import Donor
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.callout.models import BloodRequest, Duty
from chungtay.callout.queries import ExcludedDonor, against, back_again, roll_of
from chungtay.callout.queries.duties import local_time, units_above
from chungtay.callout.rules.states import Tier
from chungtay.callout.rules.tiers import called_in
from chungtay.organizations.queries import Structure

PAGE = 50
_CALL, _DUTY = "call", "duty"


@dataclass(frozen=True, slots=True)
class ExcludedPage:
    """How many donors of the province each reason keeps from being called; those of one's own units, page by page.
    `on_duty`: whoever asks is; `donors` of the lines by number, with their persons."""

    tier: Tier
    asked: int
    excluded: int
    counts: tuple[tuple[ExclusionReason, int], ...]
    lines: tuple[ExcludedDonor, ...]
    donors: dict[int, Donor]
    on_duty: bool
    found: int
    page: int
    pages: int


def excluded_page(
    request: BloodRequest, user: User, at: datetime, tree: Structure, units: Collection[int],
    reason: ExclusionReason | None, page: int,
) -> ExcludedPage:  # fmt: skip
    """Of everybody who was not called for the request, in its present tier; `reason`: those alone with this one."""
    roll, (called, on_duty) = roll_of(request.unit_id, at, tree), _called_and_duty(request, user, at, tree)
    tier = called_in(Tier(request.tier))
    rest = [number for number in roll.muster.cards if number not in called]
    found = against(request, roll, at, tier, rest)
    counts = Counter(why for _number, reasons in found for why in reasons)
    own = [(n, reasons) for n, reasons in found if roll.units[n] in units and (reason is None or reason in reasons)]
    pages = max(1, -(-len(own) // PAGE))
    page = min(max(page, 1), pages)
    listed = own[(page - 1) * PAGE : page * PAGE]
    donors = Donor.objects.select_related("person").in_bulk([number for number, _reasons in listed])
    pauses = {pk: donor.returns_on for pk, donor in donors.items() if donor.active}
    return ExcludedPage(
        tier, len(rest), len(found), tuple((why, counts[why]) for why in ExclusionReason if counts[why]),
        tuple(back_again(request, roll, at, listed, pauses)), donors, on_duty, len(own), page, pages,
    )  # fmt: skip


def _called_and_duty(request: BloodRequest, user: User, at: datetime, tree: Structure) -> tuple[set[int], bool]:
    """Who was called already, and whether the person is on duty for the request: one question."""
    calls = request.calls.order_by().annotate(what=Value(_CALL), number=F("donor")).values_list("what", "number")
    duties = Duty.objects.filter(user=user, from_at__lte=at, until_at__gt=at).annotate(
        what=Value(_DUTY), number=F("unit")
    )
    rows = list(calls.union(duties.values_list("what", "number"), all=True))
    above = units_above(request.unit_id, local_time(at).date(), tree)
    on_duty = any(what == _DUTY and number in above for what, number in rows)
    return {number for what, number in rows if what == _CALL}, on_duty
