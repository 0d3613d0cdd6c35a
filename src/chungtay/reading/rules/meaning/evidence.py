"""What speaks for an indicator: words of a field of work, the units it is counted in, words of its own.

All of it is data (`reading/data/evidence.json`). `topics` gives the words of a field with their weight ("3: hiến máu | người
hiến máu; 2: máu"). `rows` gives each indicator its fields, its units (names of `units`, or unit words), a weight that it
has by its unit alone, and `own` words that tell it from its neighbours in the field; a negative weight speaks against.
`kinds` says what a number's kind speaks for or against (`*`: all others). `worth` and `price` say which indicator states the worth, or the price of one, of what another counts. `movements` are those
whose own field an indicator already is: there, named, they add no tag. `narrow` says of
which fields a programme that a title names is never. `also` is what people say for a programme besides its names, `levels` what a document calls its
own: the level it speaks of, to be looked up above or around the one who writes.
"""

import json
from pathlib import Path
from typing import Final, NamedTuple

_DATA: Final = json.loads((Path(__file__).parents[2] / "data" / "evidence.json").read_text(encoding="utf-8"))


class Row(NamedTuple):
    """An indicator and what speaks for it; without a code: what is no result of ours."""

    code: str
    topics: str
    units: str
    base: float
    own: str = ""
    tags: tuple[str, ...] = ()


UNITS: Final[dict[str, str]] = _DATA["units"]
TOPICS: Final[dict[str, str]] = _DATA["topics"]
ROWS: Final = tuple(Row(**{**row, "tags": tuple(row.get("tags", ()))}) for row in _DATA["rows"])
KINDS: Final[dict[str, dict[str, float]]] = _DATA["kinds"]
WORTH: Final[dict[str, str]] = _DATA["worth"]
PRICE: Final[dict[str, str]] = _DATA["price"]
MOVEMENTS: Final[dict[str, str]] = _DATA["movements"]
NARROW: Final[dict[str, list[str]]] = _DATA["narrow"]
ALSO: Final[dict[str, list[str]]] = _DATA["also"]
LEVELS: Final[dict[str, list[str]]] = _DATA["levels"]
