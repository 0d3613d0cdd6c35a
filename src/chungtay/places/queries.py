"""Areas on a day and what became of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.places.models import Area, AreaName, AreaSuccession
from chungtay.places.rules import AreaKind, AreaTier, connected


@dataclass(frozen=True, slots=True)
class NameUntil:
    """What an area was called until `valid_to` (half-open)."""

    name: str
    kind: AreaKind
    valid_to: date


@dataclass(frozen=True, slots=True)
class AreaOn:
    """An area over its whole life; `earlier` names in time order, `name` and `kind` the last."""

    id: int
    code: str
    name: str
    kind: AreaKind
    tier: AreaTier
    parent_id: int | None
    valid_from: date
    valid_to: date | None
    earlier: tuple[NameUntil, ...] = ()


def areas(province: str | None = None) -> list[AreaOn]:
    """All areas, or those of one province with the ones it merged with; the upper tiers first, then by code."""
    rows = Area.objects.all() if province is None else Area.objects.filter(_inside(province))
    earlier: dict[int, list[NameUntil]] = defaultdict(list)
    for name in AreaName.objects.filter(area__in=rows).order_by("valid_to"):
        earlier[name.area_id].append(NameUntil(name.name, AreaKind(name.kind), name.valid_to))
    found = [
        AreaOn(pk, code, name, AreaKind(kind), AreaTier(tier), parent, first, end, tuple(earlier.get(pk, ())))
        for pk, code, name, kind, tier, parent, first, end in rows.values_list(
            "pk", "code", "name", "kind", "tier", "parent", "valid_from", "valid_to"
        )
    ]
    return sorted(found, key=lambda area: (list(AreaTier).index(area.tier), area.code, area.valid_from))


def area_on(code: str, day: date) -> Area | None:
    """The area that bears the official code on a day, or None."""
    standing = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return Area.objects.filter(standing, code=code).first()


def successions(province: str | None = None) -> QuerySet[AreaSuccession]:
    """Edges from old to new areas, of all or of one province."""
    rows = AreaSuccession.objects.all()
    return rows if province is None else rows.filter(old__in=Area.objects.filter(_inside(province)))


def _inside(province: str) -> Q:
    edges = AreaSuccession.objects.filter(old__tier=AreaTier.PROVINCE).values_list("old__code", "new__code")
    codes = connected(province, edges)
    return Q(code__in=codes, tier=AreaTier.PROVINCE) | Q(parent__code__in=codes) | Q(parent__parent__code__in=codes)
