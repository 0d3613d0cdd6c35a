"""Phrases of the lexicon found in a row of words, the longest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from chungtay.kernel.tokens import plain_words

T = TypeVar("T")
_NONE: Final[dict[int, dict[tuple[str, ...], Any]]] = {}


class Phrases(Generic[T]):
    """Phrases with what each means, found at a place among words or ending there."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        split = sorted(
            ((plain_words(phrase), meaning) for phrase, meaning in meanings.items()), key=lambda one: -len(one[0])
        )
        self._first: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}  # by length, the longest first
        self._last: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}
        for words, meaning in split:
            for found, word in ((self._first, words[0]), (self._last, words[-1])):
                found.setdefault(word, {}).setdefault(len(words), {}).setdefault(words, meaning)

    def __contains__(self, word: str) -> bool:
        """Whether some phrase begins with a word."""
        return word in self._first

    def at(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `place`: where it ends, and what it means."""
        if not 0 <= place < len(words):
            return None
        for length, phrases in self._first.get(words[place], _NONE).items():
            found = tuple(words[place : place + length])
            if found in phrases:
                return place + length, phrases[found]
        return None

    def before(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before `place`: where it begins, and what it means."""
        if not 0 < place <= len(words):
            return None
        for length, phrases in self._last.get(words[place - 1], _NONE).items():
            found = tuple(words[max(0, place - length) : place])
            if found in phrases:
                return place - length, phrases[found]
        return None


def inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word with the group it stands in."""
    return {word: group for group, words in groups.items() for word in words}
