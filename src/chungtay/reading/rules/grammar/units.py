"""What a number counts: the noun behind it, the money it is in, the unit it is a price of, the noun before it."""

from typing import Final

from .found import HARD, Sentence
from .lexicon import DONG, NOTHING, PER_NAMES, UNITS, Unit
from .numbers import Number
from .words import Shape

_PER: Final = frozenset({"/", "một", "mỗi", "trên", "per", "each"})
_SKIPPED: Final = frozenset({"các", "cái", "lượt", "em", "bạn", "cặp", "new", "poor"})
_FARTHEST: Final = 12


def unit_behind(sentence: Sentence, place: int) -> tuple[Unit, int] | None:
    """The unit that begins at a place, and the token after it; an unknown noun is its own unit."""
    words = sentence.words
    if found := UNITS.at(words, place):
        end, unit = found
        return unit, end
    if sentence.word(place) in _SKIPPED and (found := UNITS.at(words, place + 1)):
        return found[1], found[0]
    return None


def unknown_noun(sentence: Sentence, place: int) -> tuple[Unit, int] | None:
    """A noun of no list behind a number, as its own unit: a word in small letters that is no word of grammar."""
    if place >= len(sentence.tokens):
        return None
    token = sentence.tokens[place]
    small = token.shape is Shape.WORD and token.text.isalpha() and len(token.text) > 1
    if not small or token.text in NOTHING or sentence.text[token.start].isupper():
        return None
    return Unit(token.text, "thing"), place + 1


def per_behind(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """The unit of a price or rate: "/suất", "một suất", "mỗi hộ"."""
    stroke = sentence.word(place)
    if stroke not in _PER:
        return None
    if stroke == "trên" and sentence.word(place + 1) in ("một", "mỗi"):
        place += 1
    if stroke == "/" and sentence.word(place + 1) in ("1", "một", "01"):
        place += 1
    if stroke == "/" and sentence.word(place + 1) in ("tháng", "năm", "ngày", "tuần", "quý", "lần"):
        return sentence.word(place + 1), place + 2
    found = UNITS.at(sentence.words, place + 1)
    if found is None:
        return None
    return per_name(found[1]), found[0]


def per_name(unit: Unit) -> str:
    """How a unit is called behind the stroke of a price."""
    return PER_NAMES.get(unit.name, unit.name)


def unit_before(sentence: Sentence, number: Number) -> tuple[Unit, int, int] | None:
    """The unit said before the number ("số hộ được hỗ trợ: 50"): the nearest noun of the clause, or that after "số"."""
    words = sentence.words
    first = max(0, number.first - _FARTHEST)
    for place in range(number.first - 1, first - 1, -1):
        if (words[place] in HARD and place < number.first - 1) or sentence.tokens[place].shape is Shape.NUMERAL:
            return None
        if words[place] in ("số", "lượng") and (found := UNITS.at(words, place + 1)):
            return found[1], place + 1, found[0]
    for place in range(number.first - 1, first - 1, -1):
        found = UNITS.at(words, place)
        if found and found[0] <= number.first:
            return found[1], place, found[0]
    return None


def money_implied(sentence: Sentence, number: Number, unit: Unit | None) -> Unit | None:
    """Đồng where a scale of money stands without it: "trị giá 240 triệu", "1,2 tỷ"."""
    if number.dong:
        return DONG
    if unit is not None or number.worded:
        return None
    worth = sentence.last_cue("value", number.first, number.first - 6) or sentence.last_cue(
        "each", number.first, number.first - 6
    )
    if number.scale >= 10**6 or (worth and (number.scale > 1 or number.value >= 10_000)):
        return DONG
    return None
