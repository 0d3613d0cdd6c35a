"""What is handed to the ledger to be posted.

Amounts and records are named tuples: a workbook makes hundreds of thousands of them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Amount(NamedTuple):
    """`value` in the indicator's smallest unit (an integer), under tags."""

    indicator: str
    value: int
    tags: frozenset[str] = frozenset()


class RecordDraft(NamedTuple):
    """Something that happened: one owner unit, one day (of a window the last; `since` its first)."""

    unit_id: int
    key: str
    occurred_on: date
    amounts: tuple[Amount, ...]
    since: date | None = None
    title: str = ""
    note: str = ""
    source: str = ""
    besides: str = ""  # what else belongs to the content (partners): another one is a correction
    kept: str = ""  # digest of what the owner app keeps beside the book: enters the entry's hash


@dataclass(frozen=True, slots=True)
class DeclarationDraft:
    """Totals of a span of whole months: `covers` own work or with all units below; estimate (ước) or final."""

    unit_id: int
    key: str
    covers: str
    first: date
    last: date
    amounts: tuple[Amount, ...]
    estimate: bool = False
    title: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as a chapter writes it into its catalogue."""

    code: str
    name_vi: str
    measure: str
    kind: str
    field: str
    name_en: str = ""
    definition_vi: str = ""
    part_of: str | None = None
    scale: int = 0
    source: str = ""
    derived: str = ""
    excluded_kinds: tuple[str, ...] = ()
    ended_on: date | None = None

    @property
    def changing(self) -> dict[str, object]:
        """What may change in a later version."""
        return {
            "name_vi": self.name_vi,
            "name_en": self.name_en,
            "field": self.field,
            "definition_vi": self.definition_vi,
            "derived": self.derived,
            "excluded_kinds": "|".join(self.excluded_kinds),
            "source": self.source,
            "ended_on": self.ended_on,
        }


class OutcomeState(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The draft's place in the batch, the entry that stands for it now, and the one it replaced."""

    index: int
    seq: int
    state: OutcomeState
    replaced: int | None = None
