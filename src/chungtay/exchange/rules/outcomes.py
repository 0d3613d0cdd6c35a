"""What came of an import."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chungtay.ledger.rules import OutcomeState

from .problems import Problem


class ImportState(StrEnum):
    """How far an import got."""

    OPEN = "open"
    POSTED = "posted"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """An indicator before and after, and what the import's own entries changed; in its smallest unit."""

    before: int
    delta: int
    after: int


@dataclass(frozen=True, slots=True)
class RowFlag:
    """A declaration that the import posted, or raised the detail of, and that does not fit; `row` None: not in the file.

    Days and values as the ledger tells them; `other_*` of the earlier declaration that it crosses.
    """

    row: int | None
    kind: str
    unit: str
    indicator: str
    scale: int
    first: date
    last: date
    value: int
    beneath: int
    other_unit: str = ""
    other_first: date | None = None
    other_last: date | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """`id` is None where nothing was written. `accepted` counts new rows that are right, posted or not."""

    id: int | None
    rows: int
    accepted: int
    corrected: int
    already: int
    refused: int
    posted: bool
    totals: dict[str, ControlTotal]
    problems: tuple[Problem, ...]
    scales: dict[str, str] = field(default_factory=dict)
    flagged: tuple[RowFlag, ...] = ()

    @classmethod
    def of_nothing(cls, problem: Problem) -> "ImportResult":
        """The answer about a file that could not even be opened."""
        return cls(None, 0, 0, 0, 0, 0, False, {}, (problem,))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key that someone changed after the import: left as it stands."""

    unit: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undoing took back, what it put back, and what it left."""

    id: int
    withdrawn: int
    restored: int
    conflicts: tuple[Conflict, ...]


def row_state(states: Sequence[str]) -> str:
    """A row by the states of its drafts: new if all are, there already if all are, else corrected."""
    kinds = set(states)
    return kinds.pop() if len(kinds) == 1 else OutcomeState.CORRECTED
