"""What somebody wrote, as it is kept: letters that people see, on lines of their own, and nothing that plays with the page."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.text import nfc, spelled

MOST_LETTERS: Final = 2000
MOST_NAME: Final = 60
MOST_TYPED: Final = 20_000  # before anything is taken out
# Letters that show nothing: a name made of them would be none.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Controls, what turns the direction of writing, zero widths, private and unpaired signs.
_TAKEN_OUT: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS: Final = 2  # on one letter beyond those of its composed form: more of them climb over the lines around


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion as it is kept: a name or none, an e-mail address or none, the text."""

    name: str
    email: str
    text: str


def cleaned(text: str) -> str:
    """The text in composed letters, at most one empty line between others, without what nobody sees."""
    lines = [" ".join(_seen(line).split()) for line in _ENDS.sub("\n", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cleaned_line(text: str) -> str:
    """The same on one line."""
    return " ".join(cleaned(text).split())


def same_words(text: str) -> str:
    """What two texts share that say the same: case, spaces and the place of the tone mark do not count."""
    return " ".join(spelled(text).casefold().split())


def _seen(line: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in nfc(line.replace("\t", " ")):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if kind not in _TAKEN_OUT and letter not in _BLANK and marks <= _MARKS:
            kept.append(letter)
    return nfc("".join(kept))
