"""Whose records a person sees, and what these units are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.organizations.rules import Permission

FEW_NAMED = 60  # so many units are offered in a list; of more the person writes a name or code


@dataclass(frozen=True, slots=True)
class Reader:
    """The units whose records a person sees, on the day of the sight; `named` by id where they are few."""

    seen: frozenset[int]
    sight: Sight
    named: Mapping[int, UnitOn] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day."""
        return self.sight.on

    @property
    def is_wide(self) -> bool:
        """Are there too many units to choose from a list?"""
        return len(self.seen) > FEW_NAMED

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Id and name of each unit in order of code; beside the name of one that has ended until when it was."""
        units = sorted(self.named.values(), key=lambda unit: (unit.valid_to is not None, unit.code))
        return [(str(unit.id), _told(unit)) for unit in units]

    def names(self, unit_ids: Iterable[int]) -> Mapping[int, UnitOn]:
        """These units as they are called on the day."""
        return self.sight.structure.units_of(unit_ids, self.on) if self.is_wide else self.named


def _told(unit: UnitOn) -> str:
    return f"{unit.name} (–{unit.valid_to:%d/%m/%Y})" if unit.valid_to else unit.name


def reader_of(sight: Sight) -> Reader:
    """What the person sees on that day."""
    return _reader(sight, Permission.SEE_RECORDS)


def approver_of(sight: Sight) -> Reader:
    """Whose records the person may approve on that day."""
    return _reader(sight, Permission.APPROVE)


def within(sight: Sight, code: str, period: Period) -> frozenset[int]:
    """The units of a unit's or a cluster's code in a period, with all below them: those that a report speaks of."""
    known = sight.structure
    unit = known.unit_within(code, period.first, period.last)
    members = known.members_within(code, period.first, period.last) if "/" in code else []
    return frozenset(known.descendant_ids([*(member.unit_id for member in members), *([unit.id] if unit else [])]))


def _reader(sight: Sight, permission: Permission) -> Reader:
    seen = sight.units(permission)
    return Reader(seen, sight, sight.structure.units_of(seen, sight.on) if len(seen) <= FEW_NAMED else {})
