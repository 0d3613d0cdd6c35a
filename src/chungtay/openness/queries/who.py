"""Who the chapter is: units today, who leads them, clusters, and what became of units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.organizations.models import Appointment, ClusterOffice, Succession
from chungtay.organizations.queries import Structure, UnitOn, structure
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import ClusterRole, SuccessionKind, UnitKind

from .chapter import below, the_chapter


@dataclass(frozen=True, slots=True)
class Became:
    """What some units became on a day: the new one, None where they ended without an heir."""

    kind: SuccessionKind
    old: tuple[str, ...]
    new: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class ClusterToday:
    """A cluster with the names of its members; `head`: who leads it now, if anybody."""

    name: str
    members: tuple[str, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Who:
    """The page. `groups`: each unit with who leads it, the one longest in post; `changes` by day, the latest first."""

    chapter: UnitOn
    leaders: tuple[Appointment, ...]
    groups: tuple[tuple[UnitKind, tuple[tuple[UnitOn, Appointment | None], ...]], ...]
    clusters: tuple[ClusterToday, ...]
    changes: tuple[tuple[date, tuple[Became, ...]], ...]


def who(on: date) -> Who:
    """Units of a day, and all successions of those that ever stood below. Raises Http404 without a chapter."""
    known = structure()
    chapter = the_chapter(on, known)
    units = below(chapter, on, known)
    posts = Appointment.objects.filter(on_day(on), unit__in=[chapter.id, *(unit.id for unit in units)])
    by_unit: dict[int, list[Appointment]] = {}
    for post in posts.order_by("valid_from", "pk"):
        by_unit.setdefault(post.unit_id, []).append(post)
    led = [(unit, by_unit[unit.id][0] if unit.id in by_unit else None) for unit in units]
    groups = [(kind, tuple(one for one in led if one[0].kind == kind)) for kind in UnitKind]
    return Who(
        chapter, tuple(by_unit.get(chapter.id, ())), tuple((kind, found) for kind, found in groups if found),
        _clusters(chapter, on, known), _changes(chapter, known),
    )  # fmt: skip


def _clusters(chapter: UnitOn, on: date, known: Structure) -> tuple[ClusterToday, ...]:
    own = [cluster for cluster in known.clusters.values() if cluster.owner_id == chapter.id]
    rows = ClusterOffice.objects.filter(on_day(on), cluster__in=[one.id for one in own], role=ClusterRole.HEAD)
    heads = dict(rows.order_by("valid_from").values_list("cluster", "unit"))
    names = known.units_of(heads.values(), on)
    found = []
    for cluster in sorted(own, key=lambda one: one.code):
        members = tuple(member.name for member in known.members_within(cluster.code, on, on))
        if members:
            head = names.get(heads.get(cluster.id, 0))
            found.append(ClusterToday(cluster.name, members, head.name if head else ""))
    return tuple(found)


def _changes(chapter: UnitOn, known: Structure) -> tuple[tuple[date, tuple[Became, ...]], ...]:
    """By day: what merged stands under what it became, what was split under each part."""
    ids = known.descendant_ids([chapter.id])
    days: dict[date, dict[tuple[int | None, str, str], list[int]]] = {}
    for old, new, on, kind, basis in (
        Succession.objects.filter(old__in=ids).order_by("-on", "pk").values_list("old", "new", "on", "kind", "basis")
    ):
        days.setdefault(on, {}).setdefault((new, kind, basis), []).append(old)
    return tuple((on, _on_day(groups, on, known)) for on, groups in days.items())


def _on_day(groups: Mapping[tuple[int | None, str, str], list[int]], on: date, known: Structure) -> tuple[Became, ...]:
    names = known.units_of({unit for (new, _, _), old in groups.items() for unit in (*old, new) if unit}, on)
    found = [
        Became(
            SuccessionKind(kind),
            tuple(sorted(names[unit].name for unit in old)),
            names[new].name if new else None,
            basis,
        )
        for (new, kind, basis), old in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.new is None, one.new or "", one.old)))
