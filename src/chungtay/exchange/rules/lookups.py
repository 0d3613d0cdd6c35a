"""What cells are looked up in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from chungtay.kernel.errors import Refusal
from chungtay.ledger.rules import Catalogue

from .names import DisasterIndex, ProgrammeIndex, each
from .units import UnitIndex


@dataclass(slots=True)
class Lookups:
    """Names and codes as they stand; `below` says whether a unit has units below it on a day."""

    catalogue: Catalogue
    units: UnitIndex
    programmes: ProgrammeIndex
    disasters: DisasterIndex
    today: date
    below: Callable[[int, date], bool]
    declared: frozenset[tuple[int, str]] = frozenset()  # keys (unit id, key) under which declarations stand
    only: Collection[int] | None = None  # units whose rows may come in; None: every unit's
    keys: set[tuple[int, str]] = field(default_factory=set)  # of the file so far
    cells: set[tuple[int, str]] = field(default_factory=set)  # declared in the file so far, whatever their key
    partner_answers: dict[tuple[str, date], tuple[int, ...] | Refusal] = field(default_factory=dict)
    disaster_answers: dict[tuple[str, date], tuple[str, ...] | Refusal] = field(default_factory=dict)

    def partners(self, text: str, day: date) -> tuple[int, ...] | Refusal:
        """Ids of the units that a cell names, in id order."""
        asked = (text, day)
        found = self.partner_answers.get(asked)
        if found is None:
            ids = each(text, lambda name: self.units.find(name, day))
            found = ids if isinstance(ids, Refusal) else tuple(sorted(set(ids)))
            self.partner_answers[asked] = found
        return found

    def disasters_on(self, text: str, day: date) -> tuple[str, ...] | Refusal:
        """Tags of the disasters that a cell names, as they were called on the day."""
        asked = (text, day)
        found = self.disaster_answers.get(asked)
        if found is None:
            tags = each(text, lambda name: self.disasters.find(name, day))
            found = tags if isinstance(tags, Refusal) else tuple(sorted(set(tags)))
            self.disaster_answers[asked] = found
        return found
