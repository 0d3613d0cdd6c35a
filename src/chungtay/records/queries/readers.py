"""Whose records a person sees, and what these units are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chungtay.accounts.models import User
from chungtay.figures.queries.permitted import seen_records
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import UnitOn, find_unit, units_of, units_visible_to
from chungtay.organizations.rules import Permission

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
        """Code and name of each unit, in order of code; one code may have been borne by two units in turn."""
        units = sorted(self.named.values(), key=lambda unit: (unit.code, unit.valid_from))
        return [(str(unit.id), unit.name) for unit in units]

    def unit_of(self, text: str) -> int | None:
        """The unit that was chosen, or written by name or code; None where there is none among the seen."""
        if not self.is_wide:
            return int(text) if text.isdecimal() and int(text) in self.seen else None
        try:
            found = find_unit(text, self.on)
        except Refusal:  # a name of several units
            return None
        return found.id if found and found.id in self.seen else None

    def names(self, unit_ids: Iterable[int]) -> Mapping[int, UnitOn]:
        """These units as they are called on the day."""
        return units_of(unit_ids, self.on) if self.is_wide else self.named


def reader_of(user: User, on: date) -> Reader:
    """What the person sees on that day."""
    seen = seen_records(user, on)
    return Reader(seen, on, units_of(seen, on) if 0 < len(seen) <= FEW_NAMED else {})


def approver_of(user: User, on: date) -> Reader:
    """Whose records the person may approve on that day."""
    seen = frozenset(units_visible_to(user, on, Permission.APPROVE).values_list("pk", flat=True))
    return Reader(seen, on, units_of(seen, on) if 0 < len(seen) <= FEW_NAMED else {})
