"""What a number counts: the noun behind it, the money it is in, the unit it is a price of, the noun before it."""

from typing import Final

from chungtay.kernel.tokens import Shape

from .found import HARD, Figure, Sentence
from .lexicon import BEFORE, DONG, NOTHING, PER_NAMES, ROLES, UNITS, Unit
from .numbers import Number

_PER: Final = frozenset({"/", "một", "mỗi", "trên", "per", "each"})
_SKIPPED: Final = frozenset({"các", "cái", "lượt", "em", "bạn", "cặp", "new", "poor"})
_EVENTS: Final = frozenset({"chương", "hội", "lễ", "trao", "buổi", "ngày", "đợt", "cuộc", "các", "lớp", "thăm", "tặng"})
_INFORMAL: Final = frozenset({"k", "tr"})
_RANKED: Final = frozenset({"xếp", "đứng", "trí", "hạng"})
RANK: Final = Unit("hạng", "rank")
_HEADS: Final = frozenset(
    {"people", "household", "body", "blood"}
)  # what may open a terse line: "Hội viên 2.130, TNV 146"
_NAMES_OF_PLACES: Final = frozenset({"measure", "time", "place"})  # before a number: "thôn 6", "ngày 25"
_PARTS: Final = frozenset({":", ",", ";", "-", "–", "+", "(", "và", "số"})  # of a terse list
_QUOTES: Final = frozenset({'"', "“", "«", "'"})
_FARTHEST: Final = 12


def unit_behind(sentence: Sentence, place: int) -> tuple[Unit, int] | None:
    """The unit that begins at a place, and the token after it; an unknown noun is its own unit."""
    words = sentence.words
    if sentence.word(place) in _QUOTES:
        place += 1
    if found := UNITS.at(words, place):
        end, unit = found
        if unit.name == "tổ chức" and end == place + 2 and sentence.word(end) in _EVENTS:
            return None
        return unit, end
    for skipped in range(1, 3 if sentence.english else 2):
        if (
            not (sentence.english or sentence.word(place) in _SKIPPED)
            or not sentence.word(place).isalpha()
            or sentence.word(place) in NOTHING
        ):
            return None
        if found := UNITS.at(words, place + skipped):
            return found[1], found[0]
    return None


def unknown_noun(sentence: Sentence, number: Number, found: list[Figure]) -> tuple[Unit, int] | None:
    """A noun of no list behind a number, as its own unit, where a verb of giving or a list of gifts leads to it."""
    place = number.last
    if place >= len(sentence.tokens) or ROLES.at(sentence.words, place):
        return None
    token = sentence.tokens[place]
    small = token.shape is Shape.WORD and token.text.isalpha() and len(token.text) > 1
    if (
        not small
        or token.text in NOTHING
        or sentence.text[token.start].isupper()
        or not _led_to(sentence, number, found)
    ):
        return None
    return Unit(token.text, "thing"), place + 1


def _led_to(sentence: Sentence, number: Number, found: list[Figure]) -> bool:
    first = number.first
    while hedge := BEFORE.before(sentence.words, first):
        first = hedge[0]
    verb = sentence.last_cue("doing", first)
    if verb and verb.last == first:
        return True
    return sentence.word(first - 1) in (",", "và", "cùng") and bool(found) and found[-1].unit.group in ("gift", "thing")


def per_behind(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """The unit of a price or rate: "/suất", "một suất", "mỗi hộ"."""
    stroke = sentence.word(place)
    if stroke == "cho" and sentence.word(place + 1) == "mỗi":
        place, stroke = place + 1, "mỗi"
    if stroke not in _PER:
        return None
    if stroke == "trên" and sentence.word(place + 1) in ("một", "mỗi"):
        place += 1
    if stroke == "/" and sentence.word(place + 1) in ("1", "một", "01"):
        place += 1
    if stroke == "/" and sentence.word(place + 1) in ("tháng", "năm", "ngày", "tuần", "quý", "lần"):
        return sentence.word(place + 1), place + 2
    found = UNITS.at(sentence.words, place + 1)
    if found is None or sentence.word(found[0])[:1].isdigit():  # "98 đơn vị/chỉ tiêu 90 đơn vị"
        return None
    return per_name(found[1]), found[0]


def rank_before(sentence: Sentence, number: Number) -> bool:
    """Whether a number is the place that somebody took: "xếp thứ 3", "đứng thứ hai"."""
    ordinal = sentence.word(number.first - 1) in ("thứ", "hạng")
    return ordinal and sentence.word(number.first - 2) in _RANKED and number.scale == 1 and number.out_of is None


def per_name(unit: Unit) -> str:
    """How a unit is called behind the stroke of a price."""
    return PER_NAMES.get(unit.name, unit.name)


def unit_before(sentence: Sentence, number: Number) -> tuple[Unit, int, int] | None:
    """The unit said before the number ("số hộ được hỗ trợ: 50"): that after "số", else the nearest noun of the clause."""
    words = sentence.words
    first = max(0, number.first - _FARTHEST)
    for place in range(number.first - 1, first - 1, -1):
        if (words[place] in HARD and place < number.first - 1) or sentence.tokens[place].shape is Shape.NUMERAL:
            first = place + 1
            break
        if words[place] in ("số", "lượng") and (found := UNITS.at(words, place + 1)):
            return found[1], place + 1, found[0]
    for place in range(number.first - 1, first - 1, -1):
        found = UNITS.at(words, place)
        if found and found[0] <= number.first and found[1].group not in ("time", "measure"):
            return _widest(sentence, place, found)
    return None


def _widest(sentence: Sentence, place: int, found: tuple[int, Unit]) -> tuple[Unit, int, int]:
    """The longest unit phrase that ends where a found one does: "lượt người", not "người"."""
    for back in (3, 2, 1):
        longer = UNITS.at(sentence.words, place - back)
        if longer and longer[0] == found[0]:
            return longer[1], place - back, longer[0]
    return found[1], place, found[0]


def listed_before(sentence: Sentence, number: Number) -> tuple[Unit, int, int] | None:
    """The unit right before a number in a terse list: "HV 1.120, TNV 95", "Kết quả: chi hội 22"."""
    found = UNITS.before(sentence.words, number.first)
    if found is None or found[1].group in _NAMES_OF_PLACES:
        return None
    noun = sentence.span(found[0], number.first).of(sentence.text)
    opens = found[1].group in _HEADS and not any(word.isalpha() for word in sentence.words[: found[0]])
    listed = ":" in sentence.words[: found[0]] and sentence.word(found[0] - 1) in _PARTS
    return (found[1], found[0], number.first) if noun.isupper() or opens or listed else None


def money_implied(sentence: Sentence, number: Number, unit: Unit | None) -> Unit | None:
    """Đồng where a scale of money stands without it: "trị giá 240 triệu", "1,2 tỷ"."""
    if number.dong:
        return DONG
    if unit is not None or number.worded:
        return None
    worth = sentence.last_cue("value", number.first, number.first - 6) or sentence.last_cue(
        "each", number.first, number.first - 6
    )
    informal = sentence.word(number.last - 1) in _INFORMAL or (number.scale > 1 and sentence.word(number.last) == "/")
    if number.scale >= 10**6 or informal or (worth and (number.scale > 1 or number.value >= 10_000)):
        return DONG
    return None
