"""Donors entered, their health recorded, their rest kept."""

import secrets
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.formats.health import HealthFacts, health_bytes
from chungtay.blood.models import Donor
from chungtay.blood.queries.donors import facts_of, health_keys
from chungtay.bloodrules.rules.groups import settled
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed

NO_DONOR = gettext_noop("Không có người hiến máu mã %(id)s.")


@transaction.atomic
def add_donor(
    *, by: User | None, at: datetime, person_id: int, unit_id: int, health: HealthFacts, night_ok: bool = False
) -> Donor:
    """Enrol a person as a donor of a unit; one who is a donor already stays as entered and is returned."""
    donor, new = Donor.objects.get_or_create(
        person_id=person_id,
        defaults={
            "unit_id": unit_id, "token": secrets.token_urlsafe(16), "night_ok": night_ok, "entered_at": at,
            "entered_by": by, "changed_at": at,
        },
    )  # fmt: skip
    if new:
        _seal(donor, health, at)
        audit.note(by=by, at=at, action="add_donor", object_type="donor", object_id=donor.pk)
    return donor


@transaction.atomic
def record_health(
    *, by: User | None, at: datetime, donor_id: int, health: HealthFacts, reason: str = ""
) -> Donor:  # fmt: skip
    """Put other facts in the place of what is kept of a donor's health; a typed group is not replaced by what is said.

    Raises Refusal where there is no such donor, and for another typing of the group without a reason.
    """
    donor = _donor(donor_id)
    group = settled(facts_of([donor])[donor.pk].typed, health.typed, reason)
    _seal(donor, health.with_group(group), at)
    audit.note(by=by, at=at, action="record_health", object_type="donor", object_id=donor.pk)
    return donor


@transaction.atomic
def undo_health(*, by: User | None, at: datetime, donor_id: int, health: HealthFacts) -> Donor:
    """Put back the facts that stood before something was recorded by mistake, a typed group too."""
    donor = _donor(donor_id)
    _seal(donor, health, at)
    audit.note(by=by, at=at, action="undo_health", object_type="donor", object_id=donor.pk)
    return donor


@transaction.atomic
def pause_donor(*, by: User | None, at: datetime, donor_id: int, until_on: date) -> Donor:
    """Do not ask the donor before a day; an earlier day than the one that is kept changes nothing."""
    donor = _donor(donor_id)
    if donor.returns_on is None or donor.returns_on < until_on:
        donor.returns_on, donor.changed_at = until_on, at
        donor.save(update_fields=["returns_on", "changed_at"])
        audit.note(by=by, at=at, action="pause_donor", object_type="donor", object_id=donor.pk)
    return donor


def _donor(donor_id: int) -> Donor:
    donor = Donor.objects.select_for_update().filter(pk=donor_id).first()
    if donor is None:
        raise Refusal(NO_DONOR, id=donor_id)
    return donor


def _seal(donor: Donor, health: HealthFacts, at: datetime) -> None:
    donor.health = sealed(health_bytes(health), keys=health_keys(), bound_to=f"donor:{donor.pk}")
    donor.changed_at = at
    donor.save(update_fields=["health", "changed_at"])
