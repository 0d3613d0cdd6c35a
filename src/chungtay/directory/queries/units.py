"""The page of one unit: its names, parents, leaders, predecessors and successors over time, and what lies below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Value

from chungtay.directory.queries.tree import UnitRow, below_on, rows_of
from chungtay.organizations.models import Appointment, IssuingBody, Succession
from chungtay.organizations.queries import Sight, UnitOn, find_unit
from chungtay.organizations.queries.units import Life
from chungtay.organizations.rules import KIND_NAMES, SUCCESSION_NAMES, Permission, SuccessionKind, UnitKind, stands

MOST_OFFERED = 400  # names in a list to choose from


@dataclass(frozen=True, slots=True)
class Dated:
    """What held of a unit from a day until another (half-open), in words."""

    words: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Is the day inside?"""
        return stands(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Heir:
    """An edge between a unit and its predecessor or successor; `unit` None: dissolved without an heir. `share` where it is
    a part only."""

    unit: UnitRow | None
    on: date
    kind: str
    basis: str
    share: tuple[int, int | None] | None

    @property
    def kind_name(self) -> str:
        """What became of it, in words, to be translated."""
        return SUCCESSION_NAMES[SuccessionKind(self.kind)]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: as it is called on the day, its names and parents over time, and what surrounds it."""

    unit: UnitOn
    rights: frozenset[Permission]
    names: tuple[Dated, ...]
    parents: tuple[tuple[UnitRow | None, Dated], ...]
    origins: tuple[Heir, ...]
    heirs: tuple[Heir, ...]
    appointments: tuple[Dated, ...]
    issuing_bodies: tuple[Dated, ...]
    below: tuple[UnitRow, ...]
    on: date

    @property
    def parent(self) -> UnitRow | None:
        """Whom it stands under on the day, or stood under last before it."""
        held = [unit for unit, held in self.parents if held.valid_from <= self.on]
        return held[-1] if held else self.parents[0][0]

    @property
    def may_administer(self) -> bool:
        """May the reader change it?"""
        return Permission.ADMINISTER in self.rights

    @property
    def may_see_records(self) -> bool:
        """May the reader open its records?"""
        return Permission.SEE_RECORDS in self.rights

    @property
    def kind_name(self) -> str:
        """Its kind in words, to be translated."""
        return KIND_NAMES[UnitKind(self.unit.kind)]


def unit_page(view: Sight, code: str, on: date) -> UnitPage | None:
    """The unit that bears the code on day `on` (else the one that bore it last, else the next), for whom may see it.

    Raises PermissionError where that unit may not be seen; None where there is none.
    """
    lives = [view.structure.life(unit) for unit in view.structure.bearers(code)]
    if not lives:
        return None
    life = _meant(lives, on)
    rights = frozenset(right for right in Permission if view.may(right, life[0].unit_id))
    if Permission.SEE_FIGURES not in rights:
        raise PermissionError(code)
    return _told(view, life, on, rights)


def _meant(lives: list[Life], on: date) -> Life:
    """The life that holds the day, else the latest before it, else the next."""
    inside = [life for life in lives if stands(life[0].valid_from, life[-1].valid_to, on)]
    before = sorted((life for life in lives if life[0].valid_from <= on), key=lambda life: life[0].valid_from)
    return (inside or before[::-1] or sorted(lives, key=lambda life: life[0].valid_from))[0]


def _told(view: Sight, life: Life, on: date, rights: frozenset[Permission]) -> UnitPage:
    unit = view.structure.units_of([life[0].unit_id], on)[life[0].unit_id]
    edges = list(Succession.objects.filter(Q(old=unit.id) | Q(new=unit.id)).order_by("on", "pk"))
    others = (
        {e.old_id for e in edges} | {e.new_id for e in edges if e.new_id} | {v.parent_id for v in life if v.parent_id}
    )
    around = {row.id: row for row in rows_of(view, others, on)}
    appointments, bodies = _offices(unit.id)
    return UnitPage(
        unit=unit,
        rights=rights,
        names=tuple(
            Dated((first.name, KIND_NAMES[UnitKind(first.kind)]), first.valid_from, last.valid_to)
            for first, last in _stretches(life, "name", "kind")
        ),
        parents=tuple(
            (around.get(first.parent_id or 0), Dated((), first.valid_from, last.valid_to))
            for first, last in _stretches(life, "parent_id")
        ),
        origins=tuple(_heir(e, around.get(e.old_id)) for e in edges if e.new_id == unit.id),
        heirs=tuple(_heir(e, around.get(e.new_id or 0)) for e in edges if e.old_id == unit.id),
        appointments=appointments,
        issuing_bodies=bodies,
        below=tuple(rows_of(view, below_on(view, unit.id, on), on)),
        on=on,
    )


def _offices(unit_id: int) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """Posts and headings of the unit, the newest first, in one query: a page may ask twelve."""
    none = Value("")
    posts = Appointment.objects.filter(unit=unit_id).order_by()
    headings = IssuingBody.objects.filter(unit=unit_id).order_by()
    rows = posts.values_list(Value("post"), "pk", "valid_from", "valid_to", "person", "title", "signs_as", none).union(
        headings.values_list(Value("heading"), "pk", "valid_from", "valid_to", "name", "superior", "place", "symbol"),
        all=True,
    )
    found: dict[str, list[Dated]] = {"post": [], "heading": []}
    for kind, pk, first, end, *words in rows:
        found[kind].append(Dated(tuple(words), first, end, pk))
    posted, headed = (sorted(found[kind], key=lambda held: (held.valid_from, -held.id))[::-1] for kind in found)
    return tuple(posted), tuple(headed)


def _stretches(life: Life, *fields: str) -> list[tuple[Any, Any]]:
    """First and last version of each stretch of the life in which these fields are the same."""
    found: list[tuple[Any, Any]] = []
    for version in life:
        if found and all(getattr(found[-1][1], field) == getattr(version, field) for field in fields):
            found[-1] = (found[-1][0], version)
        else:
            found.append((version, version))
    return found


def _heir(edge: Succession, unit: UnitRow | None) -> Heir:
    share = (edge.share_num, edge.share_den) if edge.share_num and edge.share_den != edge.share_num else None
    return Heir(unit, edge.on, edge.kind, edge.basis, share)


def governed_unit(view: Sight, text: str, on: date) -> UnitOn | None:
    """The unit of that name or code on a day, if the person may administer it; Refusal where several fit."""
    found = find_unit(text, on)
    return found if found is not None and view.may(Permission.ADMINISTER, found.id) else None


def governed_names(view: Sight) -> list[str]:
    """Names of units that the person may administer and that stand today, to be offered while typing."""
    units = view.structure.units_of(view.units(Permission.ADMINISTER), view.on).values()
    return sorted({unit.name for unit in units if unit.stands_on(view.on)})[:MOST_OFFERED]
