"""Numbers that measure time, space, bags or votes beside what is told, and what a page counts of itself."""

from typing import Final

from .found import Sentence
from .lexicon import TIME, Unit
from .numbers import Number

_SIZES: Final = frozenset({"m", "m2", "m3", "lĩnh vực"})
_BAGS: Final = frozenset({"mỗi", "loại", "túi", "bịch", "tích"})
_FAR: Final = frozenset({"cách", "xa", "dài"})
_HEAVY: Final = frozenset({"nặng", "cân"})
_VOTES: Final = frozenset({"tín", "nhiệm", "trí", "phiếu", "biểu", "quyết"})
_ELECTED: Final = frozenset({"bầu", "phiếu", "nhất", "đại", "tán"})
_WEEKLY: Final = (["mỗi", "tuần"], ["hằng", "tuần"], ["hàng", "tuần"], ["một", "tuần"])
_RHYTHMS: Final = frozenset({"ngày", "buổi", "lần"})


def extent(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    """Why a number is such an extent; None where it is none."""
    following = sentence.word(number.last)
    if following in TIME and (unit is None or unit.name not in ("ngày công", "ngày lương")):
        return None if rhythm(sentence, number.first, number.last) else "duration, age or multiple"
    if number.value == 0:
        return "nothing"
    return _size(sentence, number, unit) if unit else None


def rhythm(sentence: Sentence, first: int, last: int) -> bool:
    """Whether days, mornings or times are told of each week: "5 ngày/tuần", "mỗi tuần 3 buổi"."""
    if sentence.word(last) not in _RHYTHMS:
        return False
    before = sentence.words[max(0, first - 3) : first]
    weekly = any(before[at : at + 2] in _WEEKLY for at in range(len(before)))
    return weekly or "tuần" in sentence.words[last + 1 : last + 4]


def _size(sentence: Sentence, number: Number, unit: Unit) -> str | None:
    before = sentence.words[max(0, number.first - 8) : number.first]
    if unit.group == "furniture":
        return "count of the page itself"
    if unit.name in _SIZES or (unit.name == "ml" and (before[-1:] == ["vị"] or not _BAGS.isdisjoint(before[-4:]))):
        return "size"
    if unit.name == "km" and (
        sentence.words[number.last : number.last + 2] == ["km", "/"] or not _FAR.isdisjoint(before)
    ):
        return "distance or speed"
    if unit.name == "kg" and not _HEAVY.isdisjoint(before[-5:]):
        return "weight of a person"
    if unit.name == "%" and (
        before[-2:] == ["thiệt", "hại"] or before[-1:] == ["giá"] or before[-2:] == ["được", "giảm"]
    ):
        return "share of a loss or a price"
    voted = not _VOTES.isdisjoint(before[-4:]) or sentence.word(number.last + 1) in _ELECTED
    return "vote" if unit.name == "%" and voted else None
