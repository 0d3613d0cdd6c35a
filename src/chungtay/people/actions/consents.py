"""Consent given and withdrawn, one purpose at a time."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.people.models import Consent
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose


@transaction.atomic
def record_consent(
    *, by: User | None, at: datetime, person_id: int, purpose: ConsentPurpose, proof: ConsentProof, text: str,
    note: str = "",
) -> Consent:  # fmt: skip
    """Keep a person's yes to a purpose, with the words that stood there. Said already: what stands is returned.

    `by` None: the person said so.
    """
    consent, new = Consent.objects.get_or_create(
        person_id=person_id, purpose=purpose, withdrawn_at=None,
        defaults={"proof": proof, "text": text, "note": note, "given_at": at, "entered_by": by},
    )  # fmt: skip
    if new:
        audit.note(
            by=by, at=at, action="record_consent", object_type="person", object_id=person_id, text=f"{purpose} {proof}"
        )
    return consent


@transaction.atomic
def withdraw_consent(*, by: User | None, at: datetime, person_id: int, purpose: ConsentPurpose) -> bool:
    """End what stands for a purpose; to do so again changes nothing. Returns whether anything stood."""
    stood = Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None)
    ended = bool(stood.update(withdrawn_at=at, withdrawn_by=by))
    if ended:
        audit.note(by=by, at=at, action="withdraw_consent", object_type="person", object_id=person_id, text=purpose)
    return ended
