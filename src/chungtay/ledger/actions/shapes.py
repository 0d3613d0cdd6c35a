"""A record's amounts made facts: what is the same for all records of one shape is judged once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.rules import Amount, Amounts, Column, Layer

from .amounts import checked_amount
from .book import Book
from .forms import Form

DETAIL = int(Layer.DETAIL)


@dataclass(frozen=True, slots=True)
class Shape:
    """Indicators under tags, in the order of a record's amounts.

    `places`: the amounts in the order of the form's lines, which is that of codes and tags; `nested`: (place of a part,
    place of its nearest whole) in the same row; `repeats`: a column comes twice; `ends`: an indicator is counted no more
    from some day on.
    """

    form: Form
    places: tuple[int, ...]
    nested: tuple[tuple[int, int], ...]
    repeats: bool
    ends: bool


class Shapes:
    """The shapes that came so far in one posting."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.known: dict[tuple[Column, ...], Shape] = {}

    def facts(self, amounts: Sequence[Amount], day: date) -> tuple[Form, tuple[int, ...]]:
        """What is posted for the amounts of a day: of a whole only what its parts leave, whatever the order given.

        Raises Refusal for what an indicator cannot take, or not on that day, and for parts above their whole.
        """
        columns, values = apart(amounts)
        shape = self.known.get(columns)
        if shape is None:
            shape = self.known[columns] = self._judged(columns, amounts)
        if shape.repeats:
            return self.facts(merged(amounts), day)
        if shape.ends:
            self.book.catalogue.check_day((code for code, _ in columns), day)
        if min(values, default=0) < 0:
            self._check(amounts)
        if not shape.nested:
            return shape.form, tuple([values[at] for at in shape.places])
        return self._rest(shape, amounts, values)

    def _rest(self, shape: Shape, amounts: Sequence[Amount], values: Sequence[int]) -> tuple[Form, tuple[int, ...]]:
        """What wholes leave beside their parts; a whole that is all in its parts leaves nothing to post."""
        left = list(values)
        for part, whole in shape.nested:
            left[whole] -= values[part]
        if min(left) < 0:
            self._refuse_parts(amounts)
        form = shape.form
        kept = [line for line, at in enumerate(shape.places) if left[at] or not values[at]]
        if len(kept) < len(form.lines):
            form = self.book.forms[tuple([form.lines[line] for line in kept])]
        return form, tuple([left[shape.places[line]] for line in kept])

    def _judged(self, columns: tuple[Column, ...], amounts: Sequence[Amount]) -> Shape:
        self._check(amounts)
        catalogue, tagsets = self.book.catalogue, self.book.tagsets
        places = {column: at for at, column in enumerate(columns)}
        keyed = sorted((code, tag_key(tags), at) for (code, tags), at in places.items())
        form = self.book.forms[tuple((catalogue[code].id, tagsets.id(key), DETAIL, 1) for code, key, _ in keyed)]
        nested = []
        for (code, tags), at in places.items():
            whole = catalogue.nearest_given(code, {other for other, under in columns if under == tags})
            if whole is not None:
                nested.append((at, places[whole, tags]))
        ends = any(catalogue[code].ended_on for code, _ in places)
        return Shape(form, tuple(at for _, _, at in keyed), tuple(nested), len(places) < len(columns), ends)

    def _check(self, amounts: Sequence[Amount]) -> None:
        for amount in amounts:
            checked_amount(self.book.catalogue, amount, declared=False)

    def _refuse_parts(self, amounts: Sequence[Amount]) -> None:
        for tags in {amount.tags for amount in amounts}:
            self.book.catalogue.checked_parts({a.indicator: a.value for a in amounts if a.tags == tags})


def apart(amounts: Sequence[Amount]) -> tuple[tuple[Column, ...], Sequence[int]]:
    """Columns and values; a table gives them apart."""
    if isinstance(amounts, Amounts):
        return amounts.columns, amounts.values
    return tuple([(code, tags) for code, _, tags in amounts]), [value for _, value, _ in amounts]


def merged(amounts: Sequence[Amount]) -> list[Amount]:
    """Amounts of the same indicator under the same tags as one."""
    sums: dict[Column, int] = {}
    for amount in amounts:
        sums[amount.indicator, amount.tags] = sums.get((amount.indicator, amount.tags), 0) + amount.value
    return [Amount(code, value, tags) for (code, tags), value in sums.items()]
