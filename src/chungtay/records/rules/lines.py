"""What stands of a record: one line of a list, and its numbers with their parts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chungtay.ledger.rules import EntryKind

from .approvals import ApprovalState


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of an entry: `value` times 10**-scale of a measure, under tags.

    Of a declared total: the months (`first_month` to `last_month`, year * 12 + month - 1), what it covers, what of it
    lies `beneath` in detail, and the `remainder` it keeps; `state` says whether it keeps one at all.
    """

    indicator: str
    name_vi: str
    name_en: str
    measure: str
    scale: int
    kind: str
    part_of: str | None
    tags: frozenset[str]
    value: int
    covers: str = ""
    estimate: bool = False
    first_month: int = 0
    last_month: int = 0
    state: str = ""
    remainder: int | None = None
    beneath: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A record or a declared total as it stands in a list."""

    seq: int
    kind: EntryKind
    unit_id: int
    key: str
    day: date
    since: date
    title: str
    source: str
    recorded_at: datetime
    by_id: int | None
    by_name: str
    state: ApprovalState
    amounts: tuple[Amount, ...] = ()

    @property
    def is_declaration(self) -> bool:
        """A declared total, not something that happened on a day?"""
        return self.kind == EntryKind.DECLARATION


def with_parts(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """The numbers as they were given: a whole with the parts that stand beside it under the same tags.

    The book posts of a whole only what its parts leave.
    """
    given = list(amounts)
    parents = {amount.indicator: (amount.part_of, amount.measure) for amount in given}
    sums = {(a.indicator, a.tags): 0 for a in given}
    for amount in given:
        code: str | None = amount.indicator
        while code in parents and parents[code][1] == amount.measure:
            if (code, amount.tags) in sums:
                sums[code, amount.tags] += amount.value
            code = parents[code][0] if amount.kind == "flow" else None
    return tuple(replace(amount, value=sums[amount.indicator, amount.tags]) for amount in given)
