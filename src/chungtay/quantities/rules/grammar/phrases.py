"""Phrases of the lexicon found in a row of words, the longest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from .words import plain_words

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases with what each means, found at a place among words or ending there."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        split = sorted(
            ((plain_words(phrase), meaning) for phrase, meaning in meanings.items()), key=lambda one: -len(one[0])
        )
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, meaning in split:
            self._first.setdefault(words[0], []).append((words, meaning))
            self._last.setdefault(words[-1], []).append((words, meaning))

    def __contains__(self, word: str) -> bool:
        """Whether some phrase begins with a word."""
        return word in self._first

    def at(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `place`: where it ends, and what it means."""
        if not 0 <= place < len(words):
            return None
        for phrase, meaning in self._first.get(words[place], ()):
            end = place + len(phrase)
            if len(phrase) == 1 or tuple(words[place:end]) == phrase:
                return end, meaning
        return None

    def before(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before `place`: where it begins, and what it means."""
        if not 0 < place <= len(words):
            return None
        for phrase, meaning in self._last.get(words[place - 1], ()):
            start = place - len(phrase)
            if start >= 0 and (len(phrase) == 1 or tuple(words[start:place]) == phrase):
                return start, meaning
        return None


def inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word with the group it stands in."""
    return {word: group for group, words in groups.items() for word in words}
