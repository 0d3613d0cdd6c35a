"""Donations as they were given; what is inside the interval is kept and flagged, never refused."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import Donation, Donor
from chungtay.blood.queries.donors import health_of
from chungtay.blood.queries.layers import rules_for
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import too_near
from chungtay.kernel.errors import Refusal, gettext_noop

from .days import post_listed

NOT_GIVEN = gettext_noop(
    "Lần hiến máu ngày %(day)s không hợp lý: ngày không được sau hôm nay, thể tích phải lớn hơn 0."
)
NO_REASON = gettext_noop("Cần ghi lý do.")
NUMBER_THERE = gettext_noop("Mã đơn vị máu %(number)s đã ghi cho một lần hiến khác.")


@transaction.atomic
def record_donation(
    *, by: User | None, at: datetime, on: date, donor_id: int, unit_id: int, given_on: date, component: str, ml: int,
    number: str = "", emergency: bool = False, drive_id: int | None = None,
) -> Donation:  # fmt: skip
    """Record on a day what a donor gave (component as the rules name it), at a drive or elsewhere. Raises
    Refusal for a day to come, for no volume, and for a number that is there."""
    if given_on > on or ml <= 0:
        raise Refusal(NOT_GIVEN, day=f"{given_on:%d/%m/%Y}")
    if number and Donation.objects.filter(number=number, withdrawn_because="").exists():
        raise Refusal(NUMBER_THERE, number=number)
    donor = Donor.objects.select_related("person").get(pk=donor_id)
    given, history = Given(given_on, component, ml), health_of([donor])[donor.pk].history
    row = Donation.objects.create(
        donor=donor, unit_id=unit_id, given_on=given_on, component=component, ml=ml, number=number, emergency=emergency,
        drive_id=drive_id, flagged=too_near(history, given, rules_for(unit_id, given_on)) is not None, entered_at=at, entered_by=by,
    )  # fmt: skip
    Donor.objects.filter(pk=donor_id).update(changed_at=at)
    audit.note(by=by, at=at, action="record_donation", object_type="donor", object_id=donor_id)
    return row


@transaction.atomic
def withdraw_donation(*, by: User | None, at: datetime, donation_id: int, reason: str) -> None:
    """A donation that was recorded wrongly counts no longer; its row stays with the reason, and the day that lists tell of
    counts one less in the ledger. Again changes nothing.

    Raises Refusal without a reason.
    """
    if not reason.strip():
        raise Refusal(NO_REASON)
    donors = Donor.objects.select_for_update(of=("self",))  # held before the donation, as everywhere
    donor = donors.filter(donations=donation_id).first()
    row = Donation.objects.select_for_update().get(pk=donation_id)
    if row.withdrawn_because:
        return
    row.withdrawn_because = reason
    row.save(update_fields=["withdrawn_because"])
    if donor:
        Donor.objects.filter(pk=donor.pk).update(changed_at=at)
    if row.source and row.drive_id is None:
        post_listed(by=by, at=at, unit_id=row.unit_id, days={row.given_on})
    audit.note(by=by, at=at, action="withdraw_donation", object_type="donation", object_id=donation_id)
