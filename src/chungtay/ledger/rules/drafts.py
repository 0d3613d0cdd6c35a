"""What is handed to the ledger to be posted.

Amounts and records are named tuples: a workbook makes hundreds of thousands of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, overload

Column = tuple[str, frozenset[str]]  # an indicator's code under tags


class Amount(NamedTuple):
    """`value` in the indicator's smallest unit (an integer), under tags."""

    indicator: str
    value: int
    tags: frozenset[str] = frozenset()


class Amounts(Sequence[Amount]):
    """Amounts of a table's row, which shares its columns with other rows."""

    __slots__ = ("columns", "values")

    def __init__(self, columns: tuple[Column, ...], values: Sequence[int]) -> None:
        self.columns, self.values = columns, values

    def __len__(self) -> int:
        return len(self.columns)

    def __iter__(self) -> Iterator[Amount]:
        for (code, tags), value in zip(self.columns, self.values, strict=True):
            yield Amount(code, value, tags)

    @overload
    def __getitem__(self, at: int) -> Amount: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Amount]: ...
    def __getitem__(self, at: int | slice) -> Amount | Sequence[Amount]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class RecordDraft(NamedTuple):
    """Something that happened: one owner unit, one day (of a window the last; `since` its first)."""

    unit_id: int
    key: str
    occurred_on: date
    amounts: Sequence[Amount]
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
    amounts: Sequence[Amount]
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


@dataclass(slots=True)
class Outcome:
    """The draft's place in the batch, the entry that stands for it now, and the one it replaced."""

    index: int
    seq: int
    state: OutcomeState
    replaced: int | None = None
