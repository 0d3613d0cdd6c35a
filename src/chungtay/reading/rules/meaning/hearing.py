"""The cues of the documents: what each phrase of the evidence says, heard in a text, and kept for the rows that are weighed."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from chungtay.kernel.lexicon import Hit, Lexicon, Phrase, Word, key_of

from .deciding import FIELDS, Cue, Said, Told
from .evidence import ROWS, TOPICS, UNITS, Row


def _weighted(told: str) -> Iterator[tuple[str, float]]:
    for group in filter(None, told.split("; ")):
        weight, _, phrases = group.partition(": ")
        yield from ((phrase.strip(), float(weight)) for phrase in phrases.split(" | "))


def _units_of(row: Row) -> frozenset[str]:
    found: set[str] = set()
    for name in row.units.split(" | "):
        found.update(UNITS[name].split(" | ") if name in UNITS else [name])
    return frozenset(found)


_OF_FIELDS: Final = [Phrase(p, Cue(topic, -1, w)) for topic, told in TOPICS.items() for p, w in _weighted(told)]
_OF_ROWS: Final = [Phrase(p, Cue("", n, w)) for n, row in enumerate(ROWS) for p, w in _weighted(row.own)]
_NAMED_FIELDS: Final = {phrase.text for phrase in _OF_FIELDS}
# A phrase of a row alone says as much of a field as the words inside it that would be heard without it.
_HEARD_WITHIN: Final = [
    Phrase(text, inner.meaning)
    for text in {phrase.text for phrase in _OF_ROWS} - _NAMED_FIELDS
    for inner in _OF_FIELDS
    if f" {inner.text} " in f" {text} "
]
_CUES: Final[Lexicon[Cue]] = Lexicon([*_OF_FIELDS, *_OF_ROWS, *_HEARD_WITHIN])
BY_UNIT: Final[dict[str, list[int]]] = {}
for _place, _row in enumerate(ROWS):
    for _unit in _units_of(_row):
        BY_UNIT.setdefault(_unit, []).append(_place)
BY_CODE: Final = {row.code: place for place, row in reversed(list(enumerate(ROWS))) if row.code}
_LISTS: Final = frozenset(key_of(phrase.text) for phrase in (*_OF_FIELDS, *_OF_ROWS) if "," in phrase.text)


def heard(words: list[Word], text: str) -> Iterator[Hit[Cue]]:
    """The cues of a text; a stop parts them, and a comma what is no list itself: "200 người, hiến máu 90 đơn vị"."""
    for hit in _CUES.hits(words):
        signs = ((n, text[words[n - 1].end]) for n in range(hit.first + 1, hit.last + 1))
        parts = [n for n, sign in signs if sign == "." or (sign == "," and hit.phrase not in _LISTS)]
        if not parts:
            yield hit
        else:
            yield from (inner for n in parts if (inner := _CUES.at(words, n)) and inner.last <= hit.last)


class Relevant:
    """What each cue of the lexicon says of some rows and of their fields."""

    def __init__(self, rows: frozenset[int], codes: frozenset[str]) -> None:
        self.rows, self.fields = rows, {topic for place in rows for topic in FIELDS[place]}
        told = [(place, ROWS[place].code, ROWS[place].base) for place in rows]
        self.counted = [one for one in told if not one[1] or not codes or one[1] in codes]
        self.places = [place for place, _, _ in self.counted]
        self._kept: dict[int, tuple[Cue, ...]] = {}

    def of(self, cues: Sequence[Said]) -> list[Told]:
        """The cues that say anything of them, each with what it says."""
        found, kept = list[Told](), self._kept
        for said in cues:
            key = id(said.cues)  # those of the lexicon, which stay
            told = kept.get(key)
            if told is None:
                told = kept[key] = tuple(
                    c for c in said.cues if c.row in self.rows or (c.row < 0 and c.topic in self.fields)
                )
            if told:
                found.append((said, told))
        return found


relevant: Final = lru_cache(maxsize=512)(Relevant)


class Heard:
    """The cues of one document in their order."""

    def __init__(self, words: list[Word], text: str) -> None:
        self._cues = [Said(hit.start, hit.end, hit.phrase, hit.meanings) for hit in heard(words, text)]
        self._starts = [cue.start for cue in self._cues]
        self._cut: dict[tuple[Relevant, int, int], tuple[list[Told], list[Told]]] = {}

    def between(self, start: int, end: int) -> Sequence[Said]:
        """The cues between two places."""
        return self._cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if start < end else ()

    def within(self, start: int, end: int, rows: Relevant) -> list[Told]:
        """Those that say anything of some rows, each with what it says of them."""
        return rows.of(self.between(start, end))

    def under(self, start: int, end: int, rows: Relevant) -> tuple[list[Told], list[Told]]:
        """The same of a title or heading, which many quantities stand under; apart what speaks of all work together."""
        key = rows, start, end
        if key not in self._cut:
            cues = self.within(start, end, rows)
            self._cut[key] = (
                [cue for cue in cues if not _is_of_all(cue[0])],
                [cue for cue in cues if _is_of_all(cue[0])],
            )
        return self._cut[key]


def _is_of_all(said: Said) -> bool:
    """Whether a cue speaks of all work together, as every title of a review does."""
    return all(cue.topic == "total" for cue in said.cues)
