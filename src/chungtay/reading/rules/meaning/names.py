"""Units and clusters named in a text: "Hội CTĐ thị xã Quảng Yên", "TP Hạ Long", "Cụm thi đua số 2", "toàn tỉnh"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from chungtay.kernel.lexicon import Hit, Lexicon, Phrase, Word, key_of
from chungtay.reading.rules.known import Known, KnownUnit

from .evidence import LEVELS

# Words that say what kind of place a name is, and the kinds of unit they fit.
PLACE_WORDS: Final = {
    "tỉnh": ("province",), "thành phố": ("province", "district"), "tp": ("province", "district"),
    "thị xã": ("district",), "tx": ("district",), "huyện": ("district",), "quận": ("district",),
    "phường": ("commune",), "xã": ("commune",), "thị trấn": ("commune",), "đặc khu": ("commune",), "p": ("commune",),
}  # fmt: skip
_NUMBERED: Final = ("quận", "phường", "p")  # that may have a number for a name
_WRITTEN: Final = {"tp": "thành phố", "tx": "thị xã", "p": "phường"}
_CHAPTER: Final = ("hội chữ thập đỏ", "hội ctđ", "hội chữ thập đỏ ctđ")
_SHORTER: Final = (("cao đẳng", "cđ"), ("đại học", "đh"), ("trung cấp", "tc"), ("trung học phổ thông", "thpt"))
# What a document calls its own: the level it speaks of, to be looked up above or around the one who writes.
_OWN: Final = Lexicon(Phrase(name, level) for level, names in LEVELS.items() for name in names)
_KIND_WORDS: Final = Lexicon((Phrase(word, word) for word in PLACE_WORDS), lone=True)
_CHAPTERS: Final = Lexicon(Phrase(name, True) for name in _CHAPTER)
_FIRSTS: Final = _OWN.firsts | _KIND_WORDS.firsts | _CHAPTERS.firsts | {"cụm", "khối"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit or cluster as a text names it, before it is known which: the versions of units that bear the name.

    `own` is the level of a name that stands for the writer's own ("toàn tỉnh"); `cluster` a cluster's code, "" for one
    that is not known. `first` is the place of its first word.
    """

    start: int
    end: int
    first: int
    units: tuple[KnownUnit, ...] = ()
    word: str = ""  # "thị xã", as it stands before the name
    chapter: bool = False  # named as an association ("Hội CTĐ ..."), not as a place
    own: str = ""
    cluster: str | None = None


@lru_cache(maxsize=4)
def name_index(known: Known) -> "NameIndex":
    """The names of what is known, read once as long as it is the same."""
    return NameIndex(known)


class NameIndex:
    """Names of units without the word of their kind, and of clusters."""

    def __init__(self, known: Known) -> None:
        self.units: Lexicon[KnownUnit] = Lexicon(
            Phrase(name, unit) for unit in known.units for name in _names(unit, known)
        )
        self.clusters: Lexicon[str] = Lexicon(
            Phrase(name, cluster.code) for cluster in known.clusters for name in _cluster_names(cluster.name)
        )

    def mentions(self, text: str, words: list[Word]) -> Iterator[Mention]:
        """Every unit and cluster that the text names, in its order."""
        place, firsts = 0, self.units.firsts
        while place < len(words):
            word = words[place]
            if word.text not in _FIRSTS and not (word.text in firsts and text[word.start].isupper()):
                place += 1
                continue
            found, after = self._at(text, words, place)
            if found is not None:
                yield found
            place = after

    def _at(self, text: str, words: list[Word], place: int) -> tuple[Mention | None, int]:
        """What is named at a place, and where to look on."""
        if words[place].text in ("cụm", "khối") and (cluster := self._cluster(words, place)):
            return cluster
        chapter = _CHAPTERS.at(words, place)
        after = place if chapter is None else chapter.last + 1
        kind = _KIND_WORDS.at(words, after) if after < len(words) else None
        named = after if kind is None else kind.last + 1
        level = kind.meanings[0] if kind else ""
        unit = self._unit(text, words, named, chapter is not None, level) if named < len(words) else None
        if unit is not None:
            start, word, told = words[place].start, _WRITTEN.get(level, level), chapter is not None
            nation = "nation" if any(one.kind == "nation" for one in unit.meanings) else ""
            return Mention(start, unit.end, place, unit.meanings, word, told or bool(nation), nation), unit.last + 1
        own = self._own(text, words, place)
        if own is not None:
            return own
        if named > place and not _parted(text, words, named) and (last := _capitals(text, words, named)):
            return Mention(words[place].start, words[last].end, place, chapter=chapter is not None), last + 1
        return None, place + 1

    def _unit(self, text: str, words: list[Word], named: int, chapter: bool, level: str) -> Hit[KnownUnit] | None:
        """The unit whose name begins at a word, after "Hội CTĐ" and the word of its kind, if they stand there."""
        marked = chapter or bool(level)
        if marked and _parted(text, words, named):
            return None
        if words[named].text.isdecimal() and level not in _NUMBERED:  # "phường 14", but "huyện 7 nhà"
            return None
        unit = self.units.at(words, named)
        return unit if unit and _is_name(text, words, unit.first, unit.last, marked=marked) else None

    def _own(self, text: str, words: list[Word], place: int) -> tuple[Mention, int] | None:
        """What stands for the writer's own; "các cấp Hội tỉnh Hà Nam" are those of the unit that is named."""
        own = _OWN.at(words, place)
        if own is None:
            return None
        level, after = own.meanings[0], own.last + 1
        goes_on = level == "writer" and after < len(words) and _OWN.at(words, after) is None
        if goes_on and not _parted(text, words, after):
            below, on = self._at(text, words, after)
            if below is not None and below.word:
                return replace(below, start=own.start, first=place, chapter=True), on
        if level != "nation" and _capitals(text, words, after):
            return None
        return Mention(own.start, own.end, place, own=level, chapter=True), after

    def _cluster(self, words: list[Word], place: int) -> tuple[Mention, int] | None:
        """A cluster by its name, else "Cụm thi đua số N" of a cluster that is not known."""
        hit = self.clusters.at(words, place)
        if hit is not None:
            code = hit.meanings[0] if len(hit.meanings) == 1 else ""
            return Mention(hit.start, hit.end, place, cluster=code, chapter=True), hit.last + 1
        last = place
        for word in ("thi", "đua", "số"):
            if last + 1 < len(words) and words[last + 1].text == word:
                last += 1
        if last > place and last + 1 < len(words) and words[last + 1].text.isdecimal() and words[last + 1].joined:
            end = words[last + 1].end
            return Mention(words[place].start, end, place, cluster="", chapter=True), last + 2
        return None


def _is_name(text: str, words: list[Word], first: int, last: int, *, marked: bool) -> bool:
    """Whether what is spelled like a unit is its name: marked by its kind, or capital letters of its own."""
    if marked:
        return True
    if last - first >= 3 and text[words[first].start].isupper() and text[words[last].start].isupper():
        return True  # "Trường Cao đẳng Y tế Quảng Ninh"
    if last == first or not all(text[w.start].isupper() for w in words[first : last + 1]):
        return False
    before, after = words[first - 1] if first else None, words[last + 1] if last + 1 < len(words) else None
    if (
        before
        and text[before.end : words[first].start] == " "
        and text[before.start].isupper()
        and not _opens(text, before.start)
    ):
        return text[before.start : before.end].isupper()
    return not (after and text[words[last].end : after.start] == " " and text[after.start].isupper())


def _parted(text: str, words: list[Word], place: int) -> bool:
    """Whether a sign parts a word from the one before: "Hội CTĐ tỉnh: 3 nhà"."""
    return place < len(words) and any(sign in text[words[place - 1].end : words[place].start] for sign in "\n:;,")


def _capitals(text: str, words: list[Word], first: int) -> int:
    """The last of the words with capital letters that stand together from `first` on, 0 where there is none."""
    last = 0
    for place in range(first, min(first + 6, len(words))):
        word = words[place]
        if not text[word.start].isupper() or text[words[place - 1].end : word.start] not in (" ", ". "):
            break
        last = place
    return last


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence, so that its capital letter says nothing."""
    before = text[:start].rstrip(' “"(') if start < 40 else text[start - 40 : start].rstrip(' “"(')
    return not before or before[-1] in ".!?:;\n-–+•"


@lru_cache(maxsize=4096)
def bare(name: str) -> tuple[str, str]:
    """The word of its kind and the rest of a unit's name: "Hội Chữ thập đỏ thị xã Quảng Yên" is (thị xã, quảng yên)."""
    key = key_of(name)
    for chapter in _CHAPTER:
        if key.startswith(f"{chapter} "):
            key = key[len(chapter) + 1 :]
            break
    for word in PLACE_WORDS:
        if key.startswith(f"{word} "):
            return word, key[len(word) + 1 :]
    return "", key


def _names(unit: KnownUnit, known: Known) -> set[str]:
    names = {bare(unit.name)[1], bare(unit.short_name)[1]} - {""}
    if unit.kind in ("school", "agency") and unit.parent:
        for above in known.by_code.get(unit.parent, ())[-1:]:
            tail = f" {bare(above.name)[1]}"
            names |= {name.removesuffix(tail) for name in names if name.endswith(tail) and name.count(" ") > 3}
    for long, short in _SHORTER:
        names |= {name.replace(long, short) for name in names if long in name}
    return names


def _cluster_names(name: str) -> set[str]:
    key = key_of(name)
    return {key, key.replace("cụm thi đua số ", "cụm số "), key.replace("cụm thi đua số ", "cụm thi đua ")}


def standing(unit: KnownUnit, day: date) -> bool:
    """Is the day inside this version's days?"""
    return unit.first <= day and (unit.end is None or day < unit.end)
