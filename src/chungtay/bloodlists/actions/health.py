"""What a list says of donors' health: a group that a centre confirmed, a deferral with a cause of the rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chungtay.accounts.models import User
from chungtay.blood.actions import record_health, undo_health
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.queries import donors_of, facts_of
from chungtay.bloodlists.formats.sealed import change_bytes, change_of, person_bytes
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.queries.lists import told_in
from chungtay.bloodlists.rules.cells import OTHER
from chungtay.bloodlists.rules.linking import group_fate
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.bloodlists.rules.states import GroupFate, ListedWhy
from chungtay.bloodrules.rules.eligibility import Deferral
from chungtay.kernel.errors import gettext_noop
from chungtay.organizations.queries import Everyone

from .keeping import seal_told

BY_LIST = gettext_noop("theo danh sách của nơi tiếp nhận máu")


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says of a donor whom it was linked to."""

    of: BloodList
    row: int
    person: ListedPerson
    deferral: Deferral | None = None
    donation_id: int | None = None


def deferral_from(code: str, day: date) -> Deferral | None:
    """A deferral by a cause of the rules; any other reason is counted and not kept."""
    return Deferral(code, day) if code and code != OTHER else None


def take_health(*, by: User | None, at: datetime, told: Told, donor_id: int) -> GroupFate:
    """Keep what a row says of a donor's health; how to take it back, or that it contradicts, is kept sealed beside it."""
    [facts] = facts_of(donors_of(Everyone()).filter(pk=donor_id)).values()
    fate, after = group_fate(facts.typed, told.person.group, told.of.centre)
    added = told.deferral if told.deferral and told.deferral not in facts.deferrals else None
    if after != facts.typed or added:
        more = (*facts.deferrals, added) if added else facts.deferrals
        told_then = HealthFacts(deferrals=(added,) if added else ()).with_group(after)
        health = replace(facts.with_group(after), deferrals=more)
        record_health(by=by, at=at, donor_id=donor_id, health=health, reason=BY_LIST)
        _keep(told, ListedWhy.CHANGED, donor_id, change_bytes(HealthFacts().with_group(facts.typed), told_then))
    if fate == GroupFate.CONTRADICTS:
        _keep(told, ListedWhy.GROUP, donor_id, person_bytes(told.person))
    return fate


def give_health_back(*, by: User | None, at: datetime, listed: ListedDonor, facts: HealthFacts) -> bool:
    """Take back what a list changed of a donor's health, where it stands as the list left it."""
    told = told_in(listed)
    if told is None or listed.donor_id is None:
        return False
    before, after = change_of(told)
    if facts.typed != after.typed:
        return False
    deferrals = tuple(one for one in facts.deferrals if one not in after.deferrals)
    kept = replace(facts.with_group(before.typed), deferrals=deferrals)
    undo_health(by=by, at=at, donor_id=listed.donor_id, health=kept)
    return True


def _keep(told: Told, why: ListedWhy, donor_id: int, sealed: bytes) -> None:
    listed = ListedDonor.objects.create(
        of=told.of, row=told.row, why=why, donor_id=donor_id, donation_id=told.donation_id
    )
    seal_told(listed, sealed)
