"""Tables of any layout to quantities: units down and indicators across or the reverse, plans beside results, totals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from chungtay.quantities.rules.figures import Quantity
from chungtay.unpacking.rules import BlockKind, Document

from ..grammar import quantities
from .columns import unit_above
from .layout import Grid
from .reading import section_quantities

__all__ = ["table_quantities"]

SENTENCE: Final = 8  # words from which a cell without numbers of its own is read as prose


def table_quantities(document: Document) -> list[Quantity]:
    """The quantities of a document's tables, in the order of the text; cells that tell in sentences are read as prose."""
    found: list[Quantity] = []
    for table in document.tables:
        grid = Grid(table, document.text)
        above = unit_above(document, table)
        for section in grid.sections():
            found += section_quantities(grid, section, above, len(found))
    return in_order(found + _told(document, found))


def _told(document: Document, found: list[Quantity]) -> list[Quantity]:
    """What cells tell in sentences, where their row holds no numbers."""
    rows = {quantity.sentence.start for quantity in found}
    blocks = []
    for table in document.tables:
        begins: dict[int, int] = {}
        for cell in table.cells:
            start = begins.setdefault(cell.row, cell.span.start)
            text = cell.span.of(document.text)
            if start not in rows and len(text.split()) >= SENTENCE and any(c.isdigit() for c in text):
                blocks.append(cell.span)
    if not blocks:
        return []
    wanted = set(blocks)
    prose = tuple(replace(block, kind=BlockKind.PARAGRAPH) for block in document.blocks if block.span in wanted)
    told = quantities(replace(document, blocks=prose, tables=()))
    return [_placed(quantity, lambda place: place + len(found)) for quantity in told]


def _placed(quantity: Quantity, where: Callable[[int], int]) -> Quantity:
    """The quantity, the places that it names put elsewhere."""
    value_of = None if quantity.value_of is None else where(quantity.value_of)
    part_of = None if quantity.part_of is None else where(quantity.part_of)
    return replace(quantity, value_of=value_of, part_of=part_of)


def in_order(found: list[Quantity]) -> list[Quantity]:
    """Quantities as they stand in the text, what they say of each other kept."""
    order = sorted(range(len(found)), key=lambda place: found[place].span.start)
    new = {old: place for place, old in enumerate(order)}
    return [_placed(found[old], new.__getitem__) for old in order]
