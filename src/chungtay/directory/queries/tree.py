"""The page of the tree: the part of it that a person may see, on any day, and units found by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from chungtay.accounts.models import User
from chungtay.kernel.text import folded, sort_key
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.organizations.queries import UnitOn, roles_of, units_of, units_visible_to
from chungtay.organizations.rules import KIND_NAMES, UnitKind

MOST_ROWS = 400  # of two levels that are shown at once; beyond it one level
MOST_FOUND = 100
CURRENT = Q(superseded_in__isnull=True)
_KINDS = list(UnitKind)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it is called on the asked day. `seen`: the person may open it."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    seen: bool = True

    @property
    def kind_name(self) -> str:
        """Its kind in words, to be translated."""
        return KIND_NAMES[UnitKind(self.kind)]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit of the shown tree, who stands above it (from the top), and what lies directly below."""

    unit: UnitRow
    above: tuple[UnitRow, ...]
    below: tuple[tuple[UnitRow, tuple[UnitRow, ...]], ...]
    is_deep: bool


@dataclass(frozen=True, slots=True)
class TreePage:
    """What the page of the tree shows: branches that stand on the day, the person's units that do not, found units."""

    branches: tuple[Branch, ...]
    absent: tuple[UnitOn, ...]
    found: tuple[UnitRow, ...] | None
    too_many: bool
    tops: tuple[int, ...]


def tree_page(user: User, today: date, on: date, *, under: str = "", text: str = "") -> TreePage | None:
    """The tree on day `on` as far as the person may see it today: their own units, or one below (`under`, its code).

    With `text` the units found by name (accents do not count) or code, at most MOST_FOUND. None: `under` is nothing
    that the person may see.
    """
    if under:
        tops = [pk for pk, _ in units_visible_to(user, today).filter(code=under).values_list("pk", "code")]
        if not tops:
            return None
    else:
        tops = sorted({role.unit_id for role in roles_of(user, today) if role.unit_id})
    if text:
        found = _found(user, today, on, text)
        return TreePage((), (), found[:MOST_FOUND], len(found) > MOST_FOUND, tuple(tops))
    lines = _lines(tops, on)
    below, is_deep = _below(user, today, on, tops)
    branches = tuple(_branch(top, lines, below, is_deep) for top in tops if top in lines)
    missing = [top for top in tops if top not in lines]
    absent = sorted(units_of(missing, on).values(), key=lambda unit: unit.code) if missing else []
    return TreePage(branches, tuple(absent), None, False, tuple(tops))


def holding(day: date) -> Q:
    """Rows that hold on the day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def rows_of(versions: Iterable[UnitVersion]) -> list[UnitRow]:
    """Versions as rows, the larger kinds first, then by name as a dictionary has them."""
    rows = [
        UnitRow(v.unit_id, v.unit.code, v.name, v.short_name, v.kind, v.parent_id, getattr(v, "seen", True))
        for v in versions
    ]
    return sorted(rows, key=lambda row: (_KINDS.index(UnitKind(row.kind)), sort_key(row.short_name or row.name)))


def _lines(tops: list[int], on: date) -> dict[int, UnitRow]:
    """The tops that stand on the day and everyone above them, by id."""
    above = UnitPath.objects.filter(holding(on), descendant__in=tops).values("ancestor")
    rows = UnitVersion.objects.filter(CURRENT, holding(on), unit__in=above).select_related("unit")
    return {row.id: row for row in rows_of(rows)} if tops else {}


def _below(user: User, today: date, on: date, tops: list[int]) -> tuple[dict[int, list[UnitRow]], bool]:
    """What lies two levels below the tops on the day, by parent; one level where two are too much to read."""
    if not tops:
        return {}, False
    paths = UnitPath.objects.filter(holding(on), ancestor__in=tops)
    seen = Exists(units_visible_to(user, today).filter(pk=OuterRef("unit")))
    versions = UnitVersion.objects.filter(CURRENT, holding(on)).select_related("unit").annotate(seen=seen)
    rows = list(versions.filter(unit__in=paths.filter(depth__in=(1, 2)).values("descendant"))[: MOST_ROWS + 1])
    is_deep = len(rows) <= MOST_ROWS
    if not is_deep:
        rows = list(versions.filter(unit__in=paths.filter(depth=1).values("descendant")))
    below: dict[int, list[UnitRow]] = defaultdict(list)
    for row in rows_of(rows):
        if row.seen and row.parent_id is not None:
            below[row.parent_id].append(row)
    return below, is_deep


def _branch(top: int, lines: Mapping[int, UnitRow], below: Mapping[int, list[UnitRow]], is_deep: bool) -> Branch:
    above: list[UnitRow] = []
    at = lines[top].parent_id
    while at is not None and at in lines:
        above.insert(0, lines[at])
        at = lines[at].parent_id
    children = tuple((child, tuple(below.get(child.id, ()))) for child in below.get(top, ()))
    return Branch(lines[top], tuple(above), children, is_deep)


def _found(user: User, today: date, on: date, text: str) -> tuple[UnitRow, ...]:
    """Units that stand on the day and are called so, those whose name begins with it first."""
    wanted = folded(text)
    rows = UnitVersion.objects.filter(CURRENT, holding(on), unit__in=units_visible_to(user, today))
    hits = [
        (not _searched(short).startswith(wanted), pk)
        for pk, code, name, short in rows.values_list("pk", "unit__code", "name", "short_name")
        if wanted in _searched(name) or wanted == code
    ]
    best = {pk: late for late, pk in sorted(hits)[: MOST_FOUND + 1]}
    versions = UnitVersion.objects.filter(pk__in=best).select_related("unit")
    late = {version.unit_id: best[version.pk] for version in versions}
    return tuple(sorted(rows_of(versions), key=lambda row: late[row.id]))


@lru_cache(maxsize=32_768)
def _searched(name: str) -> str:
    return folded(name)
