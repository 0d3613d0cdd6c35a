"""What a short or coordinated noun stands for where it stands: "suất" of gifts, "đơn vị" of blood, several persons."""

from collections.abc import Sequence
from typing import Final

from .found import Sentence
from .lexicon import UNITS, WORDS, Unit

Memory = dict[str, Unit]
Noun = tuple[int, int]

_HEADS: Final = frozenset({"suất", "phần", "đơn vị"})
_PERSON: Final = Unit("người", "people")
BLOOD: Final = Unit("đơn vị máu", "blood")
_BLOOD: Final = frozenset({"máu", "blood"})
_COMMITTEES: Final = (["ban", "chấp"], ["ban", "thường"], ["ban", "kiểm"])


def named(sentence: Sentence, unit: Unit, noun: Noun, memory: Memory) -> tuple[Unit, Noun]:
    """The unit that a noun stands for, and the noun with all that is coordinated to it."""
    first, last = noun
    if unit.group == "people":
        return _persons(sentence, unit, noun)
    head = next((one for one in _HEADS if unit.name == one or unit.name.startswith(f"{one} ")), None)
    if head is None:
        return unit, noun
    if " ".join(sentence.words[first:last]) in (head, "đv", "xuất", "s"):
        return _short(sentence, unit, noun, memory), noun
    memory[head] = unit
    return unit, noun


def _persons(sentence: Sentence, unit: Unit, noun: Noun) -> tuple[Unit, Noun]:
    """ "250 cán bộ, đoàn viên, hội viên" are counted as people; "17 đồng chí" of a committee are its members."""
    first, last = noun
    if unit.name == "đồng chí" and _of_committee(sentence.words):
        return Unit("ủy viên", "people"), noun
    if unit.name in WORDS["no persons"] or unit.name.startswith("lượt"):
        return unit, noun
    end = last
    while sentence.word(end) in (",", "và") and (found := UNITS.at(sentence.words, end + 1)):
        if found[1].group != "people" or found[1].name in WORDS["no persons"]:
            break
        end = found[0]
    return (unit, noun) if end == last else (_PERSON, (first, end))


def _of_committee(words: Sequence[str]) -> bool:
    return "bch" in words or any(list(words[at : at + 2]) in _COMMITTEES for at in range(len(words) - 1))


def _short(sentence: Sentence, unit: Unit, noun: Noun, memory: Memory) -> Unit:
    behind = sentence.word(noun[1])
    if unit.name == "đơn vị":
        ahead = sentence.words[noun[1] : noun[1] + 6]
        reach = behind in WORDS["reaching"] and "chỉ" in ahead and not any(word[0].isdigit() for word in ahead)
        if reach or (behind in WORDS["behind bodies"] and sentence.word(noun[1] + 1) not in _BLOOD):
            return unit
        near = (
            "đv" in sentence.words[noun[0] : noun[1]]
            or not _BLOOD.isdisjoint(sentence.words[: noun[1] + 8])
            or "hiến" in sentence.words
        )
        kept = "đơn vị" in memory and WORDS["before bodies"].isdisjoint(sentence.words[max(0, noun[0] - 3) : noun[0]])
        if near:
            memory["đơn vị"] = BLOOD
        return BLOOD if near or kept else unit
    if behind in WORDS["other portions"]:
        return unit
    if unit.name in memory:
        return memory[unit.name]
    return Unit(f"{unit.name} quà", "gift") if "quà" in sentence.words else unit
