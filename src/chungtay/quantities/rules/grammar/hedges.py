"""Words that say how exact a number is, before it and behind it."""

from typing import Final

from chungtay.kernel.numbers import Precision

from .found import Sentence
from .lexicon import AFTER, BEFORE, UNITS, WORDS, Unit
from .numbers import Number

_PLACES: Final = frozenset({"place", "body", "event", "works"})
_SOURCES: Final = frozenset({"đến", "tăng", "giảm", "nâng", "kể", "đồng", "triệu", "tỷ", "tỉ", "tiền", "hàng", "máu"})
_SUPERLATIVES: Final = (["nhiều", "nhất"], ["ít", "nhất"])


def hedged(sentence: Sentence, number: Number, unit: Unit, noun_end: int) -> tuple[int, int, Precision]:
    """First and last token of the number with its hedges, and the precision they state."""
    words, first, last = sentence.words, number.first, number.last
    precision = Precision.RANGE if number.value_to is not None else Precision.EXACT
    after = AFTER.at(words, last) or AFTER.at(words, noun_end)
    if number.value_to is not None:
        return (first - 1 if sentence.word(first - 1) in ("từ", "from") else first), last, precision
    while found := BEFORE.before(words, first):
        start = found[0]
        if words[start:first] in _SUPERLATIVES and UNITS.before(words, start) and not _norm(sentence, start):
            break
        if f"{sentence.word(start - 1)} {words[start]}" in WORDS["hedges within a word"]:
            break
        if words[start:first] == ["từ"] and not after and not _is_least(sentence, start, unit):
            break
        precision = found[1] if precision is Precision.EXACT else precision
        first = start
    if after:
        precision = after[1]
        last = after[0] if AFTER.at(words, last) else last
    return first, last, precision


def _norm(sentence: Sentence, place: int) -> bool:
    """Whether a least is demanded of each or of a verb, not told as the least of several."""
    verb = sentence.last_cue("doing", place)
    return "mỗi" in sentence.words[max(0, place - 4) : place] or (verb is not None and verb.last == place)


def _is_least(sentence: Sentence, place: int, unit: Unit) -> bool:
    """Whether "từ" before a lone number means "at least": of money and gifts, not of places one comes from."""
    before = sentence.word(place - 1)
    return unit.group not in _PLACES and before not in _SOURCES and not before[:1].isdigit()
