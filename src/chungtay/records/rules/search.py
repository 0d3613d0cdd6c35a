"""What a list of records may be narrowed to and ordered by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .approvals import ApprovalState


class Order(StrEnum):
    """What a list is ordered by; `-` before it: the latest first."""

    NEWEST = "-day"
    OLDEST = "day"
    ENTERED = "-entered"
    ENTERED_FIRST = "entered"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; empty is everything.

    `words`: each is somewhere in key or title, folded (no accents, no case). `unit` with all below it, or every
    unit of the code or name `unit_named`. `kind`: an
    EntryKind; `work`: a kind of work; `tag` such as programme:tet_nhan_ai; `by`: who entered it.
    """

    words: tuple[str, ...] = ()
    unit: int | None = None
    unit_named: str = ""
    kind: str = ""
    work: str = ""
    tags: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    state: ApprovalState | None = None
    by: int | None = None
    order: Order = Order.NEWEST

    @property
    def looks_inside(self) -> bool:
        """Must each record be opened to know whether it is meant? Then only so many are counted."""
        return bool(self.work or self.tags or self.by)
