"""What `aid` keeps of records: lines, giver, partners, place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from chungtay.aid.models import Delivery
from chungtay.aid.queries import partners_of

LINE = (
    "kind", "item", "quantity", "quantity_scale", "unit_word", "unit_price", "amount", "amount_scale", "currency",
    "rate", "value",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One thing given, as `aid.models.DeliveryLine` keeps it; `value` in đồng."""

    kind: str
    item: str
    quantity: int
    quantity_scale: int
    unit_word: str
    unit_price: int
    amount: int
    amount_scale: int
    currency: str
    rate: int | None
    value: int


@dataclass(frozen=True, slots=True)
class Given:
    """What was given beside the numbers of an entry."""

    work: str
    place: str
    giver: str
    turns: int | None
    households: int | None
    count: int | None
    groups: tuple[str, ...]
    lines: tuple[GivenLine, ...]
    partners: tuple[int, ...]

    @property
    def value(self) -> int:
        """What the lines are worth together, in đồng."""
        return sum(line.value for line in self.lines)


def given_of(seqs: Collection[int]) -> dict[int, Given]:
    """What was given under these entries, where anything is kept. Two queries."""
    fields = ("entry_seq", "work", "place__name", "giver", "turns", "households", "count", "groups")
    rows = Delivery.objects.filter(entry_seq__in=seqs).order_by("pk", "lines__pk")
    heads: dict[int, tuple[Any, ...]] = {}
    lines: dict[int, list[GivenLine]] = {}
    for row in rows.values_list(*fields, *(f"lines__{name}" for name in LINE)):
        seq, *head = row[: len(fields)]
        heads[seq] = tuple(head)
        if row[len(fields)] is not None:
            lines.setdefault(seq, []).append(GivenLine(*row[len(fields) :]))
    partners = partners_of(heads)
    return {seq: _given(head, lines.get(seq, ()), partners.get(seq, ())) for seq, head in heads.items()}


def _given(head: tuple[Any, ...], lines: Iterable[GivenLine], partners: tuple[int, ...]) -> Given:
    work, place, giver, turns, households, count, groups = head
    codes = tuple(code for code in groups.split("|") if code)
    return Given(work, place or "", giver, turns, households, count, codes, tuple(lines), partners)
