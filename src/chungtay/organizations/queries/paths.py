"""Who stands above whom on which days: the kept closure for the tree as known now, rebuilt for an earlier revision."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.organizations.models import TreeRevision, Unit, UnitPath, UnitVersion
from chungtay.organizations.rules import Edge, Tree

# Above this many asked ids one reads the whole table: long IN lists cost more than its 14,000 units.
FEW = 400


@dataclass(frozen=True, slots=True)
class PathOn:
    """`descendant_id` lies `depth` steps below `ancestor_id` from `valid_from` until `valid_to` (half-open)."""

    ancestor_id: int
    descendant_id: int
    depth: int
    valid_from: date
    valid_to: date | None


def on_day(day: date) -> Q:
    """Rows whose half-open validity holds the day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def within(first: date, last: date) -> Q:
    """Rows whose half-open validity shares a day with the period (both ends inclusive)."""
    return Q(valid_from__lte=last) & (Q(valid_to__isnull=True) | Q(valid_to__gt=first))


def known_at(revision: int | None) -> Q:
    """Rows as they were known at a revision; None: as known now."""
    if revision is None:
        return Q(superseded_in__isnull=True)
    return Q(added_in__lte=revision) & (Q(superseded_in__isnull=True) | Q(superseded_in__gt=revision))


def latest_revision() -> int:
    """Number of the newest revision of the tree; 0 before the first."""
    return TreeRevision.objects.order_by("-number").values_list("number", flat=True).first() or 0


def versions_at(revision: int | None) -> list[Edge]:
    """The dated parent edges as known at a revision (None: now), by unit and day; feed them to `rules.Tree`."""
    rows = (
        UnitVersion.objects.filter(known_at(revision))
        .order_by("unit", "valid_from")
        .values_list("unit", "parent", "valid_from", "valid_to")
    )
    return [Edge(*row) for row in rows.iterator(chunk_size=5000)]


def paths_at(revision: int) -> list[PathOn]:
    """The whole closure as known at a revision, in the order of `paths_below` but far ancestors first."""
    paths = sorted(Tree(versions_at(revision)).paths(), key=lambda p: (p.descendant_id, -p.depth, p.valid_from))
    return [PathOn(p.ancestor_id, p.descendant_id, p.depth, p.valid_from, p.valid_to) for p in paths]


def children_within(unit_id: int, first: date, last: date, revision: int | None = None) -> list[PathOn]:
    """The units directly below on any day between the two (inclusive), by id and day."""
    if revision is not None:
        return [path for path in paths_below([unit_id], first, last, revision) if path.depth == 1]
    rows = UnitPath.objects.filter(within(first, last), ancestor=unit_id, depth=1)
    return _paths(rows.order_by("descendant", "valid_from"))


def paths_below(ancestor_ids: Collection[int], first: date, last: date, revision: int | None = None) -> list[PathOn]:
    """All that lies below (and the ancestors themselves, depth 0) on any day between the two (inclusive)."""
    if revision is not None:
        above = set(ancestor_ids)
        known = [p for p in paths_at(revision) if p.ancestor_id in above]
        shared = [p for p in known if p.valid_from <= last and (p.valid_to is None or p.valid_to > first)]
        return sorted(shared, key=lambda p: (p.ancestor_id, p.descendant_id, p.valid_from))
    rows = UnitPath.objects.filter(within(first, last), ancestor__in=ancestor_ids)
    return _paths(rows.order_by("ancestor", "descendant", "valid_from"))


def descendant_ids(ancestor_ids: Iterable[int]) -> set[int]:
    """Every unit that lies below one of these at any time, themselves included."""
    above = set(ancestor_ids)
    rows = UnitPath.objects.values_list("ancestor", "descendant")
    if len(above) <= FEW:
        rows = rows.filter(ancestor__in=above)
    return {descendant for ancestor, descendant in rows.iterator(chunk_size=5000) if ancestor in above}


def codes_of(ids: Iterable[int]) -> dict[int, str]:
    """Code by id, for those that are known."""
    asked = set(ids)
    rows = Unit.objects.values_list("pk", "code")
    if len(asked) <= FEW:
        rows = rows.filter(pk__in=asked)
    return {pk: code for pk, code in rows if pk in asked}


def _paths(rows: QuerySet[UnitPath]) -> list[PathOn]:
    return [PathOn(*row) for row in rows.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to")]
