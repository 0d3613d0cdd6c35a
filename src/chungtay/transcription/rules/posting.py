"""What a posting of accepted figures comes to, line by line: told before it is done, and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

from .cells import Cell
from .states import Destination

AGAINST: Final = gettext_noop("văn bản nói hai số khác nhau về cùng một ô; bỏ một trong hai")


@dataclass(slots=True)
class PostingLine:
    """An accepted figure on its way: what it becomes, what the book said of its cell before.

    `declared`, `estimated`: what was declared of the cell before; `beneath`: detail recorded inside it; `counted`: what
    the cell counted before, None where nothing was known of it. `others`: what other records tell of that day.
    """

    place: int
    cell: Cell
    destination: Destination
    unit_id: int | None = None
    why: str = ""
    key: str = ""
    declared: int | None = None
    estimated: bool = False
    beneath: int = 0
    counted: int | None = None
    others: int = 0
    crossing: bool = False
    already: bool = False
    corrected: bool = False
    refused: Refusal | None = None
    entry: int | None = None
    also: list[int] = field(default_factory=list)  # other places in the document that say the same

    @property
    def exceeded(self) -> bool:
        """Is the recorded detail above what is declared?"""
        return self.cell.value is not None and self.beneath > self.cell.value and not self.crossing


@dataclass(frozen=True, slots=True)
class PostingReport:
    """A whole posting: its lines, and how many figures of the earlier version it withdrew."""

    lines: Sequence[PostingLine]
    withdrawn: int = 0

    @property
    def by_destination(self) -> dict[str, list[PostingLine]]:
        """The lines that are posted, by what they become."""
        return {kind.value: [p for p in self.lines if p.destination == kind and not p.refused] for kind in Destination}

    @property
    def refused(self) -> list[PostingLine]:
        """The lines that cannot be posted."""
        return [line for line in self.lines if line.refused is not None]

    @property
    def good(self) -> int:
        """How many lines are posted."""
        return len(self.lines) - len(self.refused)


def events(lines: Iterable[tuple[PostingLine, tuple[int, int]]]) -> list[list[PostingLine]]:
    """Records to be: figures of one unit, one day and one sentence are one event; the second value is the sentence."""
    found: dict[tuple[object, ...], list[PostingLine]] = {}
    for line, sentence in lines:
        found.setdefault((line.unit_id, line.cell.last, sentence), []).append(line)
    return list(found.values())
