"""Numbers in Vietnamese texts and workbooks, written and read."""

from chungtay.kernel.numbers.cells import read_cell
from chungtay.kernel.numbers.lexicon import Precision
from chungtay.kernel.numbers.reading import Quantity, read
from chungtay.kernel.numbers.rounding import Number, half_up, to_nearest, to_three_digits
from chungtay.kernel.numbers.words import from_words, in_words
from chungtay.kernel.numbers.writing import decimal, percent, scaled, short, written

__all__ = [
    "Number",
    "Precision",
    "Quantity",
    "decimal",
    "from_words",
    "half_up",
    "in_words",
    "percent",
    "read",
    "read_cell",
    "scaled",
    "short",
    "to_nearest",
    "to_three_digits",
    "written",
]
