"""Tokens of a Vietnamese text: words, numerals, n/m, marks, and what is a name though it holds digits."""

import re
from typing import Final, NamedTuple

from chungtay.kernel.numbers.numerals import NUMERAL
from chungtay.kernel.text import lowered


class Shape:
    """What a token looks like."""

    WORD: Final = "word"
    NUMERAL: Final = "numeral"
    RATIO: Final = "ratio"  # 9/9, 835/1.929
    NAME: Final = "name"  # dates, hours, document numbers, phones, addresses of pages: digits that count nothing
    MARK: Final = "mark"


class Token(NamedTuple):
    """A token in lower case, tone marks as official names have them, and where it stands in the text."""

    text: str
    start: int
    end: int
    shape: str


_YEAR: Final = r"(?:19|20)[0-9]{2}"
_NAMES: Final = (
    r"https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,80}",
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}(?![0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])",
    rf"(?:0?[1-9]|1[0-2]) ?[/-] ?{_YEAR}(?![0-9]|[.,/][0-9])",  # 10/2024
    rf"{_YEAR} ?[-–/] ?{_YEAR}(?![0-9])",  # 2022-2027
    r"[0-3]?[0-9] ?[-–] ?[0-3]?[0-9][./](?:0?[1-9]|1[0-2])(?![0-9.,/%]| ?(?:triệu|tỷ|tỉ|nghìn|kg|tấn))",  # 20-22.7
    r"[0-9]{1,2}h(?:[0-9]{2})?(?![\w])|[0-9]{1,2}g[0-9]{2}(?![\w])|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
    r"[0-9]{1,5}/(?:[0-9]{4}/)?[A-ZĐƯ][A-ZĐƯ0-9-][\w-]{0,40}",  # 145/KH-UBND
    r"(?:\+84|\(?0)[0-9]{1,3}\)?[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9])|1[89]00[ .]?[0-9]{4,6}(?![0-9])",
    r"[^\W\d_]+-[0-9]+(?![0-9.,])",  # Covid-19
)
_COUNT: Final = r"[0-9]+(?:[.,][0-9]+)*"
_SHAPES: Final = {shape: shape for shape in (Shape.WORD, Shape.NUMERAL, Shape.RATIO, Shape.NAME, Shape.MARK)} | {
    "other": Shape.WORD,
    "sign": Shape.MARK,
}
_LETTERS: Final = r"[^\W\d_¹²³⁰⁴-⁹]+"  # a footnote's number is none: "15 nhà²"
_TOKEN: Final = re.compile(
    rf"(?P<words>{_LETTERS}(?: {_LETTERS})*(?![\w@.+:/-]))"  # most words, a run of them found at once
    r"|(?P<sign>[,;:!?“”\"’)])"  # what begins no name
    rf"|(?P<name>(?<![0-9])(?:{'|'.join(_NAMES)}))"
    rf"|(?P<ratio>{_COUNT}/{_COUNT}(?![0-9/]))"
    rf"|(?P<numeral>{NUMERAL})"
    rf"|(?P<other>{_LETTERS}[0-9]*)"
    r"|(?P<mark>\.{2,}|\S)"
)


def tokens(text: str, lower: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of `text`, `lower` being the same in lower case."""
    made, found = tuple.__new__, list[Token]()  # a token for every word of a text: without the detour of keywords
    for one in _TOKEN.finditer(text, start, end):
        first, last = one.span()
        if one.lastgroup == "words":
            for word in lower[first:last].split(" "):
                found.append(made(Token, (word, first, first + len(word), Shape.WORD)))
                first += len(word) + 1
        else:
            found.append(made(Token, (lower[first:last], first, last, _SHAPES[one.lastgroup or Shape.MARK])))
    return found


def plain_words(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon as the texts of its tokens."""
    return tuple(token.text for token in tokens(phrase, lowered(phrase), 0, len(phrase)))
