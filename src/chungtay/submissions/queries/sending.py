"""Who may send a unit's report, and whether somebody is of the unit itself."""

from datetime import date
from typing import Final

from chungtay.accounts.models import User
from chungtay.organizations.models import Role
from chungtay.organizations.queries import Sight
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import Permission, roles_with
from chungtay.submissions.rules.sending import sends

from .closing import people_of

SENDERS: Final = roles_with(Permission.APPROVE) | roles_with(Permission.PUBLISH)  # leaders and clerks


def may_send(seen: Sight, unit_id: int) -> bool:
    """May the person send the unit's reports (`rules.sending`)?"""
    own = any(role.unit_id == unit_id and role.role in SENDERS for role in seen.roles)
    leads = not own and seen.may(Permission.APPROVE, unit_id)
    return sends(own=own, leads=leads, anybody=leads and bool(people_of([unit_id], SENDERS, seen.on)))


def belongs(user: User, unit_id: int, on: date) -> bool:
    """Has the person a role in the unit itself on a day?"""
    return Role.objects.filter(on_day(on), user=user, unit=unit_id).exists()
