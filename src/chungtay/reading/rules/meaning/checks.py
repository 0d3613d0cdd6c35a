"""Numbers of one document that do not agree with each other, told with both numbers.

Hedges are given their room: "trên 4,3 tỷ" may be up to the next digit, "gần" as much below, "khoảng" both ways.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from chungtay.kernel.measures import measure_of
from chungtay.kernel.numbers import decimal, half_up, written
from chungtay.kernel.numbers.room import last_digit
from chungtay.quantities.rules.figures import ComparisonKind, FigureKind
from chungtay.reading.rules.figures import Check, Figure
from chungtay.unpacking.rules import BlockKind, Document

_ROUNDED: Final = Fraction(1, 20)  # half of the last digit that a percentage with one decimal is given to
_THOUSAND: Final = (Fraction(900), Fraction(1100))  # about a thousand times
_LEAST_EACH: Final = 1000  # đồng: nothing that is given is worth less; rather a scale was left out
_WITHIN: Final = "trong đó"
_TOTALLED: Final = "part of a total"
_measure: Final = lru_cache(maxsize=256)(measure_of)
_EXHAUSTIVE: Final = ("gồm", "còn lại", "bao gồm", "chia ra")


def checks(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Everything that does not agree, in the order of the text."""
    told = _Told(document, figures)
    found = [
        *told.parts_and_wholes(),
        *told.within_but_above(),
        *told.prices_and_counts(),
        *told.too_small(),
        *told.percentages(),
        *told.headline(),
    ]
    return sorted(found, key=lambda check: check.sentence.start)


class _Told:
    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self.document, self.figures = document, figures
        self.parts: dict[int, list[int]] = {}
        self.beside: dict[int, list[int]] = {}
        self.cells: dict[tuple[str | None, str | None, str, FigureKind], list[int]] = {}
        for number, figure in enumerate(figures):
            self.cells.setdefault(_cell(figure), []).append(number)
            for whole, found in ((figure.quantity.part_of, self.parts), (figure.quantity.value_of, self.beside)):
                if whole is not None and whole < len(figures):
                    found.setdefault(whole, []).append(number)

    def said(self, number: int) -> str:
        """A number as it stands, with its unit: “trên 4,3 tỷ đồng”; one that its table multiplies as it counts."""
        quantity = self.figures[number].quantity
        scaled = any(why.startswith("nhân với") for why in quantity.why)
        stands = written(half_up(self.value(number))) if scaled else quantity.span.of(self.document.text)
        return f"“{stands} {quantity.unit}”".replace(" ”", "”")

    def check(self, rule: str, says: str, *numbers: int) -> Check:
        return Check(rule, says, tuple(sorted(numbers)), self.figures[numbers[0]].quantity.sentence)

    def value(self, number: int) -> Fraction:
        return Fraction(self.figures[number].quantity.value)

    def within_but_above(self) -> Iterator[Check]:
        """A number said to be inside the last one of its unit, and larger: the grammar calls it no part."""
        last: dict[str, int] = {}
        for number, figure in enumerate(self.figures):
            quantity = figure.quantity
            measure = _measure(quantity.unit) or quantity.unit
            whole = last.get(measure)
            last[measure] = number
            if whole is None or quantity.part_of is not None or quantity.kind != self.figures[whole].quantity.kind:
                continue
            before = self.figures[whole].quantity
            if before.sentence == quantity.sentence and self._within(whole, number):
                yield from self._above(number, whole)

    def _within(self, *numbers: int) -> bool:
        places = [self.figures[number].quantity.span.start for number in numbers]
        return _WITHIN in self.document.text[min(places) : max(places)].lower()

    def _above(self, part: int, whole: int) -> Iterator[Check]:
        most = self.figures[whole].quantity.room[1]
        if most is not None and self.figures[part].quantity.room[0] > most:
            says = f"Phần {self.said(part)} lớn hơn tổng {self.said(whole)}."
            yield self.check("part_above_whole", says, part, whole)

    def parts_and_wholes(self) -> Iterator[Check]:
        """A part above its whole; parts that are said to be all and do not add up."""
        for whole, parts in self.parts.items():
            unit = self.figures[whole].quantity.unit
            alike = [part for part in parts if self.figures[part].quantity.unit == unit]
            above = [check for part in alike for check in self._above(part, whole)]
            yield from above
            if len(alike) > 1 and not above:
                yield from self._sum(whole, alike)

    def _sum(self, whole: int, parts: list[int]) -> Iterator[Check]:
        rooms = [self.figures[part].quantity.room for part in parts]
        least, total = sum((low for low, _ in rooms), Fraction(0)), self.figures[whole].quantity.room
        highs = [high for _, high in rooms if high is not None]
        most = sum(highs, Fraction(0)) if len(highs) == len(rooms) else None
        sentence = self.figures[whole].quantity.sentence.of(self.document.text).lower()
        every = any(word in sentence for word in _EXHAUSTIVE) or self._are_all(whole, parts)
        below = most is not None and most < total[0] and every
        if (total[1] is not None and least > total[1]) or below:
            added = written(half_up(sum((self.value(part) for part in parts), Fraction(0))))
            listed = ", ".join(self.said(part) for part in parts[:6]) + (" …" if len(parts) > 6 else "")
            yield self.check(
                "parts_do_not_sum",
                f"Các phần {listed} cộng lại là {added}, tổng nêu là {self.said(whole)}.",
                whole,
                *parts,
            )

    def _are_all(self, whole: int, parts: list[int]) -> bool:
        """Whether a table's total sums units that are each told apart, none as an example."""
        of = {self.figures[part].organization for part in parts}
        totalled = _TOTALLED in self.figures[parts[0]].quantity.why
        return totalled and len(of - {None}) == len(parts) and not self._within(whole, *parts)

    def prices_and_counts(self) -> Iterator[Check]:
        """A price times its count that is not the worth that is told."""
        for count, numbers in self.beside.items():
            prices = [n for n in numbers if self.figures[n].quantity.unit.startswith("đồng/")]
            worths = [n for n in numbers if self.figures[n].quantity.unit == "đồng"]
            if len(prices) == 1 and len(worths) == 1:
                yield from self._product(count, prices[0], worths[0])

    def _product(self, count: int, price: int, worth: int) -> Iterator[Check]:
        low, high = (self.figures[n].quantity.room for n in (count, price))
        told = self.figures[worth].quantity.room
        least = low[0] * high[0]
        most = low[1] * high[1] if low[1] is not None and high[1] is not None else None
        if (told[1] is None or least <= told[1]) and (most is None or most >= told[0]):
            return
        product = self.value(count) * self.value(price)
        ratio = max(product, self.value(worth)) / max(min(product, self.value(worth)), Fraction(1))
        says = f"{self.said(count)} × {self.said(price)} = {written(half_up(product))} đồng, văn bản nêu {self.said(worth)}"
        if _THOUSAND[0] <= ratio <= _THOUSAND[1]:
            yield self.check(
                "thousandfold", f"{says}: lệch nghìn lần, có thể thiếu hoặc thừa “nghìn”, “triệu”.", worth, count, price
            )
        else:
            yield self.check("price_times_count", f"{says}.", worth, count, price)

    def too_small(self) -> Iterator[Check]:
        """Money for one of something that is worth nothing: a scale was left out."""
        for number, figure in enumerate(self.figures):
            quantity = figure.quantity
            count = quantity.value_of
            if quantity.unit.startswith("đồng/") and 0 < quantity.value < _LEAST_EACH:
                says = f"Mức {self.said(number)} quá nhỏ: có thể thiếu “nghìn” hoặc “triệu”."
                yield self.check("thousandfold", says, number)
            elif quantity.unit == "đồng" and count is not None and quantity.value > 0 and self.value(count) > 0:
                each = self.value(number) / self.value(count)
                if each < _LEAST_EACH:
                    says = f"{self.said(number)} cho {self.said(count)} là {written(half_up(each))} đồng mỗi phần: có thể thiếu “nghìn” hoặc “triệu”."
                    yield self.check("thousandfold", says, number, count)

    def percentages(self) -> Iterator[Check]:
        """A percentage of a plan, or of a whole, that the two numbers do not give."""
        for number, figure in enumerate(self.figures):
            comparison = figure.quantity.comparison
            if comparison is None:
                continue
            if comparison.kind in (ComparisonKind.OF_PLAN, ComparisonKind.OVER_PLAN):
                other, plus = self._target_of(number), 100 if comparison.kind is ComparisonKind.OVER_PLAN else 0
            elif comparison.kind is ComparisonKind.SHARE:
                other, plus = figure.quantity.part_of, 0
            else:
                continue
            if other is not None and self.value(other) > 0:
                yield from self._percent(number, other, Fraction(comparison.value) + plus, Fraction(comparison.value))

    def _percent(self, number: int, other: int, percent: Fraction, told: Fraction) -> Iterator[Check]:
        low, high = self.figures[number].quantity.room, self.figures[other].quantity.room
        least = low[0] / high[1] * 100 if high[1] else Fraction(0)
        most = low[1] / high[0] * 100 if low[1] is not None and high[0] > 0 else None
        slack = max(last_digit(told), 2 * _ROUNDED) if told.denominator > 1 else Fraction(1)
        if least - slack <= percent and (most is None or percent <= most + slack):
            return
        true = self.value(number) / self.value(other) * 100
        says = f"{self.said(number)} so với {self.said(other)} là {decimal(true)}%, văn bản nêu {decimal(told)}%."
        yield self.check("percentage", says, number, other)

    def _target_of(self, number: int) -> int | None:
        """The one target that is told for the same cell."""
        figure = self.figures[number]
        found = [
            n for n in self.cells.get((*_cell(figure)[:-1], FigureKind.TARGET), ()) if figure.indicator is not None
        ]
        year = figure.period.last.year if figure.period else None
        years = {n: period.last.year if (period := self.figures[n].period) else year for n in found[:9]}
        found = [n for n in years if self.figures[n].tags == figure.tags and year in (None, years[n])]
        return found[0] if len(found) == 1 else None

    def headline(self) -> Iterator[Check]:
        """A number of the title that the text below does not bear out, though it tells the same."""
        titles = [block.span for block in self.document.blocks if block.kind is BlockKind.TITLE]
        above = [n for n, f in enumerate(self.figures) if any(s.start <= f.quantity.span.start < s.end for s in titles)]
        titled = set(above)
        for number in above:
            figure = self.figures[number]
            same = self.cells[_cell(figure)] if figure.indicator is not None else []
            body = [n for n in same if n not in titled and figure.tags <= self.figures[n].tags]
            if body and not any(self._meet(number, n) for n in body):
                says = f"Tiêu đề nêu {self.said(number)}, nội dung nêu {self.said(body[0])}."
                yield self.check("headline", says, number, body[0])

    def _meet(self, one: int, other: int) -> bool:
        first, second = self.figures[one].quantity.room, self.figures[other].quantity.room
        return (first[1] is None or second[0] <= first[1]) and (second[1] is None or first[0] <= second[1])


def _cell(figure: Figure) -> tuple[str | None, str | None, str, FigureKind]:
    return figure.indicator, figure.organization, figure.quantity.unit, figure.quantity.kind
