"""Vietnamese typed without accents, as in messages: the words of the lexicon are given theirs back."""

from collections.abc import Sequence
from typing import Final

from chungtay.kernel.numbers.lexicon import SCALES
from chungtay.kernel.numbers.words import NUMBER_WORDS
from chungtay.kernel.phrases import Phrases
from chungtay.kernel.text import folded
from chungtay.kernel.tokens import Shape, Token, plain_words

from .lexicon import PHRASES

_ENGLISH: Final = frozenset({"the", "of", "and", "were", "with", "in", "by", "is"})
_FEWEST: Final = 3


def _restored() -> dict[str, tuple[str, ...]]:
    """Each phrase without accents with the words it stands for, the first of the lexicon where two agree."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in (*SCALES, "một", "hai", "mười", "đồng", "hộ", "hiến", *PHRASES, *sorted(NUMBER_WORDS)):
        words = plain_words(phrase)
        if not phrase.isascii() or len(words) > 1:
            found.setdefault(" ".join(folded(word) for word in words), words)
    return found


_PHRASES: Final = Phrases(_restored())


def accented(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a block typed without accents, with the accents of the words that are known; others as they are."""
    if any(not token.text.isascii() and token.text.isalpha() for token in tokens):
        return list(tokens)
    words = [token.text for token in tokens]
    alphabetic = [word for word in words if word.isalpha()]
    foreign = len(alphabetic) < _FEWEST or not _ENGLISH.isdisjoint(alphabetic)
    if foreign:
        return list(tokens)
    restored: list[Token] = []
    while len(restored) < len(tokens):
        place = len(restored)
        found = _PHRASES.at(words, place)
        if found is None or tokens[place].shape is not Shape.WORD:
            restored.append(tokens[place])
            continue
        restored += [token._replace(text=word) for token, word in zip(tokens[place : found[0]], found[1], strict=True)]
    return restored
