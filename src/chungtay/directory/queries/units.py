"""The page of one unit: its names, parents, leaders, predecessors and successors over time, and what lies below."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from chungtay.accounts.models import User
from chungtay.directory.queries.tree import CURRENT, UnitRow, holding, rows_of
from chungtay.organizations.models import Appointment, IssuingBody, Succession, UnitVersion
from chungtay.organizations.queries import UnitOn, find_unit, may, units_visible_to
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
    """An edge between a unit and its predecessor or successor; `unit` None: dissolved without an heir."""

    unit: UnitRow | None
    on: date
    kind: str
    basis: str
    share: tuple[int, int] | None

    @property
    def kind_name(self) -> str:
        """What became of it, in words, to be translated."""
        return SUCCESSION_NAMES[SuccessionKind(self.kind)]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: as it is called on the day, its names and parents over time, and what surrounds it."""

    unit: UnitOn
    may_administer: bool
    may_see_records: bool
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
    def kind_name(self) -> str:
        """Its kind in words, to be translated."""
        return KIND_NAMES[UnitKind(self.unit.kind)]


def unit_page(user: User, code: str, today: date, on: date) -> UnitPage | None:
    """The unit that bears the code on day `on` (else the one that bore it last, else the next), for whom may see it.

    Raises PermissionError where nobody of that code may be seen; None where there is none.
    """
    versions = UnitVersion.objects.filter(CURRENT, unit__code=code).select_related("unit").order_by("valid_from")
    rights = {right: Exists(units_visible_to(user, today, right).filter(pk=OuterRef("unit"))) for right in _RIGHTS}
    lives: dict[int, list[UnitVersion]] = defaultdict(list)
    for version in versions.annotate(**{right.value: held for right, held in rights.items()}):
        lives[version.unit_id].append(version)
    if not lives:
        return None
    life = _meant(lives.values(), on)
    held = {right for right in _RIGHTS if getattr(life[0], right.value)}
    if Permission.SEE_FIGURES not in held:
        raise PermissionError(code)
    return _told(user, today, life, on, held)


_RIGHTS = (Permission.SEE_FIGURES, Permission.SEE_RECORDS, Permission.ADMINISTER)


def _meant(lives: Iterable[list[UnitVersion]], on: date) -> list[UnitVersion]:
    """The life that holds the day, else the latest before it, else the next."""
    inside = [life for life in lives if stands(life[0].valid_from, life[-1].valid_to, on)]
    before = [life for life in lives if life[0].valid_from <= on]
    choice = inside or sorted(before, key=lambda life: life[0].valid_from, reverse=True)
    return (choice or sorted(lives, key=lambda life: life[0].valid_from))[0]


def _told(user: User, today: date, life: list[UnitVersion], on: date, held: set[Permission]) -> UnitPage:
    now = next((v for v in reversed(life) if v.valid_from <= on), life[0])
    unit = UnitOn(
        now.unit_id, now.unit.code, now.name, now.short_name, now.kind, now.designation, now.parent_id,
        life[0].valid_from, life[-1].valid_to,
    )  # fmt: skip
    edges = list(Succession.objects.filter(Q(old=unit.id) | Q(new=unit.id)).order_by("on", "pk"))
    others = (
        {e.old_id for e in edges} | {e.new_id for e in edges if e.new_id} | {v.parent_id for v in life if v.parent_id}
    )
    around, below = _around(user, today, unit.id, others, on)
    return UnitPage(
        unit=unit,
        may_administer=Permission.ADMINISTER in held,
        may_see_records=Permission.SEE_RECORDS in held,
        names=tuple(_joined((v.name, KIND_NAMES[UnitKind(v.kind)]), v) for v in _changes(life, "name", "kind")),
        parents=tuple(
            (around.get(v.parent_id or 0), Dated((), v.valid_from, v.valid_to)) for v in _changes(life, "parent_id")
        ),
        origins=tuple(_heir(e, around.get(e.old_id)) for e in edges if e.new_id == unit.id),
        heirs=tuple(_heir(e, around.get(e.new_id or 0)) for e in edges if e.old_id == unit.id),
        appointments=tuple(
            Dated((a.person, a.title, a.signs_as), a.valid_from, a.valid_to, a.pk)
            for a in Appointment.objects.filter(unit=unit.id).order_by("-valid_from", "pk")
        ),
        issuing_bodies=tuple(
            Dated((b.name, b.superior, b.place, b.symbol), b.valid_from, b.valid_to, b.pk)
            for b in IssuingBody.objects.filter(unit=unit.id).order_by("-valid_from")
        ),
        below=tuple(below),
        on=on,
    )


def _around(
    user: User, today: date, unit_id: int, others: set[int], on: date
) -> tuple[dict[int, UnitRow], list[UnitRow]]:
    """Other units by id, each under its last name up to the day (else its first), and the units directly below then."""
    seen = Exists(units_visible_to(user, today).filter(pk=OuterRef("unit")))
    wanted = Q(unit__in=others) | (Q(parent=unit_id) & holding(on))
    rows = UnitVersion.objects.filter(CURRENT, wanted).select_related("unit").annotate(seen=seen)
    versions = list(rows)
    below = [v for v in versions if v.parent_id == unit_id and stands(v.valid_from, v.valid_to, on)]
    return called_on(versions, on), rows_of(below)


def called_on(versions: Iterable[UnitVersion], day: date) -> dict[int, UnitRow]:
    """Units by id, each under its last name up to the day, else its first."""
    called: dict[int, UnitVersion] = {}
    for version in sorted(versions, key=lambda version: version.valid_from):
        if version.unit_id not in called or version.valid_from <= day:
            called[version.unit_id] = version
    return {row.id: row for row in rows_of(called.values())}


def _changes(life: list[UnitVersion], *fields: str) -> list[UnitVersion]:
    """The life as stretches in which these fields are the same."""
    stretches: list[UnitVersion] = []
    for version in life:
        last = stretches[-1] if stretches else None
        if last and all(getattr(last, field) == getattr(version, field) for field in fields):
            last.valid_to = version.valid_to
            continue
        copy = UnitVersion(valid_from=version.valid_from, valid_to=version.valid_to)
        for field in ("name", "kind", "parent_id"):
            setattr(copy, field, getattr(version, field))
        stretches.append(copy)
    return stretches


def _joined(words: tuple[str, ...], version: UnitVersion) -> Dated:
    return Dated(words, version.valid_from, version.valid_to)


def _heir(edge: Succession, unit: UnitRow | None) -> Heir:
    share = (edge.share_num, edge.share_den) if edge.share_num and edge.share_den else None
    return Heir(unit, edge.on, edge.kind, edge.basis, share)


def governed_unit(user: User, text: str, on: date, today: date) -> UnitOn | None:
    """The unit of that name or code on a day, if the person may administer it today; Refusal where several fit."""
    found = find_unit(text, on)
    return found if found is not None and may(user, Permission.ADMINISTER, found.id, today) else None


def governed_names(user: User, today: date) -> list[str]:
    """Names of units that the person may administer and that stand today, to be offered while typing."""
    mine = units_visible_to(user, today, Permission.ADMINISTER)
    rows = UnitVersion.objects.filter(CURRENT, holding(today), unit__in=mine).order_by("name")
    return list(dict.fromkeys(rows.values_list("name", flat=True)[:MOST_OFFERED]))
