"""What a donor does by the own page, whose address is a random token: consents, an own wish to be erased, a new address."""

import secrets
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import Donor
from chungtay.people import actions as people
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose


def new_token() -> str:
    """128 random bits as 22 letters."""
    return secrets.token_urlsafe(16)


@transaction.atomic
def record_donor_consent(
    *, by: User | None, at: datetime, donor_id: int, purpose: ConsentPurpose, proof: ConsentProof, text: str,
    note: str = "",
) -> None:  # fmt: skip
    """The donor says yes to a purpose; `by` None: by the own page."""
    donor = Donor.objects.select_for_update().get(pk=donor_id)
    people.record_consent(by=by, at=at, person_id=donor.person_id, purpose=purpose, proof=proof, text=text, note=note)
    _changed(donor, at)


@transaction.atomic
def withdraw_donor_consent(
    *, by: User | None, at: datetime, donor_id: int, purposes: tuple[ConsentPurpose, ...]
) -> None:
    """What stands for these purposes ends at once; said twice, nothing more happens."""
    donor = Donor.objects.select_for_update().get(pk=donor_id)
    for purpose in purposes:
        people.withdraw_consent(by=by, at=at, person_id=donor.person_id, purpose=purpose)
    _changed(donor, at)


@transaction.atomic
def ask_erasure(*, by: User | None, at: datetime, donor_id: int) -> None:
    """The donor wants everything erased: nobody calls or writes any more from now on, a coordinator erases.

    Not at once, because whoever got hold of the link could do it in the donor's name, and nothing brings it back.
    """
    donor = Donor.objects.select_for_update().get(pk=donor_id)
    if donor.erasure_asked_at is None:
        contact = tuple(purpose for purpose in ConsentPurpose if purpose is not ConsentPurpose.KEEP)
        withdraw_donor_consent(by=by, at=at, donor_id=donor_id, purposes=contact)
        donor.erasure_asked_at = at
        _changed(donor, at)
        audit.note(by=by, at=at, action="ask_erasure", object_type="donor", object_id=donor_id)


@transaction.atomic
def withdraw_erasure(*, by: User | None, at: datetime, donor_id: int) -> None:
    """The donor does not want it any more; consents that ended stay ended."""
    if Donor.objects.filter(pk=donor_id).exclude(erasure_asked_at=None).update(erasure_asked_at=None, changed_at=at):
        audit.note(by=by, at=at, action="withdraw_erasure", object_type="donor", object_id=donor_id)


@transaction.atomic
def assign_token(*, by: User | None, at: datetime, donor_id: int) -> str:
    """Another address of the own page; the one before opens nothing any more."""
    token = new_token()
    Donor.objects.filter(pk=donor_id).update(token=token)
    audit.note(by=by, at=at, action="assign_token", object_type="donor", object_id=donor_id)
    return token


def _changed(donor: Donor, at: datetime) -> None:
    donor.changed_at = at
    donor.save(update_fields=["changed_at", "erasure_asked_at"])
