"""The page of the tree: the part of it that a person may see, on any day, and units found by name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chungtay.figures.queries.pages import UnitName
from chungtay.kernel.text import folded, sort_key
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.organizations.rules import KIND_NAMES, Permission, UnitKind, stands

MOST_ROWS = 400  # of two levels that are shown at once; beyond it one level
MOST_FOUND = 100
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
    found: tuple[UnitRow, ...] | None = None
    too_many: bool = False


def tree_page(view: Sight, on: date, *, under: str = "", text: str = "") -> TreePage | None:
    """The tree on day `on` as far as the person may see it (`view`): their own units, or one below (`under`, its code).

    With `text` the units found by name (accents do not count) or code, at most MOST_FOUND. None: `under` is nothing
    that the person may see.
    """
    tops = {role.unit_id for role in view.roles if role.unit_id}
    if under:
        tops = set(view.units(Permission.SEE_FIGURES, view.structure.bearers(under)))
        if not tops:
            return None
    if text:
        found = _found(view, view.structure.descendant_ids(tops) | (set() if under else _led(view)), on, text)
        return TreePage((), (), found[:MOST_FOUND], len(found) > MOST_FOUND)
    units = sorted(view.structure.units_of(tops, on).values(), key=lambda unit: unit.code)
    branches = tuple(_branch(view, unit.id, on) for unit in units if unit.stands_on(on))
    return TreePage(branches, tuple(unit for unit in units if not unit.stands_on(on)))


def rows_of(view: Sight, ids: Collection[int], on: date) -> list[UnitRow]:
    """Units as they are called on a day, or were last, the larger kinds first, then as a dictionary has them."""
    seen = view.units(Permission.SEE_FIGURES, ids)
    rows = [
        UnitRow(unit.id, unit.code, unit.name, unit.short_name, unit.kind, unit.parent_id, unit.id in seen)
        for unit in view.structure.units_of(ids, on).values()
    ]
    return sorted(rows, key=lambda row: (_KINDS.index(UnitKind(row.kind)), sort_key(row.short_name or row.name)))


def names_of(rows: Iterable[UnitRow]) -> dict[str, UnitName]:
    """What the units are called, by code."""
    return {row.code: UnitName(row.name, row.short_name) for row in rows}


def below_on(view: Sight, unit_id: int, on: date) -> list[int]:
    """The units that stand directly below on a day."""
    return [unit for unit, first, end in view.structure.directly_below(unit_id) if stands(first, end, on)]


def _branch(view: Sight, top: int, on: date) -> Branch:
    line = [path.ancestor_id for path in view.structure.above(top) if stands(path.valid_from, path.valid_to, on)]
    rows = {row.id: row for row in rows_of(view, line, on)}
    children = [row for row in rows_of(view, below_on(view, top, on), on) if row.seen]
    deeper = {child.id: below_on(view, child.id, on) for child in children}
    is_deep = len(children) + sum(map(len, deeper.values())) <= MOST_ROWS
    below = (
        (child, tuple(row for row in rows_of(view, deeper[child.id] if is_deep else (), on) if row.seen))
        for child in children
    )
    return Branch(rows[top], tuple(rows[unit] for unit in line if unit != top), tuple(below), is_deep)


def _found(view: Sight, within: Collection[int], on: date, text: str) -> tuple[UnitRow, ...]:
    """Units among these that stand on the day and are called so, those whose short name begins with it first."""
    wanted = folded(text)
    hits: dict[int, bool] = {}
    for unit in within:
        version = next((v for v in view.structure.life(unit) if stands(v.valid_from, v.valid_to, on)), None)
        if version is not None and (wanted == version.code or wanted in _searched(version.name)):
            hits[unit] = not _searched(version.short_name).startswith(wanted)
    rows = [row for row in rows_of(view, hits, on) if row.seen]
    return tuple(sorted(rows, key=lambda row: hits[row.id]))


def _led(view: Sight) -> set[int]:
    """Members, of any time, of the clusters that the person leads."""
    clusters = [role.cluster for role in view.roles if role.cluster]
    return {row.unit_id for cluster in clusters for row in view.structure.memberships(cluster.code)}


@lru_cache(maxsize=32_768)
def _searched(name: str) -> str:
    return folded(name)
