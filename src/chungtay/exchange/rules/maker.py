"""What records and declarations have in common when a row is put together."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import compress
from typing import Any, Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import written
from chungtay.ledger.rules import Amounts, Column, IndicatorKind

from .drafts import RowDraft
from .fields import WorkbookField
from .headings import Layout
from .lookups import Lookups
from .problems import Problem

Made = RowDraft | list[Problem] | None

EMPTY: Final = gettext_noop("Thiếu %(what)s.")
PART_ABOVE: Final = gettext_noop("%(part)s (%(value)s) lớn hơn %(whole)s (%(limit)s) mà nó là một phần.")
PARTS_ABOVE: Final = gettext_noop("%(whole)s (%(limit)s) nhỏ hơn tổng các phần của nó trong dòng (%(value)s).")
NOT_YOURS: Final = gettext_noop("Không có quyền nhập số liệu cho “%(unit)s”.")


class Maker:
    """Shared: where problems point to, amounts with their tags, parts within their wholes."""

    def __init__(self, layout: Layout, lookups: Lookups, source: str, refused: Sequence[Refusal | None]) -> None:
        self.layout, self.lookups, self.source = layout, lookups, source
        self.columns = [(c.indicator.code, c.tags) for c in layout.numbers]
        self.refused = [(i, why) for i, why in enumerate(refused) if why is not None]
        self.nested = self._nested()
        self.tag_sets: dict[tuple[object, object], frozenset[str]] = {}
        # by tags and what each number is: the columns that are given, and which they are
        self.under: dict[tuple[frozenset[str], tuple[type, ...]], tuple[tuple[Column, ...], list[bool]]] = {}

    def at(self, row: int, field: WorkbookField, refusal: Refusal) -> Problem:
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
        wrong = [self.at(row, f, v) for f, v in zip(WorkbookField, values, strict=True) if isinstance(v, Refusal)]
        wrong += [self.at_number(row, i, v) for i, v in enumerate(numbers) if isinstance(v, Refusal)]
        return wrong

    def tags(
        self, row: int, programmes: object, disaster: object, day: date | None, wrong: list[Problem]
    ) -> frozenset[str]:
        """The tags of a row, noting a disaster that is none on its day. Unreadable cells are noted elsewhere."""
        struck: tuple[str, ...] = ()
        if isinstance(disaster, str) and disaster and day is not None:
            found = self.lookups.disasters_on(disaster, day)
            if isinstance(found, Refusal):
                wrong.append(self.at(row, WorkbookField.DISASTER, found))
            else:
                struck = found
        named = programmes if isinstance(programmes, tuple) else ()
        tags = self.tag_sets.get((named, struck))
        if tags is None:
            tags = self.tag_sets[named, struck] = frozenset((*named, *struck))
        return tags

    def owner(self, row: int, unit: object, day: date | None, wrong: list[Problem]) -> int | None:
        """The unit on its day, noting what is wrong; without a day only whether there ever was one."""
        if not (isinstance(unit, str) and unit):
            return None
        found = self.lookups.units.ever(unit) if day is None else self.lookups.units.find(unit, day)
        if isinstance(found, int) and self.lookups.only is not None and found not in self.lookups.only:
            found = Refusal(NOT_YOURS, unit=unit)
        if isinstance(found, Refusal):
            wrong.append(self.at(row, WorkbookField.UNIT, found))
            return None
        return found

    def amounts(self, numbers: Sequence[Any], tags: frozenset[str], covered: Collection[int] = ()) -> Amounts:
        """The row's numbers under its tags and their columns' own; `covered` places are left out."""
        if covered:
            numbers = ["" if place in covered else number for place, number in enumerate(numbers)]
        types = tuple(map(type, numbers))
        known = self.under.get((tags, types))
        if known is None:
            given = [kind is int for kind in types]
            columns = tuple((code, tags | extra) for code, extra in compress(self.columns, given))
            known = self.under[tags, types] = columns, given
        return Amounts(known[0], tuple(compress(numbers, known[1])))

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
        wrong: list[Problem] = []
        for whole, total in self._parts_of(numbers).items():
            if type(numbers[whole]) is int and total > numbers[whole]:
                wrong += self._which(row, numbers, whole, total)
        return wrong

    def covered(self, numbers: Sequence[Any]) -> list[int]:
        """Wholes that consist of their parts in the row: nothing of them is left to post."""
        return [whole for whole, total in self._parts_of(numbers).items() if total == numbers[whole] != 0]

    def _parts_of(self, numbers: Sequence[Any]) -> dict[int, int]:
        """Place of a whole to the sum of the parts whose nearest whole it is."""
        sums: dict[int, int] = {}
        for part, wholes in self.nested:
            if type(numbers[part]) is int:
                for whole in wholes:
                    if numbers[whole] != "":
                        sums[whole] = sums.get(whole, 0) + numbers[part]
                        break
        return sums

    def _which(self, row: int, numbers: Sequence[Any], whole: int, total: int) -> list[Problem]:
        """The parts that are larger than the whole by themselves; else the whole that is too small for them."""
        columns, limit = self.layout.numbers, numbers[whole]
        named = {"whole": columns[whole].indicator.name_vi, "limit": written(limit)}
        larger = [p for p, wholes in self.nested if whole in wholes and type(numbers[p]) is int and numbers[p] > limit]
        if not larger:
            return [self.at_number(row, whole, Refusal(PARTS_ABOVE, value=written(total), **named))]
        return [
            self.at_number(
                row, p, Refusal(PART_ABOVE, part=columns[p].indicator.name_vi, value=written(numbers[p]), **named)
            )
            for p in larger
        ]
