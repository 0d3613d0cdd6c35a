"""Numbers that count nothing: dates, years, durations, ages, ordinals, parts of names, addresses, slogans."""

from typing import Final

from chungtay.kernel.tokens import Shape

from .extents import extent
from .found import Sentence
from .lexicon import DATE_BEFORE, GIVING, NAME_ALWAYS, NAME_UNLESS_COUNTED, ONE_OF, TIME, UNITS, WORDS, Unit
from .numbers import Number

PERHAPS: Final = "perhaps a numbered name"
_SOMETIMES: Final = frozenset({"trang", "tết", "hạng", "tuổi", "niệm", "vòng", "mùa"})
_YEARS: Final = range(1900, 2101)
_VAGUE: Final = frozenset({"hàng", "vài", "mấy", "nhiều", "những", "hằng"})
_SUMS: Final = frozenset({"tổng", "trong", "con", "trên", "với", "được"})
_EVERY: Final = frozenset({"mỗi", "từng", "một", "các", "mọi", "toàn", "bình", "quân"})
_OPEN_QUOTES: Final = frozenset({"“", "«", "‘"})
_CLOSE_QUOTES: Final = frozenset({"”", "»", "’"})
_FEW: Final = 6
_PLACES: Final = frozenset({"place", "body"})


def no_figure(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    """Why a number is no figure; None where it is one."""
    if number.value < 0:
        return "two readings"
    if number.value == 1 and sentence.words[number.first - 2 : number.first] == ["gắn", "với"]:
        return "slogan"
    if _in_slogan(sentence, number):
        return "quoted name"
    if number.worded and (why := _no_worded_figure(sentence, number, unit)):
        return why
    if unit and unit.group == "place" and number.value < _FEW and _told_where(sentence, number):
        return "places that are named"
    return extent(sentence, number, unit) or _named(sentence, number, unit) or _date_or_year(sentence, number, unit)


def _told_where(sentence: Sentence, number: Number) -> bool:
    """Whether places are named, not counted: "2 huyện Krông Bông và M'Đrắk", "bà con hai xã biên giới"."""
    noun = UNITS.at(sentence.words, number.last)
    behind = noun[0] if noun else number.last + 1
    where = sentence.word(number.first - 1) in WORDS["where"]
    called = sentence.named(behind) and sentence.word(behind) not in WORDS["abbreviated"]
    return (where and called) or (number.worded and (where or called))


def _no_worded_figure(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    """Words are numbers only before what is counted: "ba hộ", never "ba mẹ" or "một địa chỉ"."""
    before = sentence.word(number.first - 1)
    if sentence.named(number.first) and (before.isalpha() or sentence.named(number.last)):
        return "name"  # "xã Ba Vì", "(Sáu Bê)"
    if before in _VAGUE or before in ("thứ", "tháng", "cả"):
        return "vague or ordinal"
    if unit is None and number.scale == 1:
        return "no counted noun"
    if _quoted(sentence, number):
        return "quoted name"
    lone = sentence.words[number.first : number.last]
    if lone == ["một"]:
        giving = (before in GIVING and unit is not None and unit.name in ONE_OF) or before in ("nhất", "thiểu")
        return None if giving else "indefinite article"
    if lone == ["năm"] and (
        before[:1].isdigit()
        or before in TIME
        or before in ("trong", "đầu", "cuối", "nửa", "qua", "cả", "hằng", "mỗi", "từng", "giữa", "nay", "")
    ):
        return "year"
    return None


def _in_slogan(sentence: Sentence, number: Number) -> bool:
    """Whether a short name in quotes begins with a number: "mô hình “10 người giúp 1 người”"."""
    opens = next(
        (at for at in range(number.first - 1, number.first - 6, -1) if sentence.word(at) in _OPEN_QUOTES), None
    )
    if opens is None or sentence.tokens[opens + 1].shape is not Shape.NUMERAL:
        return False
    within = sentence.words[opens : opens + 9]
    close = next((at for at, word in enumerate(within) if word in _CLOSE_QUOTES), 0)
    return close > 0 and opens + close >= number.last


def _quoted(sentence: Sentence, number: Number) -> bool:
    """Whether the number stands in a short quoted name."""
    for place in range(number.first - 1, max(-1, number.first - 12), -1):
        if sentence.words[place] in _CLOSE_QUOTES:
            return False
        if sentence.words[place] in _OPEN_QUOTES:
            return bool(_CLOSE_QUOTES.intersection(sentence.words[place : place + 16]))
    return False


def _named(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    """Part of a name or an ordinal: "Cụm thi đua số 2", "lớp 5", "Quyết định 123", "phường 5"."""
    words, first = sentence.words, number.first
    before = sentence.word(first - 1)
    counted = unit is not None and unit.group not in _PLACES and number.value != 0
    if before == "số":
        enough = sentence.word(first - 2) in _SUMS or (unit is not None and unit.group == "money")
        return None if enough and counted else "numbered name"
    if before in (".", "-") and first > 1 and words[first - 2] in ("km", "no", "số"):
        return "numbered name"
    if (found := NAME_ALWAYS.before(words, first)) and found[1]:
        free = counted and (before in _SOMETIMES or _too_large(before, number))
        return None if free else "numbered name"
    found = NAME_UNLESS_COUNTED.before(words, first)
    sure = counted and unit is not None and unit.group != "thing"
    if not found or not found[1] or (unit is not None and (sure or sentence.word(found[0] - 1) in _EVERY)):
        return None
    return PERHAPS


def _too_large(before: str, number: Number) -> bool:
    """Whether a number cannot be the day, month or year that the word before it would name."""
    if before == "năm":
        return number.value not in _YEARS and number.value > 10
    return (before == "tháng" and number.value > 12) or (before == "ngày" and number.value > 31)


def _date_or_year(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    text = sentence.words[number.first]
    if number.out_of is not None:
        return _date(sentence, number, unit)
    if number.first + 1 == number.last and len(text) == 4 and text.isdigit() and number.value in _YEARS:
        strong = unit is not None and unit.group != "thing"
        return None if strong and sentence.word(number.first - 1) not in TIME else "year"
    shape = sentence.tokens[number.first].shape
    if shape is Shape.NUMERAL and sentence.word(number.last) in ("-", "–") and number.scale == 1 and unit is None:
        return "bare number"
    return None


def _date(sentence: Sentence, number: Number, unit: Unit | None) -> str | None:
    """A day and month (11/11), or a part of a whole (9/9 tỉnh)."""
    day, month = number.value, number.out_of or 0
    if sentence.tokens[number.first].shape is not Shape.RATIO:
        return None
    if day > month and month > 12 and (unit is None or unit.group in _PLACES):
        return "address"
    may_be = 1 <= day <= 31 and 1 <= month <= 12
    if unit is None:
        return "date or bare ratio"
    if may_be and (DATE_BEFORE.before(sentence.words, number.first) or day > month or unit.group == "thing"):
        return "date"
    return None
