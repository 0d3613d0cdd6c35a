"""Phrases of the lexicon found in a row of words, the longest first."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from chungtay.kernel.tokens import plain_words

T = TypeVar("T")
_MEANS: Final = None  # the branch of a tree of words that bears what the words up to it mean


class Phrases(Generic[T]):
    """Phrases with what each means, found at a place among words or ending there."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._first: dict[str | None, Any] = {}  # trees of words, read on and read back
        self._last: dict[str | None, Any] = {}
        for phrase, meaning in meanings.items():
            words = plain_words(phrase)
            for tree, row in ((self._first, words), (self._last, words[::-1])):
                for word in row:
                    tree = tree.setdefault(word, {})
                tree.setdefault(_MEANS, meaning)

    @property
    def firsts(self) -> Container[str | None]:
        """The words with which some phrase begins."""
        return self._first

    def at(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `place`: where it ends, and what it means."""
        end, length, found, tree = place, len(words), None, self._first
        while 0 <= end < length and (branch := tree.get(words[end])):
            tree, end = branch, end + 1
            if _MEANS in tree:
                found = end, tree[_MEANS]
        return found

    def before(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before `place`: where it begins, and what it means."""
        first, length, found, tree = place, len(words), None, self._last
        while 0 < first <= length and (branch := tree.get(words[first - 1])):
            tree, first = branch, first - 1
            if _MEANS in tree:
                found = first, tree[_MEANS]
        return found


def inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word with the group it stands in."""
    return {word: group for group, words in groups.items() for word in words}
