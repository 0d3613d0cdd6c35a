"""How chapters show themselves: asked by the frame around every page, so never with a query of its own where avoidable."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from chungtay.organizations.models import ChapterLook, Role


@dataclass(frozen=True, slots=True)
class Look:
    """Name shown, accent (`#rrggbb`), the logo's digest, whom to turn to; each may be empty."""

    name: str = ""
    accent: str = ""
    logo: str = ""
    contact: str = ""


_SHOWN = {"name": "name", "accent": "accent", "logo": "logo_digest", "contact": "contact"}


def look_of(unit_id: int) -> Look:
    """The chapter's look; an empty one where nothing was entered."""
    row = _looks().filter(unit=unit_id).first()
    return Look(*row) if row else Look()


def the_look() -> Look:
    """The look for whom we do not know yet: of the only chapter that has one, else an empty one."""
    rows = list(_looks()[:2])
    return Look(*rows[0]) if len(rows) == 1 else Look()


def with_look(roles: QuerySet[Role]) -> QuerySet[Any]:
    """The roles, each with `look`: that of the nearest chapter that has one, at or above its unit or cluster's owner."""
    above = ChapterLook.objects.filter(unit__paths_down__descendant=OuterRef("top"))
    nearest = above.order_by("-unit__paths_down__valid_from", "unit__paths_down__depth")
    shown = nearest.annotate(shown=JSONObject(**_SHOWN)).values("shown")[:1]
    return roles.annotate(top=Coalesce("unit", "cluster__owner")).annotate(look=Subquery(shown))


def logo_bytes(digest: str) -> bytes | None:
    """The logo of that digest, as PNG."""
    row = ChapterLook.objects.filter(logo_digest=digest).exclude(logo=None).values_list("logo", flat=True).first()
    return bytes(row) if row else None


def _looks() -> QuerySet[Any, tuple[str, str, str, str]]:
    return ChapterLook.objects.order_by("pk").values_list("name", "accent", "logo_digest", "contact")
