"""A document read: grammar and tables give quantities, meaning makes figures of them, checks say what does not agree."""

from dataclasses import replace

from chungtay.kernel.text import lowered
from chungtay.quantities.rules.figures import Quantity
from chungtay.quantities.rules.grammar import quantities
from chungtay.quantities.rules.tables import table_quantities
from chungtay.reading.rules.figures import Reading
from chungtay.reading.rules.known import Known
from chungtay.reading.rules.meaning import Meaning, checks
from chungtay.unpacking.rules import Document


def read_figures(document: Document, known: Known, of: str | None = None) -> Reading:
    """All figures of a document in the order of its text; `of` is the unit or cluster it speaks of where it names none."""
    small = lowered(document.text)
    meaning = Meaning(document, small, in_order(quantities(document, small), table_quantities(document)), known, of)
    figures = tuple(meaning.figures())
    return Reading(figures, tuple(checks(document, figures)), meaning.home, meaning.whole)


def in_order(*lists: list[Quantity]) -> list[Quantity]:
    """Quantities of several readers in one list in the order of the text, what they point at moved along."""
    if sum(map(bool, lists)) <= 1:
        return next((own for own in lists if own), [])
    every = [(quantity, which, place) for which, own in enumerate(lists) for place, quantity in enumerate(own)]
    every.sort(key=lambda item: (item[0].span.start, item[0].span.end))
    new = {(which, place): number for number, (_, which, place) in enumerate(every)}
    return [
        replace(
            quantity,
            value_of=new.get((which, quantity.value_of)) if quantity.value_of is not None else None,
            part_of=new.get((which, quantity.part_of)) if quantity.part_of is not None else None,
        )
        for quantity, which, _ in every
    ]
