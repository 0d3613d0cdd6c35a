"""Units on a day, by code, by id and by name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.organizations.queries.paths import FEW, known_at, on_day, within
from chungtay.organizations.rules import CHAPTER, UnitKind

_ABBREVIATED = "Hội CTĐ"
_MANY = gettext_noop("“%(name)s” là tên của nhiều đơn vị vào ngày %(day)s: %(codes)s")


@dataclass(frozen=True, slots=True)
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


def unit_on(code: str, day: date) -> UnitOn | None:
    """The unit that bears `code` on `day`, or None."""
    version = _versions().filter(on_day(day), unit__code=code).first()
    return _unit_on(version) if version else None


def unit_within(code: str, first: date, last: date, revision: int | None = None) -> UnitOn | None:
    """The unit of that code standing on `last`, else the latest that stood between the two days (inclusive).

    Named as it was last called inside the period. `revision`: by the tree as known then.
    """
    version = _versions(revision).filter(within(first, last), unit__code=code).order_by("-valid_from").first()
    return _unit_on(version) if version else None


def units_within(ids: Iterable[int], first: date, last: date, revision: int | None = None) -> dict[int, UnitOn]:
    """Those of `ids` that stood on some day of the period (inclusive), as last called inside it."""
    return _latest(ids, _versions(revision).filter(within(first, last)), last)


def units_of(ids: Iterable[int], day: date) -> dict[int, UnitOn]:
    """Every known unit of `ids` as it is called on `day`.

    A unit that has ended by then appears under its last name, one that is yet to come under its first;
    `UnitOn.stands_on(day)` tells them apart.
    """
    return _latest(ids, _versions(), day)


def unit_by_id(unit_id: int, day: date) -> UnitOn | None:
    """One unit as `units_of` names it, or None if there is none of that id."""
    return units_of([unit_id], day).get(unit_id)


def units(of: int | Collection[int], on: date, kind: UnitKind | str | None = None) -> list[UnitOn]:
    """The units below one (or several, as a cluster's members) on a day, themselves included, sorted by code."""
    above = [of] if isinstance(of, int) else list(of)
    below = UnitPath.objects.filter(on_day(on), ancestor__in=above).values("descendant")
    versions = _versions().filter(on_day(on), unit__in=below)
    if kind is not None:
        versions = versions.filter(kind=kind)
    return sorted((_unit_on(version) for version in versions), key=lambda unit: unit.code)


def find_unit(text: str, day: date, below: int | None = None) -> UnitOn | None:
    """The unit whose code, name or short name is exactly `text` on `day`, or None.

    "Hội CTĐ" may stand for "Hội Chữ thập đỏ", and both may be left out ("thị xã Quảng Yên"). `below` looks only
    under one unit. Raises Refusal with the codes if a name belongs to several (a code never does).
    """
    typed = " ".join(nfc(text).split())
    standing = _versions().filter(on_day(day))
    if below is not None:
        standing = standing.filter(unit__in=UnitPath.objects.filter(on_day(day), ancestor=below).values("descendant"))
    full = CHAPTER + typed.removeprefix(_ABBREVIATED) if typed.startswith(_ABBREVIATED) else typed
    with_chapter = f"{CHAPTER} {typed[:1].lower()}{typed[1:]}"
    for match in (Q(unit__code=typed), Q(name__in=[full, with_chapter]), Q(short_name=typed)):
        found = sorted((_unit_on(version) for version in standing.filter(match)[:20]), key=lambda unit: unit.code)
        if len(found) > 1:
            codes = ", ".join(unit.code for unit in found)
            raise Refusal(_MANY, name=typed, day=f"{day:%d/%m/%Y}", codes=codes)
        if found:
            return found[0]
    return None


def _versions(revision: int | None = None) -> QuerySet[UnitVersion]:
    """Versions as known at a revision, with the whole life of their unit as `life_from` and `life_to`."""
    life = UnitVersion.objects.filter(known_at(revision), unit=OuterRef("unit"))
    return (
        UnitVersion.objects.filter(known_at(revision))
        .select_related("unit")
        .annotate(
            life_from=Subquery(life.order_by("valid_from").values("valid_from")[:1]),
            life_to=Subquery(life.order_by("-valid_from").values("valid_to")[:1]),
        )
    )


def _latest(ids: Iterable[int], versions: QuerySet[UnitVersion], day: date) -> dict[int, UnitOn]:
    """Each unit's version on `day`, else the last one before it, else the first."""
    asked = set(ids)
    if len(asked) <= FEW:
        versions = versions.filter(unit__in=asked)
    best: dict[int, UnitVersion] = {}
    for version in versions.order_by("valid_from").iterator(chunk_size=2000):
        if version.unit_id in asked and (version.unit_id not in best or version.valid_from <= day):
            best[version.unit_id] = version
    return {unit_id: _unit_on(version) for unit_id, version in best.items()}


def _unit_on(version: UnitVersion) -> UnitOn:
    return UnitOn(
        id=version.unit_id,
        code=version.unit.code,
        name=version.name,
        short_name=version.short_name,
        kind=version.kind,
        designation=version.designation,
        parent_id=version.parent_id,
        valid_from=version.life_from,  # type: ignore[attr-defined]  # annotated by _versions
        valid_to=version.life_to,  # type: ignore[attr-defined]
    )
