"""The roles of a person in words, for the account page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chungtay.accounts.models import User
from chungtay.organizations.queries import units_of
from chungtay.organizations.rules import ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that the person has or will have: its word, where, from which day, before which day."""

    word: str
    where: str
    valid_from: date
    valid_to: date | None
    is_to_come: bool


def held_roles_of(user: User, on: date) -> list[HeldRole]:
    """The roles that have not ended on that day, in the order in which they were given; two questions."""
    rows = user.roles.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).select_related("cluster").order_by("pk")
    held = list(rows)
    units = units_of({role.unit_id for role in held if role.unit_id}, on)
    return [
        HeldRole(
            ROLE_NAMES[Role(role.role)],
            role.cluster.name if role.cluster else units[role.unit_id or 0].name,
            role.valid_from,
            role.valid_to,
            role.valid_from > on,
        )
        for role in held
    ]
