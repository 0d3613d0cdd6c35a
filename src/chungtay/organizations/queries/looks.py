"""How chapters show themselves: asked by the frame around every page, so never with a query of its own where avoidable."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chungtay.accounts.models import User
from chungtay.notifications.queries import NEWCOMER, UNREAD
from chungtay.organizations.models import ChapterLook, Cluster, Role
from chungtay.organizations.queries.structure import STATE_SQL


@dataclass(frozen=True, slots=True)
class Look:
    """Name shown, accent (`#rrggbb`), the logo's digest, whom to turn to; each may be empty."""

    name: str = ""
    accent: str = ""
    logo: str = ""
    contact: str = ""


# Of the nearest chapter that has a look, at or above the role's unit or its cluster's owner.
NEAREST = (
    "(SELECT k.id FROM organizations_chapterlook k JOIN organizations_unitpath p ON p.ancestor_id = k.unit_id"
    " WHERE p.descendant_id = COALESCE(r.unit_id, c.owner_id) ORDER BY p.valid_from DESC, p.depth LIMIT 1)"
)
# Every page asks it: the ORM took 3 ms to write this statement, the database takes 0.1 to answer it.
ROLES_SQL = (
    "SELECT r.*, c.code AS cluster_code, c.owner_id AS cluster_owner, c.name AS cluster_name, l.name AS shown, l.accent,"
    f" l.logo_digest, l.contact, {UNREAD.format(user='r.user_id')} AS unread, {NEWCOMER.format(user='r.user_id')} AS"
    f" newcomer, t.* FROM organizations_role r LEFT JOIN organizations_cluster c ON c.id = r.cluster_id"
    f" LEFT JOIN organizations_chapterlook l ON l.id = {NEAREST} LEFT JOIN ({STATE_SQL}) t ON 1 = 1"
    " WHERE r.user_id = %s AND r.valid_from <= %s AND (r.valid_to IS NULL OR r.valid_to > %s) ORDER BY r.id"
)


def look_of(unit_id: int) -> Look:
    """The chapter's look; an empty one where nothing was entered."""
    row = _looks().filter(unit=unit_id).first()
    return Look(*row) if row else Look()


def the_look() -> Look:
    """The look for whom we do not know yet: of the only chapter that has one, else an empty one."""
    rows = list(_looks()[:2])
    return Look(*rows[0]) if len(rows) == 1 else Look()


def frame_roles(user: User, on: date) -> list[Any]:
    """The person's roles on a day with their cluster, and all that every page shows besides: the chapter's `look` (None:
    nobody gave one), how many notices are `unread`, whether the person is a `newcomer`, the tree's `state`. One question."""
    return [_framed(role) for role in Role.objects.raw(ROLES_SQL, [user.pk, on, on])]


def _framed(role: Any) -> Any:
    if role.cluster_id is not None:
        role.cluster = Cluster(role.cluster_id, role.cluster_code, role.cluster_owner, role.cluster_name)
    role.look = None if role.shown is None else Look(role.shown, role.accent, role.logo_digest, role.contact)
    role.state = (role.number, role.recorded_at, role.clusters, role.successions)
    return role


def logo_bytes(digest: str) -> bytes | None:
    """The logo of that digest, as PNG."""
    row = ChapterLook.objects.filter(logo_digest=digest).exclude(logo=None).values_list("logo", flat=True).first()
    return bytes(row) if row else None


def _looks() -> QuerySet[Any, tuple[str, str, str, str]]:
    return ChapterLook.objects.order_by("pk").values_list("name", "accent", "logo_digest", "contact")
