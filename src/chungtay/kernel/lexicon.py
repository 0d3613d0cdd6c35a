"""Words of a text with their places, and phrases found in them: one pass, linear in the text."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, Generic, NamedTuple, TypeVar

from chungtay.kernel.text import folded, lowered

T = TypeVar("T")
_LETTERS: Final = r"[^\W_¹²³⁰⁴-⁹]+"  # a footnote's number is none of a word
_WORD, _RUN = re.compile(_LETTERS), re.compile(f"{_LETTERS}(?: {_LETTERS})*")
# What may stand between two words of one phrase: spaces, quotes, a comma, a hyphen, a dot after an abbreviation.
_JOINS: Final = re.compile(r"[.,]?[ \t\n\u00a0“”\"'‘’]*(?:[-–][ \t]*)?")
_MADE: Final = tuple.__new__  # a word for every word of a text: without the detour of keywords
_FEW: Final = 3  # a line with fewer words than this says nothing about how it was typed


class Word(NamedTuple):
    """A word in lower case.

    `joined` where only spaces, quotes or a comma part it from the one before; `plain` in a line typed without accents.
    """

    text: str
    start: int
    end: int
    joined: bool
    plain: bool


def words_of(small: str) -> list[Word]:
    """The words of a text in lower case, in their order."""
    found, last, line_end, plain = list[Word](), -1, -1, False
    for match in _RUN.finditer(small):
        start = match.start()
        if start > line_end:
            line_end = small.find("\n", start)
            line_end = len(small) if line_end < 0 else line_end
            plain = is_plain(small[start:line_end])
        joined = last >= 0 and _JOINS.fullmatch(small, last, start) is not None
        for word in match[0].split(" "):
            last = start + len(word)
            found.append(_MADE(Word, (word, start, last, joined, plain)))
            start, joined = last + 1, True
    return found


def is_plain(line: str) -> bool:
    """Whether a line was typed without accents: several words and none has one."""
    return line.isascii() and sum(word.isalpha() for word in line.split()) > _FEW


class Phrase(NamedTuple, Generic[T]):
    """Words that stand for something."""

    text: str
    meaning: T


class Hit(NamedTuple, Generic[T]):
    """A phrase in a text: `first` and `last` are the places of its words among the text's words."""

    start: int
    end: int
    first: int
    last: int
    meanings: tuple[T, ...]
    phrase: str


class Lexicon(Generic[T]):
    """Phrases by their words. A phrase may mean several things; the longest that fits at a word is found.

    In lines typed without accents phrases are known by their letters alone.
    """

    def __init__(self, phrases: Iterable[Phrase[T]], *, lone: bool = False) -> None:
        self._lone = lone  # whether a lone syllable is known without its accent, though it may be any of several words
        gathered: dict[str, list[T]] = {}
        for phrase in phrases:
            key = key_of(phrase.text)
            if key and phrase.meaning not in gathered.setdefault(key, []):
                gathered[key].append(phrase.meaning)
        self._meanings = {key: tuple(meanings) for key, meanings in gathered.items()}
        self._begun = _beginnings(self._meanings)

    @cached_property
    def _unaccented(self) -> tuple[dict[str, tuple[T, ...]], frozenset[str]]:
        found: dict[str, tuple[T, ...]] = {}
        for key, meanings in self._meanings.items():
            if self._lone or " " in key or key.isascii():
                found[folded(key)] = found.get(folded(key), ()) + meanings
        return found, _beginnings(found)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words with which a phrase may begin, with their accents and without."""
        return frozenset(key.partition(" ")[0] for key in (*self._meanings, *self._unaccented[0]))

    def at(self, words: list[Word], place: int) -> Hit[T] | None:
        """The longest phrase that begins with the word at `place`."""
        meanings, begun = self._unaccented if words[place].plain else (self._meanings, self._begun)
        key, last, found = words[place].text, place, None
        while key in begun:
            if key in meanings:
                found = (key, last)
            last += 1
            if last == len(words) or not words[last].joined:
                break
            key = f"{key} {words[last].text}"
        if found is None:
            return None
        key, last = found
        return Hit(words[place].start, words[last].end, place, last, meanings[key], key)

    def hits(self, words: list[Word]) -> Iterator[Hit[T]]:
        """The longest phrase at every word, none inside another."""
        reached, firsts = -1, self.firsts
        for place in [place for place, word in enumerate(words) if word[0] in firsts]:
            found = self.at(words, place)
            if found is not None and found.last > reached:
                reached = found.last
                yield found


def _beginnings(keys: Iterable[str]) -> frozenset[str]:
    """Every key and everything that a key begins with, word by word."""
    found: set[str] = set()
    for key in keys:
        while key and key not in found:
            found.add(key)
            key = key.rpartition(" ")[0]
    return frozenset(found)


def key_of(text: str) -> str:
    """A phrase as it is looked up."""
    return " ".join(_WORD.findall(lowered(text)))
