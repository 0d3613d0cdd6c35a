"""Donations as blood centres list them: many at once, taken back as a whole, linked to donors."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import Donation, Donor, Drive, DriveResult
from chungtay.blood.queries.layers import rules_for
from chungtay.blood.rules.given import GivenBag
from chungtay.blood.rules.states import DriveState
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import too_near
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop

from .donations import NO_REASON, NOT_GIVEN, NUMBER_THERE
from .drives import withdraw_posted
from .enrolling import standing_donor

LINKED = gettext_noop("Lần hiến này đã gắn với một người hiến, hoặc đã rút.")
SAME_DAY = gettext_noop("Người hiến %(id)s đã có một lần hiến ngày %(day)s: rút một trong hai, rồi mới gắn được.")


@transaction.atomic
def record_donations(
    *, by: User | None, at: datetime, on: date, unit_id: int, given: Sequence[GivenBag], source: str
) -> list[Donation]:
    """Record many at once, all or nothing, in the order given; inside the interval: kept and flagged.

    Raises Refusal as `record_donation`, with `index`, the place of the one that is refused.
    """
    audit.note(
        by=by, at=at, action="record_donations", object_type="unit", object_id=unit_id, text=f"{source}: {len(given)}"
    )
    numbers = [bag.number for bag in given if bag.number]
    there = set(Donation.objects.filter(number__in=numbers, withdrawn_because="").values_list("number", flat=True)) | {
        number for number, count in Counter(numbers).items() if count > 1
    }
    donors = {bag.donor_id for bag in given if bag.donor_id}
    history, rules, rows = _history(donors), rules_for(unit_id, on), []
    for index, bag in enumerate(given):
        if bag.given_on > on or bag.ml <= 0:
            raise Refusal(NOT_GIVEN, day=day_written(bag.given_on), index=index)
        if bag.number in there:
            raise Refusal(NUMBER_THERE, number=bag.number, index=index)
        one = Given(bag.given_on, bag.component, bag.ml)
        before = history[bag.donor_id] if bag.donor_id else []
        rows.append(
            Donation(
                donor_id=bag.donor_id, unit_id=unit_id, given_on=bag.given_on, component=bag.component, ml=bag.ml,
                number=bag.number, flagged=too_near(before, one, rules) is not None, source=source, entered_at=at,
                entered_by=by,
            )
        )  # fmt: skip
        before.append(one)
    Donor.objects.filter(pk__in=donors).update(changed_at=at)
    return Donation.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def withdraw_donations(*, by: User | None, at: datetime, source: str, reason: str) -> list[Donation]:
    """Take back what stands of one source, all of it; the rows stay with the reason. Returns them.

    Raises Refusal without a reason.
    """
    if not reason.strip():
        raise Refusal(NO_REASON)
    audit.note(by=by, at=at, action="withdraw_donations", object_type="donation", object_id=source)
    rows = list(Donation.objects.select_for_update().filter(source=source, withdrawn_because=""))
    Donation.objects.filter(source=source, withdrawn_because="").update(withdrawn_because=reason)
    Donor.objects.filter(pk__in={row.donor_id for row in rows if row.donor_id}).update(changed_at=at)
    return rows


@transaction.atomic
def link_donation(*, by: User | None, at: datetime, donation_id: int, donor_id: int) -> Donation:
    """Say who gave what came from a list without a donor. Raises Refusal where that is known already, for a donor who is
    gone, and for one of whom a donation of that day stands."""
    donor = standing_donor(donor_id)
    row = Donation.objects.select_for_update().get(pk=donation_id)
    if row.donor_id is not None or row.withdrawn_because:
        raise Refusal(LINKED)
    if donor.donations.filter(given_on=row.given_on, withdrawn_because="").exists():
        raise Refusal(SAME_DAY, id=donor_id, day=day_written(row.given_on))
    one = Given(row.given_on, row.component, row.ml)
    near = too_near(_history([donor_id])[donor_id], one, rules_for(row.unit_id, row.given_on))
    row.donor, row.flagged = donor, near is not None
    row.save(update_fields=["donor", "flagged"])
    Donor.objects.filter(pk=donor_id).update(changed_at=at)
    audit.note(by=by, at=at, action="link_donation", object_type="donor", object_id=donor_id, text=f"#{row.pk}")
    return row


@transaction.atomic
def assign_donation_numbers(*, by: User | None, at: datetime, numbers: Mapping[int, str]) -> None:
    """The centre's numbers of donations that had none, by id; an empty one is taken away again."""
    for donation_id, number in numbers.items():
        Donation.objects.filter(pk=donation_id).update(number=number)
    if numbers:
        audit.note(by=by, at=at, action="assign_donation_numbers", object_type="donation", object_id=len(numbers))


@transaction.atomic
def withdraw_result(*, by: User | None, at: datetime, drive_id: int, reason: str) -> None:
    """A drive has no result any more: what the ledger holds of it is withdrawn. Raises Refusal without a reason."""
    if not reason.strip():
        raise Refusal(NO_REASON)
    drive = Drive.objects.select_for_update().get(pk=drive_id)
    withdraw_posted(by=by, at=at, drive=drive, reason=reason)
    DriveResult.objects.filter(drive=drive).delete()
    Drive.objects.filter(pk=drive_id, state=DriveState.REPORTED).update(state=DriveState.HELD)
    audit.note(by=by, at=at, action="withdraw_result", object_type="drive", object_id=drive_id, text=reason)


def _history(donor_ids: Collection[int]) -> dict[int, list[Given]]:
    found: dict[int, list[Given]] = defaultdict(list)
    rows = Donation.objects.filter(donor__in=donor_ids, withdrawn_because="")
    for donor_id, day, component, ml in rows.values_list("donor", "given_on", "component", "ml"):
        found[donor_id].append(Given(day, component, ml))
    return found
