"""Loads the real units: the centre, a chapter for every area, and what became of them on the reform's days."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.organizations.actions.units import add_units, record_succession
from chungtay.organizations.models import Succession, Unit
from chungtay.organizations.rules import (
    CHAPTER,
    SuccessionDraft,
    SuccessionKind,
    UnitDraft,
    UnitKind,
    VersionDraft,
)
from chungtay.places.actions import load_areas
from chungtay.places.queries import AreaOn, areas, successions
from chungtay.places.rules import DESIGNATIONS, EARLIEST, AreaKind, AreaTier, in_sentence, short_name

CENTRE = "vn"
# The two-tier government of 1 July 2025: chapters of districts ended without a successor of their own.
REFORM = date(2025, 7, 1)
_EQUAL = "chia đều (nguồn không cho tỉ lệ)"
_DISSOLVED = "Chính quyền địa phương hai cấp từ 01/7/2025: kết thúc cấp huyện"

_KINDS = {
    AreaTier.PROVINCE: UnitKind.PROVINCE,
    AreaTier.DISTRICT: UnitKind.DISTRICT,
    AreaTier.COMMUNE: UnitKind.COMMUNE,
}
# Units that stand on no area, by the province under which they lie: code, name, short name, kind.
_WITHOUT_AREA = {
    "22": (
        (
            "22.cdyt",
            f"{CHAPTER} Trường Cao đẳng Y tế Quảng Ninh",
            "Trường Cao đẳng Y tế Quảng Ninh",
            UnitKind.SCHOOL,
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class LoadedUnits:
    """How much was new."""

    areas: int
    units: int
    successions: int


@transaction.atomic
def load_units(
    *, by: User | None, at: datetime, province: str | None = None, progress: Callable[[str], None] | None = None
) -> LoadedUnits:
    """Load areas and their chapters, of all or of one province with those it merged with. A second run adds nothing.

    `progress` is told what is being done. Raises Refusal for a code that no province ever bore.
    """
    say = progress or (lambda _: None)
    say("Nạp địa danh …")
    loaded = load_areas(by=by, at=at, province=province)
    scope = areas(province)
    drafts = list(_new_units(scope))
    say(f"Nạp {len(drafts)} đơn vị …")
    if drafts:
        add_units(by=by, at=at, units=drafts, note=f"Nạp {len(drafts)} đơn vị")
    say("Nạp chuyển tiếp …")
    edges = _new_successions(scope, province)
    if edges:
        record_succession(by=by, at=at, successions=edges)
    return LoadedUnits(loaded.areas, len(drafts), len(edges))


def _new_units(scope: Sequence[AreaOn]) -> Iterator[UnitDraft]:
    """Drafts of the centre, the chapters of areas that have none yet, and units without an area; parents first."""
    if not Unit.objects.filter(code=CENTRE).exists():
        name = "Trung ương Hội Chữ thập đỏ Việt Nam"
        yield UnitDraft(CENTRE, (VersionDraft(name, UnitKind.NATION, None, EARLIEST, None, "Trung ương Hội"),))
    there = set(Unit.objects.filter(area__isnull=False).values_list("area", flat=True))
    codes = _unit_codes(scope)
    for area in scope:
        if area.id not in there:
            yield UnitDraft(codes[area.id], tuple(_versions(area, codes)), area.id)
    provinces = {area.code for area in scope if area.tier == AreaTier.PROVINCE}
    for province in sorted(provinces & _WITHOUT_AREA.keys()):
        for code, name, short, kind in _WITHOUT_AREA[province]:
            if not Unit.objects.filter(code=code).exists():
                yield UnitDraft(code, (VersionDraft(name, kind, province, EARLIEST, None, short),))


def _unit_codes(scope: Sequence[AreaOn]) -> dict[int, str]:
    """Unit code by area: the official codes from the province down, joined by dots (22.206.07132; 22.07132)."""
    codes: dict[int, str] = {}
    for area in scope:
        codes[area.id] = area.code if area.parent_id is None else f"{codes[area.parent_id]}.{area.code}"
    return codes


def _versions(area: AreaOn, codes: dict[int, str]) -> Iterator[VersionDraft]:
    parent = CENTRE if area.parent_id is None else codes[area.parent_id]
    first = area.valid_from
    names: list[tuple[str, AreaKind, date | None]] = [(n.name, n.kind, n.valid_to) for n in area.earlier]
    for name, kind, end in [*names, (area.name, area.kind, area.valid_to)]:
        yield VersionDraft(
            name=f"{CHAPTER} {in_sentence(kind, name)}",
            kind=_KINDS[area.tier],
            parent_code=parent,
            valid_from=first,
            valid_to=end,
            short_name=short_name(kind, name),
            designation=DESIGNATIONS[kind],
        )
        first = end or date.max


def _new_successions(scope: Sequence[AreaOn], province: str | None) -> list[SuccessionDraft]:
    """Edges between chapters as between their areas; a district without an edge was dissolved."""
    edges = list(successions(province))
    units = dict(Unit.objects.filter(area__isnull=False).values_list("area", "pk"))
    there = set(Succession.objects.values_list("old", "new", "on"))
    heirs = Counter((edge.old_id, edge.on) for edge in edges)
    origins = Counter((edge.new_id, edge.on) for edge in edges)
    drafts = [
        SuccessionDraft(
            old_id=units[edge.old_id],
            new_id=units[edge.new_id],
            on=edge.on,
            kind=_kind(heirs[edge.old_id, edge.on], origins[edge.new_id, edge.on], edge.on),
            basis=edge.basis if edge.share_num else f"{edge.basis}; {_EQUAL}",
            share_num=edge.share_num,
            share_den=edge.share_den,
        )
        for edge in edges
    ]
    for area in scope:
        if area.tier == AreaTier.DISTRICT and area.valid_to == REFORM and not heirs[area.id, REFORM]:
            drafts.append(SuccessionDraft(units[area.id], None, REFORM, SuccessionKind.DISSOLVE, _DISSOLVED))
    return [draft for draft in drafts if (draft.old_id, draft.new_id, draft.on) not in there]


def _kind(heirs: int, origins: int, on: date) -> SuccessionKind:
    """Cut up: a split. Together with others, or into a neighbour that goes on (before the reform): a merge."""
    if heirs > 1:
        return SuccessionKind.SPLIT
    return SuccessionKind.MERGE if origins > 1 or on < REFORM else SuccessionKind.RENAME
