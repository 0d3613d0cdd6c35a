"""Units on a day, by code, by id and by name."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import spelled
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.organizations.queries.paths import FEW, known_at, on_day
from chungtay.organizations.rules import CHAPTER, UnitKind, overlaps, stands, written_out

_MANY = gettext_noop("“%(name)s” là tên của nhiều đơn vị vào ngày %(day)s: %(codes)s")


@dataclass(unsafe_hash=True, slots=True)  # made by the hundred for a page, and never changed
class UnitOn:
    """A unit as it is called on a day; `valid_from` and `valid_to` (half-open) span its whole life."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    designation: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    def stands_on(self, day: date) -> bool:
        """Is the day inside the unit's life?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class _Version(NamedTuple):
    """A row of the tree, in the order of its life."""

    unit_id: int
    code: str
    name: str
    short_name: str
    kind: str
    designation: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None


_COLUMNS = ("unit", "unit__code", "name", "short_name", "kind", "designation", "parent", "valid_from", "valid_to")
Life = list[_Version]


def unit_on(code: str, day: date) -> UnitOn | None:
    """The unit that bears `code` on `day`, or None."""
    return next(iter(called(lives(Q(unit__code=code)), _standing(day)).values()), None)


def unit_within(code: str, first: date, last: date, revision: int | None = None) -> UnitOn | None:
    """The unit of that code standing on `last`, else the latest that stood between the two days (inclusive).

    Named as it was last called inside the period. `revision`: by the tree as known then.
    """
    found = called(lives(Q(unit__code=code), revision), last_within(first, last))
    return max(found.values(), key=lambda unit: unit.valid_from, default=None)


def units_within(ids: Iterable[int], first: date, last: date, revision: int | None = None) -> dict[int, UnitOn]:
    """Those of `ids` that stood on some day of the period (inclusive), as last called inside it."""
    return called(_lives_of(ids, revision), last_within(first, last))


def units_of(ids: Iterable[int], day: date) -> dict[int, UnitOn]:
    """Every known unit of `ids` as it is called on `day`.

    A unit that has ended by then appears under its last name, one that is yet to come under its first;
    `UnitOn.stands_on(day)` tells them apart.
    """
    return called(_lives_of(ids), last_called(day))


def unit_by_id(unit_id: int, day: date) -> UnitOn | None:
    """One unit as `units_of` names it, or None if there is none of that id."""
    return units_of([unit_id], day).get(unit_id)


def units(of: int | Collection[int], on: date, kind: UnitKind | str | None = None) -> list[UnitOn]:
    """The units below one (or several, as a cluster's members) on a day, themselves included, sorted by code."""
    above = [of] if isinstance(of, int) else list(of)
    below = UnitPath.objects.filter(on_day(on), ancestor__in=above).values("descendant")
    found = called(lives(Q(unit__in=below)), _standing(on)).values()
    return sorted((unit for unit in found if kind in (None, unit.kind)), key=lambda unit: unit.code)


def find_unit(text: str, day: date, below: int | None = None) -> UnitOn | None:
    """The unit whose code, name or short name is exactly `text` on `day`, or None.

    Offices' short forms are understood ("Hội CTĐ TX Quảng Yên", "thị xã Quảng Yên"). `below` looks only under
    one unit. Raises Refusal with the codes if a name belongs to several (a code never does).
    """
    typed = " ".join(spelled(text).split())
    full = written_out(typed)
    standing = UnitVersion.objects.filter(on_day(day), known_at(None))
    if below is not None:
        standing = standing.filter(unit__in=UnitPath.objects.filter(on_day(day), ancestor=below).values("descendant"))
    names = [full, f"{CHAPTER} {full[:1].lower()}{full[1:]}"]
    for match in (Q(unit__code=typed), Q(name__in=names), Q(short_name=typed)):
        found = called(_lives_of(standing.filter(match).values_list("unit", flat=True)), _standing(day))
        if len(found) > 1:
            codes = ", ".join(sorted(unit.code for unit in found.values())[:20])
            raise Refusal(_MANY, name=typed, day=f"{day:%d/%m/%Y}", codes=codes)
        if found:
            return next(iter(found.values()))
    return None


def lives(match: Q, revision: int | None = None) -> dict[int, Life]:
    """All versions of the matching units as known at a revision, each life in time order."""
    found: dict[int, Life] = {}
    # Put in order here: asked to order by unit, SQLite walks every version instead of looking up the few.
    rows = UnitVersion.objects.filter(known_at(revision), match).values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=5000):
        found.setdefault(row[0], []).append(_Version(*row))
    for life in found.values():
        if len(life) > 1:
            life.sort(key=lambda version: version.valid_from)
    return found


def _lives_of(ids: Iterable[int], revision: int | None = None) -> dict[int, Life]:
    asked = set(ids)
    if len(asked) <= FEW:
        return lives(Q(unit__in=asked), revision)
    return {unit_id: life for unit_id, life in lives(Q(), revision).items() if unit_id in asked}


def _standing(day: date) -> Callable[[Life], _Version | None]:
    return lambda life: next((v for v in life if stands(v.valid_from, v.valid_to, day)), None)


def last_called(day: date) -> Callable[[Life], _Version | None]:
    """What a unit is called on a day; one that has ended was called so last, one that is yet to come will be at first."""
    return lambda life: next((v for v in reversed(life) if v.valid_from <= day), life[0])


def last_within(first: date, last: date) -> Callable[[Life], _Version | None]:
    """What a unit was last called inside a period (both days inclusive)."""
    return lambda life: next(
        (v for v in reversed(life) if v.valid_from <= last and overlaps((v.valid_from, v.valid_to), (first, None))),
        None,
    )


def called(those: dict[int, Life], choose: Callable[[Life], _Version | None]) -> dict[int, UnitOn]:
    """Each unit by the version that `choose` takes of its life; without one it is left out."""
    found: dict[int, UnitOn] = {}
    for unit_id, life in those.items():
        version = choose(life)
        if version is not None:
            found[unit_id] = UnitOn(
                id=unit_id,
                code=version.code,
                name=version.name,
                short_name=version.short_name,
                kind=version.kind,
                designation=version.designation,
                parent_id=version.parent_id,
                valid_from=life[0].valid_from,
                valid_to=life[-1].valid_to,
            )
    return found
