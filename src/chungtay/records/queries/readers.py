"""Whose records a person sees, and what these units are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models.expressions import RawSQL

from chungtay.accounts.models import User
from chungtay.organizations.queries import UnitOn, units_of, units_visible_to
from chungtay.organizations.rules import Permission

from .searching import Everyone

FEW_NAMED = 60  # so many units are offered in a list; of more the person writes a name or code


@dataclass(frozen=True, slots=True)
class Reader:
    """The units whose records a person sees on a day; `named` by id where they are few."""

    seen: frozenset[int]
    on: date
    named: Mapping[int, UnitOn] = field(default_factory=dict)

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
        return units_of(unit_ids, self.on) if self.is_wide else self.named


def _told(unit: UnitOn) -> str:
    return f"{unit.name} (–{unit.valid_to:%d/%m/%Y})" if unit.valid_to else unit.name


def reader_of(user: User, on: date) -> Reader:
    """What the person sees on that day."""
    return _reader(user, on, Permission.SEE_RECORDS)


def approver_of(user: User, on: date) -> Reader:
    """Whose records the person may approve on that day."""
    return _reader(user, on, Permission.APPROVE)


def _reader(user: User, on: date, permission: Permission) -> Reader:
    every = RawSQL("(SELECT COUNT(*) FROM organizations_unit)", [])
    rows = units_visible_to(user, on, permission).annotate(every=every).values_list("pk", "every")
    found = list(rows)
    seen = frozenset(pk for pk, _ in found)
    if len(seen) <= FEW_NAMED:
        return Reader(seen, on, units_of(seen, on) if seen else {})
    return Reader(Everyone(seen) if len(seen) == found[0][1] else seen, on)
