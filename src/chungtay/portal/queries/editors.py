"""Who edits which portal on a day."""

from datetime import date
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group

from chungtay.accounts.models import User
from chungtay.organizations.models import Role
from chungtay.organizations.queries import units_visible_to
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import Permission, roles_with
from chungtay.portal.models import FrontPage

EDITING: Final = "/bien-tap/"
EDITORS, PUBLISHERS = "editors", "publishers"


def group_name(unit_code: str, part: str) -> str:
    """The name of a portal's group."""
    return f"portal:{unit_code}:{part}"


def publishers_of(unit_code: str, on: date) -> set[int]:
    """Ids of the people with an open account who publish for a unit's portal by their roles of a day."""
    roles = frozenset[str]().union(*map(roles_with, _publishing()))
    held = Role.objects.filter(on_day(on), unit__code=unit_code, role__in=roles, user__is_active=True)
    return set(held.values_list("user", flat=True))


def editing_groups(user: User, on: date) -> set[int]:
    """The groups of portals in which somebody is by the roles of a day, by id."""
    fronts = set(FrontPage.objects.values_list("unit_code", flat=True))
    if not fronts:
        return set()
    names = set()
    for part, permissions in ((EDITORS, [Permission.EDIT_PORTAL]), (PUBLISHERS, _publishing())):
        for permission in permissions:
            units = units_visible_to(user, on, permission).filter(code__in=fronts)
            names |= {group_name(code, part) for code in units.values_list("code", flat=True)}
    return set(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def _publishing() -> list[Permission]:
    return [Permission.PUBLISH, *([Permission.EDIT_PORTAL] if settings.CHUNGTAY_EDITORS_PUBLISH else [])]
