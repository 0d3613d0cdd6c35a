"""What was read beside what an officer would state: found, missed, invented, and how right the rest of each is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from chungtay.kernel.measures import measure_of
from chungtay.kernel.text import folded
from chungtay.quantities.rules.figures import Quantity
from chungtay.reading.rules.figures import Figure, Period

from .marks import Days, Gold, Marked

ASPECTS: Final = (
    "as written",
    "precision",
    "kind",
    "indicator",
    "tags",
    "organization",
    "period",
    "comparison",
    "part of",
)
# What every name of an organization has, and levels that texts leave out.
_COMMON: Final = re.compile(
    r"\b(?:uy ban|ban chi dao|hoi|chu thap do|ctd|trung uong|t\.?u|cac cap|thanh pho|tinh|huyen|thi xa|tp|phuong|xa|quan|dac khu)\b"
)


@dataclass
class Score:
    """Counts of one genre or of a whole part of the corpus."""

    right: int = 0
    missed: int = 0
    invented: int = 0
    aspects: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in ASPECTS})

    @property
    def precision(self) -> float:
        """Of what was read, how much is there."""
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def share(self, aspect: str) -> float | None:
        """How much of what was found is right in one aspect; None where nothing was asked."""
        right, asked = self.aspects[aspect]
        return right / asked if asked else None

    def add(self, other: "Score") -> None:
        """Add the counts of another score."""
        self.right, self.missed, self.invented = (
            self.right + other.right,
            self.missed + other.missed,
            self.invented + other.invented,
        )
        for name, (right, asked) in other.aspects.items():
            self.aspects[name][0] += right
            self.aspects[name][1] += asked


@dataclass(frozen=True)
class Found:
    """What one reader says of one number, as far as it is compared."""

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None
    unit: str


@dataclass
class Miss:
    """What a reader got wrong, for a person: `what` is missed, invented, or an aspect."""

    what: str
    start: int
    end: int
    said: str


def found_of(quantities: Iterable[Quantity]) -> list[Found]:
    """The quantities of the product as they are compared."""
    return [
        Found(
            one.span.start,
            one.span.end,
            Decimal(one.value),
            None if one.value_to is None else Decimal(one.value_to),
            one.unit,
        )
        for one in quantities
    ]


def paired(document: Marked, found: Sequence[Found]) -> tuple[dict[int, int], Score, list[Miss]]:
    """Gold figure to read figure, both by place; a number with another value or unit is missed and invented at once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place, gold in enumerate(document.figures):
        near = [n for n, one in enumerate(found) if n not in taken and one.start < gold.end and one.end > gold.start]
        match = next((n for n in near if same(gold, found[n])), None)
        if match is not None:
            pairs[place] = match
            taken.add(match)
    score, misses = Score(right=len(pairs)), []
    for place, gold in enumerate(document.figures):
        if place not in pairs:
            score.missed += 1
            misses.append(Miss("missed", gold.start, gold.end, f"{gold.as_written} = {gold.value} {gold.units[0]}"))
    for number, one in enumerate(found):
        if number not in taken and not any(one.start < end and one.end > start for start, end in document.free):
            score.invented += 1
            misses.append(
                Miss("invented", one.start, one.end, f"{document.text[one.start : one.end]} = {one.value} {one.unit}")
            )
    return pairs, score, misses


def same(gold: Gold, one: Found) -> bool:
    """Whether value and unit are those."""
    return one.value == gold.value and one.value_to == gold.value_to and same_unit(gold, one.unit)


def same_unit(gold: Gold, unit: str) -> bool:
    """Whether a unit is one of the gold's: the same words, a word of the same measure, or one of a pair of places."""
    head, _, per = unit.partition("/")
    for right in gold.units:
        if unit == right or (gold.each and per and head == right):
            return True
        measure = measure_of(right)
        if measure is not None and measure == measure_of(unit):
            return True
        if {part.strip() for part in right.split(",")} & {part.strip() for part in unit.split(",")}:
            return True
    return False


def aspects(
    document: Marked, figures: Sequence[Figure], pairs: Mapping[int, int], names: Mapping[str, set[str]]
) -> tuple[dict[str, list[int]], list[Miss]]:
    """Right and asked for every aspect of the figures that were found, and what is wrong.

    `names` are those that the units of a code ever bore: 15 was Yên Bái before it was Lào Cai.
    """
    counts, misses = {name: [0, 0] for name in ASPECTS}, []
    back = {number: place for place, number in pairs.items()}
    for place, number in pairs.items():
        gold, figure = document.figures[place], figures[number]
        for aspect, asked, right, said in _judged(gold, figure, document.dated, back, names):
            if asked:
                counts[aspect][0] += right
                counts[aspect][1] += 1
                if not right:
                    misses.append(Miss(aspect, gold.start, gold.end, said))
    return counts, misses


def _judged(
    gold: Gold, figure: Figure, dated: date | None, back: Mapping[int, int], names: Mapping[str, set[str]]
) -> list[tuple[str, bool, bool, str]]:
    quantity = figure.quantity
    whole = None if quantity.part_of is None else back.get(quantity.part_of, -2)
    read = None if quantity.comparison is None else (str(quantity.comparison.kind), Decimal(quantity.comparison.value))
    called = names.get(figure.organization or "") or {figure.organization_name or ""}
    return [
        (
            "as written",
            True,
            (quantity.span.start, quantity.span.end) == (gold.start, gold.end),
            f"{gold.start}-{gold.end} read as {quantity.span.start}-{quantity.span.end}",
        ),
        ("precision", True, quantity.precision == gold.precision, f"{gold.precision} read as {quantity.precision}"),
        ("kind", True, str(quantity.kind) in gold.kinds, f"{gold.kinds} read as {quantity.kind}"),
        (
            "indicator",
            True,
            figure.indicator in gold.indicators,
            f"{gold.indicators} read as {figure.indicator}",
        ),
        ("tags", bool(gold.tags), gold.tags <= figure.tags, f"{sorted(gold.tags)} read as {sorted(figure.tags)}"),
        (
            "organization",
            gold.organization is not None
            and bool(_core(gold.organization))
            and gold.kinds[0] != "context_not_own_result",
            any(_same_name(gold.organization or "", name) for name in called),
            f"{gold.organization} read as {'/'.join(sorted(called)) or figure.organization}",
        ),
        (
            "period",
            gold.period is not None and gold.kinds[0] not in ("context_not_own_result", "unit_price_or_rate"),
            _same_days(gold, figure.period, dated),
            f"{gold.period} read as {figure.period}",
        ),
        (
            "comparison",
            not gold.unsure_comparison and (gold.comparison is not None or read is not None),
            read == gold.comparison,
            f"{gold.comparison} read as {read}",
        ),
        (
            "part of",
            gold.part_of != -1 and (gold.part_of is not None or whole is not None),
            whole == gold.part_of,
            f"{gold.part_of} read as {whole}",
        ),
    ]


def _core(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", _COMMON.sub(" ", folded(name))).split())


def _same_name(right: str, read: str) -> bool:
    one, other = _core(right), _core(read)
    return bool(other) and (one == other or (min(len(one), len(other)) > 3 and (one in other or other in one)))


def _same_days(gold: Gold, read: Period | None, dated: date | None) -> bool:
    right: Days | None = gold.period
    if read is None or right is None:
        return False
    if gold.kinds == ("stock",):  # its last day is the day of the reading
        return read.last in (right.last, dated) or (right.rough and read.last.year == right.last.year)
    if right.rough:
        return (read.first.year, read.last.year) == (right.first.year, right.last.year)
    return (read.first, read.last) == (right.first, right.last)


def by_aspect(misses: Iterable[Miss]) -> Counter[str]:
    """How many misses of each kind."""
    return Counter(miss.what for miss in misses)
