"""Two donors that are one person."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor
from chungtay.blood.queries.donors import facts_of, health_of
from chungtay.blood.queries.layers import rules_for
from chungtay.blood.rules.states import SignUpState
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import too_near
from chungtay.bloodrules.rules.groups import settled
from chungtay.people import actions as people

from .donors import record_health
from .enrolling import standing_donor
from .tokens import new_token

_FAR = {state: place for place, state in enumerate(
    (SignUpState.WITHDRAWN, SignUpState.REGISTERED, SignUpState.NO_SHOW, SignUpState.CAME, SignUpState.DEFERRED,
     SignUpState.ELIGIBLE, SignUpState.DONATED)
)}  # fmt: skip


@transaction.atomic
def merge_donors(*, by: User | None, at: datetime, kept_id: int, other_id: int, reason: str) -> Donor:
    """Say that two donors are one: donations, sign-ups and honours of the other become the kept one's; consents do not.

    A rest and a wish to be erased hold. Health: what the kept row does not know is filled; every deferral and every "never" stands; of two groups a typed one
    counts. Raises Refusal as `merge_persons`, and where both groups were typed and differ (the reason decides).
    """
    first, second = sorted((kept_id, other_id))
    rows = {pk: standing_donor(pk) for pk in {first, second}}
    kept, other = rows[kept_id], rows[other_id]
    people.merge_persons(by=by, at=at, kept_id=kept.person_id, other_id=other.person_id, reason=reason)
    facts = facts_of([kept, other])
    record_health(by=by, at=at, donor_id=kept.pk, health=_joined(facts[kept.pk], facts[other.pk]))
    _move_donations(kept, other)
    _move_sign_ups(kept, other)
    there = kept.honours.filter(withdrawn_because="").values_list("least", flat=True)
    other.honours.exclude(least__in=list(there)).update(donor=kept)
    other.health, other.active, other.token, other.changed_at = None, False, new_token(), at
    other.save(update_fields=["health", "active", "token", "changed_at"])
    kept = standing_donor(kept.pk)  # what the person said on the other row holds: a rest, a wish to be erased
    kept.erasure_asked_at = kept.erasure_asked_at or other.erasure_asked_at
    kept.returns_on = max(filter(None, (kept.returns_on, other.returns_on)), default=None)
    kept.save(update_fields=["erasure_asked_at", "returns_on"])
    audit.note(by=by, at=at, action="merge_donors", object_type="donor", object_id=kept.pk, text=f"#{other.pk}")
    return kept


def _joined(mine: HealthFacts, theirs: HealthFacts) -> HealthFacts:
    measured = [one for one in (mine.haemoglobin, theirs.haemoglobin) if one]
    typed = mine.typed if mine.confirmed and theirs.confirmed else settled(theirs.typed, mine.typed)
    return replace(
        mine.with_group(typed), kg=mine.kg or theirs.kg, phenotype={**theirs.phenotype, **mine.phenotype},
        haemoglobin=max(measured, key=lambda one: one.on, default=None),
        deferrals=tuple(dict.fromkeys((*mine.deferrals, *theirs.deferrals))),
        never=mine.never or theirs.never, pregnant=mine.pregnant or theirs.pregnant,
    )  # fmt: skip


def _move_donations(kept: Donor, other: Donor) -> None:
    """What lies inside the interval of the kept one's own donations is flagged."""
    mine = health_of([kept])[kept.pk].history
    for row in other.donations.all():
        one = Given(row.given_on, row.component, row.ml)
        near = not row.withdrawn_because and too_near(mine, one, rules_for(row.unit_id, row.given_on)) is not None
        row.donor, row.flagged = kept, row.flagged or near
        row.save(update_fields=["donor", "flagged"])


def _move_sign_ups(kept: Donor, other: Donor) -> None:
    """Where both signed up for one drive, the further of the two states is kept."""
    mine = {row.drive_id: row for row in kept.sign_ups.all()}
    for row in other.sign_ups.all():
        same = mine.get(row.drive_id)
        if same is None:
            row.donor = kept
        elif _FAR[SignUpState(row.state)] > _FAR[SignUpState(same.state)]:
            same.state, same.cause, row.state, row.cause = row.state, row.cause, SignUpState.WITHDRAWN, ""
            same.save(update_fields=["state", "cause"])
        row.save(update_fields=["donor", "state", "cause"])
