"""What records and declarations have in common when a row is put together."""

from collections.abc import Sequence
from typing import Any, Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import written
from chungtay.ledger.rules import Amount, IndicatorKind

from .drafts import RowDraft
from .fields import Field
from .headings import Layout
from .lookups import Lookups
from .problems import Problem

Made = RowDraft | list[Problem] | None

EMPTY: Final = gettext_noop("Thiếu %(what)s.")
PART_ABOVE: Final = gettext_noop("%(part)s (%(value)s) lớn hơn %(whole)s (%(limit)s) mà nó là một phần.")
PARTS_ABOVE: Final = gettext_noop("%(whole)s (%(limit)s) nhỏ hơn tổng các phần của nó trong dòng (%(value)s).")
NO_TAGS: Final[frozenset[str]] = frozenset()


class Maker:
    """Shared: where problems point to, amounts with their tags, parts within their wholes."""

    def __init__(self, layout: Layout, lookups: Lookups, source: str, refused: Sequence[Refusal | None]) -> None:
        self.layout, self.lookups, self.source = layout, lookups, source
        self.columns = [(c.indicator.code, c.tags) for c in layout.numbers]
        self.refused = [(i, why) for i, why in enumerate(refused) if why is not None]
        self.nested = self._nested()
        self.tag_sets: dict[tuple[object, object], frozenset[str]] = {}

    def at(self, row: int, field: Field, refusal: Refusal) -> Problem:
        """A problem at a field's cell."""
        index = self.layout.fields.get(field)
        heading = self.layout.headings[index] if index is not None else field.value
        return Problem(self.layout.sheet, row, index, heading, refusal)

    def at_number(self, row: int, place: int, refusal: Refusal) -> Problem:
        """A problem at a number's cell."""
        column = self.layout.numbers[place]
        return Problem(self.layout.sheet, row, column.index, column.heading, refusal)

    def unreadable(self, row: int, values: Sequence[Any], numbers: Sequence[Any]) -> list[Problem]:
        """Problems of the cells that could not be read."""
        wrong = [self.at(row, f, v) for f, v in zip(Field, values, strict=True) if isinstance(v, Refusal)]
        wrong += [self.at_number(row, i, v) for i, v in enumerate(numbers) if isinstance(v, Refusal)]
        return wrong

    def tags(self, programmes: tuple[str, ...] | str, disaster: tuple[str, ...] | str) -> frozenset[str]:
        """The tags of a row."""
        asked = (programmes, disaster)
        found = self.tag_sets.get(asked)
        if found is None:
            found = self.tag_sets[asked] = frozenset((*programmes, *disaster))
        return found

    def amounts(self, numbers: Sequence[Any], tags: frozenset[str]) -> tuple[Amount, ...]:
        """The row's numbers under its tags and their columns' own."""
        return tuple(
            [
                Amount(code, value, tags | extra if extra else tags)
                for (code, extra), value in zip(self.columns, numbers, strict=True)
                if value != ""
            ]
        )

    def wrong_numbers(self, row: int, numbers: Sequence[Any]) -> list[Problem]:
        """Numbers of indicators that such a row cannot hold, and parts above their wholes."""
        wrong = [self.at_number(row, i, why) for i, why in self.refused if numbers[i] != ""]
        if self.nested:
            wrong += self._above(row, numbers)
        return wrong

    def _nested(self) -> list[tuple[int, tuple[int, ...]]]:
        """(place of a part, places of its wholes, nearest first) among columns under the same tags."""
        place = {pair: i for i, pair in enumerate(self.columns)}
        catalogue = self.lookups.catalogue
        nested = []
        for i, (code, tags) in enumerate(self.columns):
            view = catalogue[code]
            wholes = []
            while view.part_of and catalogue[view.part_of].measure == view.measure:
                view = catalogue[view.part_of]
                if (view.code, tags) in place:
                    wholes.append(place[view.code, tags])
            if wholes and catalogue[code].kind == IndicatorKind.FLOW:
                nested.append((i, tuple(wholes)))
        return nested

    def _above(self, row: int, numbers: Sequence[Any]) -> list[Problem]:
        parts: dict[int, list[int]] = {}
        for part, wholes in self.nested:
            if numbers[part] != "" and not isinstance(numbers[part], Refusal):
                whole = next((w for w in wholes if numbers[w] != ""), None)
                if whole is not None:
                    parts.setdefault(whole, []).append(part)
        wrong = []
        for whole, inside in parts.items():
            limit = numbers[whole]
            if not isinstance(limit, Refusal) and sum(numbers[p] for p in inside) > limit:
                wrong += self._which(row, numbers, whole, inside)
        return wrong

    def _which(self, row: int, numbers: Sequence[Any], whole: int, inside: list[int]) -> list[Problem]:
        columns, limit = self.layout.numbers, numbers[whole]
        named = {"whole": columns[whole].indicator.name_vi, "limit": written(limit)}
        larger = [p for p in inside if numbers[p] > limit]
        if larger:
            return [
                self.at_number(
                    row,
                    p,
                    Refusal(PART_ABOVE, part=columns[p].indicator.name_vi, value=written(numbers[p]), **named),
                )
                for p in larger
            ]
        total = written(sum(numbers[p] for p in inside))
        return [self.at_number(row, whole, Refusal(PARTS_ABOVE, value=total, **named))]
