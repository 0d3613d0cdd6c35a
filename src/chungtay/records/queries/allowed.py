"""What a person may do with one record: as `organizations.queries.may` says, read by the entry's number in one step."""

from datetime import date
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from chungtay.accounts.models import User
from chungtay.ledger.models import Entry
from chungtay.organizations.models import UnitPath
from chungtay.organizations.rules import PERMISSIONS, Permission, stands
from chungtay.organizations.rules import Role as RoleCode

from .lines import LISTED


def allowed_for(user: User, seq: int, on: date) -> frozenset[Permission] | None:
    """The permissions for the record's unit on that day; nothing where it may not be seen; None: no such record."""
    unit = Entry.objects.filter(pk=seq, kind__in=LISTED).values("unit")
    on_day = Q(ancestor__roles__valid_from__lte=on) & (
        Q(ancestor__roles__valid_to__isnull=True) | Q(ancestor__roles__valid_to__gt=on)
    )
    mine = FilteredRelation("ancestor__roles", condition=Q(ancestor__roles__user=user) & on_day)
    paths = UnitPath.objects.filter(descendant__in=unit).annotate(mine=mine)
    rows = [Step(*row) for row in paths.values_list("depth", "valid_from", "valid_to", "mine__role")]
    life = next((row for row in rows if row.depth == 0), None)
    if life is None:
        return None
    roles = {RoleCode(row.role) for row in rows if row.role and user.is_active and _holds(row, life, on)}
    found = frozenset(permission for role in roles for permission in PERMISSIONS[role])
    return found if Permission.SEE_RECORDS in found else frozenset()


class Step(NamedTuple):
    """A unit above the record's (or it itself) for some days, and a role of the person there."""

    depth: int
    valid_from: date
    valid_to: date | None
    role: str | None


def _holds(path: Step, life: Step, on: date) -> bool:
    """On the day; an ended unit stays where it was on its last day, one to come is where it will begin."""
    if stands(path.valid_from, path.valid_to, on):
        return True
    ended = life.valid_to is not None and life.valid_to <= on and path.valid_to == life.valid_to
    return ended or (life.valid_from > on and path.valid_from == life.valid_from)
