"""How a delivery counts: indicators by kind of work, values by kind of value, tags."""

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, one_line
from chungtay.ledger.rules import Amount, Catalogue, RecordDraft

from .drafts import Delivered, DeliveryDraft, Line, Work
from .quantities import in_measure
from .worth import worth


@dataclass(frozen=True, slots=True)
class Counted:
    """Indicators that a kind of work counts under; empty where it has none."""

    value: str = ""
    turns: str = ""
    households: str = ""
    count: str = ""


WORKS: Final[dict[Work, Counted]] = {
    Work.GIFT: Counted("gift.value", "social.turns", "gift.households", "gift.count"),
    Work.ADDRESS: Counted("address.value", "address.turns", "", "address.assisted"),
    Work.HOUSE: Counted("house.value", "social.turns", "", "house.built"),
    Work.LIVELIHOOD: Counted("live.value", "social.turns", "", ""),
    Work.DISABILITY: Counted("dis.value", "social.turns", "", ""),
    Work.SCHOOLING: Counted("edu.value", "social.turns", "", "edu.scholarships"),
    Work.SOCIAL: Counted("social.value", "social.turns", "", "social.cases"),
    Work.VISIT: Counted("social.value", "social.turns", "visit.households", ""),
    Work.HEALTH: Counted("health.value", "health.turns", "", "health.cases"),
    Work.MEAL: Counted("meal.value", "", "", "meal.portions"),
    Work.FIRST_AID: Counted("firstaid.value", "firstaid.trained", "", "firstaid.cases"),
    Work.DISASTER: Counted("disaster.value", "disaster.turns", "disaster.households", "disaster.gifts"),
    Work.OTHER: Counted(),
}

# What goods may be counted as besides their worth: indicators whose codes begin so.
THINGS_COUNTED: Final = (
    "goods.", "live.cows", "dis.wheelchairs", "edu.bicycles", "edu.books", "fish.", "infra.", "health.cards",
)  # fmt: skip

NO_PLACE: Final = gettext_noop("Loại việc này không đếm %(what)s: ghi vào chỉ tiêu khác hoặc để trống.")


def counted_things(catalogue: Catalogue, on: date) -> tuple[str, ...]:
    """Indicators that the quantity of a line may count under on a day, in the order of the catalogue."""
    things = ((code, view) for code, view in catalogue.indicators.items() if code.startswith(THINGS_COUNTED))
    return tuple(code for code, view in things if view.kind == "flow" and view.stands_on(on))


def tags_of(draft: DeliveryDraft) -> frozenset[str]:
    """The tags that everything of the delivery carries."""
    return frozenset(
        [
            *(f"programme:{code}" for code in draft.programmes),
            *(f"disaster:{code}" for code in draft.disasters),
            *(f"group:{group}" for group in draft.groups),
        ]
    )


def amounts(draft: DeliveryDraft, catalogue: Catalogue) -> tuple[Amount, ...]:
    """What the ledger posts for the delivery.

    Values of one kind are one amount under value:<kind>. Raises Refusal where the work has no indicator for a number.
    """
    tags = tags_of(draft)
    sums: dict[tuple[str, frozenset[str]], int] = {}
    for indicator, value, more in (*_of_lines(draft, catalogue), *_of_counts(draft)):
        place = (indicator, tags | more)
        sums[place] = sums.get(place, 0) + value
    return tuple(Amount(indicator, value, under) for (indicator, under), value in sums.items())


Part = tuple[str, int, frozenset[str]]


def _of_lines(draft: DeliveryDraft, catalogue: Catalogue) -> Iterator[Part]:
    for line in draft.lines:
        if value := worth(line):
            yield _named(WORKS[draft.work].value, "trị giá"), value, frozenset([f"value:{line.kind}"])
        if line.counts_as:
            yield line.counts_as, _quantity(line, catalogue), _item(line)


def _of_counts(draft: DeliveryDraft) -> Iterator[Part]:
    counted = WORKS[draft.work]
    numbers = (
        (counted.turns, "lượt người", draft.turns),
        (counted.households, "hộ", draft.households),
        (counted.count, "số lượng", draft.count),
    )
    yield from ((_named(code, what), number, frozenset()) for code, what, number in numbers if number is not None)
    yield from ((amount.indicator, amount.value, amount.tags) for amount in draft.also)


def _named(indicator: str, what: str) -> str:
    if not indicator:
        raise Refusal(NO_PLACE, what=what)
    return indicator


def _quantity(line: Line, catalogue: Catalogue) -> int:
    view = catalogue[line.counts_as]
    exact = Fraction(line.quantity, 10**line.quantity_scale)
    return in_measure(exact, line.unit_word, view.measure, view.scale, line.item)


def _item(line: Line) -> frozenset[str]:
    """The item as a tag, where several items count under one indicator."""
    if not line.counts_as.startswith("goods.") or not line.item:
        return frozenset()
    return frozenset(["item:" + "_".join("".join(c if c.isalnum() else " " for c in folded(line.item)).split())])


def besides(delivered: Delivered) -> str:
    """What belongs to a record's content beside its numbers: the credited partners."""
    return f"partners:{','.join(map(str, sorted(delivered.partners)))}" if delivered.partners else ""


def partners_in(payload: str) -> tuple[int, ...]:
    """The credited partners that an entry's payload names: `besides`, before its bar."""
    said = payload.partition("|")[0]
    return tuple(map(int, said.removeprefix("partners:").split(","))) if said.startswith("partners:") else ()


def kept_digest(delivered: Delivered, salt: str) -> str:
    """What the entry's hash holds of all that `aid` keeps of a delivery: the salt and a digest."""
    d = delivered
    record = (d.record.unit_id, d.record.key, d.record.since or d.record.occurred_on, d.record.occurred_on)
    lines = [(*(str(value) for value in astuple(line)), worth(line)) for line in d.lines]
    said = (*map(str, record), sorted(d.partners), d.place_id, d.giver, str(d.work), d.turns, d.households, d.count,
            sorted(map(str, d.groups)), lines)  # fmt: skip
    return f"{salt}:{hashlib.sha256((salt + repr(said)).encode()).hexdigest()}"


def keeps(delivered: Delivered) -> bool:
    """Is there anything to keep that the ledger does not hold?"""
    said = (delivered.partners, delivered.giver, delivered.place_id, delivered.lines, delivered.groups)
    counts = (delivered.turns, delivered.households, delivered.count)
    return delivered.work != Work.OTHER or any(said) or any(number is not None for number in counts)


def delivered_of(draft: DeliveryDraft, catalogue: Catalogue) -> Delivered:
    """The delivery with its record."""
    record = RecordDraft(
        unit_id=draft.unit_id,
        key=draft.key,
        occurred_on=draft.occurred_on,
        amounts=amounts(draft, catalogue),
        since=draft.since,
        title=one_line(draft.title),
        note=draft.note,
        source=draft.source,
    )
    return Delivered(
        record=record,
        partners=tuple(sorted(set(draft.partners))),
        place_id=draft.place_id,
        giver=one_line(draft.giver),
        work=draft.work,
        turns=draft.turns,
        households=draft.households,
        count=draft.count,
        groups=draft.groups,
        lines=draft.lines,
    )
