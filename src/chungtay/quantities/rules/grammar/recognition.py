"""From a sentence to its figures: numbers with their units, names set aside, lists that share a unit or a scale."""

from collections.abc import Sequence
from typing import Final

from chungtay.kernel.numbers import Precision
from chungtay.kernel.numbers.lexicon import CONTINUOUS

from .extents import rhythm
from .found import Figure, Sentence
from .hedges import hedged
from .lexicon import DONG, UNITS, Unit
from .names import PERHAPS, no_figure
from .naming import Memory, Noun, named
from .numbers import Number
from .units import RANK, listed_before, money_implied, per_behind, rank_before, unit_before, unit_behind, unknown_noun

_LISTED: Final = frozenset({",", "và", "hoặc", "hay", "đến", "and", "-"})
_STATES: Final = frozenset({":", "là", "đạt", "có", "=", "được", "còn", "gồm", "lên", "với"})
_CLOSES: Final = frozenset({"(", ",", ";", ".", ")", "", "…", "...", "và", "với"})
_BETWEEN: Final = 5
_CLASSIFIERS: Final = (["cái"], ["chiếc"])


def figures_of(sentence: Sentence, told: Sequence[Number], memory: Memory) -> list[Figure]:
    """The figures of its numbers in order, comparisons still among them; `memory` keeps nouns said in full before."""
    found: list[Figure] = []
    waiting: list[Number] = []
    bare: list[Number] = []
    for number in told:
        figure = _figure(sentence, number, memory, found)
        if figure is not None:
            shared = [one for number in waiting if (one := _shared(sentence, number, figure, waiting))]
            bare += [number for number in waiting if all(one.number.first != number.first for one in shared)]
            found += [*shared, figure]
            waiting = []
        elif not number.worded:
            why = no_figure(sentence, number, None)
            if why is None and not _goes_on(sentence, number, bare):
                waiting.append(number)
            elif why in (None, PERHAPS):
                bare.append(number)
    found = [one for one in found if not _restated(sentence, one, found)]
    for number in (*bare, *waiting):
        if one := _counted_before(sentence, number, memory) or _left_out(sentence, number, found):
            found.append(one)
    found.sort(key=lambda figure: figure.first)
    return found


def _restated(sentence: Sentence, figure: Figure, found: Sequence[Figure]) -> bool:
    """Whether an amount says in words what stands in figures before its brackets."""
    if not figure.number.worded or sentence.word(figure.first - 1) != "(":
        return False
    return any(one.number.value == figure.number.value and one.first < figure.first for one in found)


def _goes_on(sentence: Sentence, number: Number, bare: list[Number]) -> bool:
    """Whether a number goes on a list of names: "khối 10, 11, 12"."""
    return bool(bare) and sentence.words[bare[-1].last : number.first] in ([","], ["và"], ["-"])


def _figure(sentence: Sentence, number: Number, memory: Memory, found: list[Figure]) -> Figure | None:
    """The figure that a number with its unit behind it is."""
    if rank_before(sentence, number):
        return _built(sentence, number, RANK, (number.first - 1, number.first))
    behind = unit_behind(sentence, number.last)
    unit = behind[0] if behind else None
    noun = (number.last, behind[1] if behind else number.last)
    if implied := money_implied(sentence, number, unit):
        unit = implied
    elif unit is None:
        if number.worded or not (unknown := unknown_noun(sentence, number, found)):
            return None
        unit, noun = unknown[0], (number.last, unknown[1])
    if no_figure(sentence, number, unit):
        return None
    if (
        sentence.words[noun[0] : noun[1]] in _CLASSIFIERS and sentence.word(noun[1]) in _CLOSES
    ):  # "nhà 2 cái", "bánh chưng 1.200 cái"
        before = unit_before(sentence, number)
        unit = before[0] if before and before[0].group in ("works", "gift") else unit
    return _built(sentence, number, *named(sentence, unit, noun, memory))


def _built(sentence: Sentence, number: Number, unit: Unit, noun: Noun) -> Figure:
    first, last, precision = hedged(sentence, number, unit, noun[1])
    per = per_behind(sentence, max(noun[1], last)) if noun[1] >= number.last else None
    figure = Figure(_valued(number, unit), first, last, unit, noun, precision)
    if per and (unit.group == "money" or sentence.word(noun[1]) == "/"):
        figure.per, figure.noun = per[0], (noun[0], per[1])
    if not figure.per and rhythm(sentence, first, number.last):
        figure.per = "tuần"
    figure.why.append("unit behind" if noun[0] >= number.last else "unit before")
    return figure


def _valued(number: Number, unit: Unit) -> Number:
    """A comma before three digits parts thousands of what is counted whole."""
    if number.thousands is not None and unit.name not in CONTINUOUS:
        return number._replace(value=number.thousands)
    return number


def _shared(sentence: Sentence, number: Number, figure: Figure, waiting: list[Number]) -> Figure | None:
    """A bare number in a list before a figure takes its unit, and its scale of money: "3, 5 và 7 triệu đồng"."""
    between = sentence.words[number.last : figure.first]
    others = sum(one.first > number.first for one in waiting)
    if (
        not between
        or between[0] not in _LISTED
        or _summed(sentence, number)
        or listed_before(sentence, number) is not None
        or len(between) > _BETWEEN * (others + 1)
        or figure.unit.name == "%"
    ):
        return None
    if no_figure(sentence, number, figure.unit):
        return None
    only = all(word in _LISTED or word[0].isdigit() for word in between)
    scale = figure.number.scale
    if only and scale > 1 and number.scale == 1 and number.value < 1000:
        number = number._replace(value=number.value * scale, scale=scale)
    elif not only and figure.money:
        return None
    shared = _built(sentence, number, figure.unit, figure.noun)
    shared.per, shared.noun, shared.why = figure.per, figure.noun, ["unit shared with the next"]
    return shared


def _counted_before(sentence: Sentence, number: Number, memory: Memory) -> Figure | None:
    """A number whose unit stands before it: "số hộ được hỗ trợ: 50", "HV 1.120, TNV 95"."""
    if sentence.word(number.last) not in _CLOSES:
        return None
    before = listed_before(sentence, number)
    if before is None:
        hedge_free = hedged(sentence, number, DONG, number.last)[2] is Precision.EXACT
        if hedge_free and sentence.word(number.first - 1) not in _STATES and not _summed(sentence, number):
            return None
        before = unit_before(sentence, number)
        if before is None or no_figure(sentence, number, before[0]):
            return None
    unit, first, last = before
    return _built(sentence, number, *named(sentence, unit, (first, last), memory))


def _summed(sentence: Sentence, number: Number) -> bool:
    """Whether "tổng số" and a noun lead to it in its clause: "tổng số lượt người được giúp 1.860"."""
    words = sentence.words[sentence.clause_start(number.first) : number.first]
    places = (at + 2 for at, word in enumerate(words[:-2]) if word == "tổng" and words[at + 1] == "số")
    return any(UNITS.at(words, place) for place in places)


def _left_out(sentence: Sentence, number: Number, found: list[Figure]) -> Figure | None:
    """A number whose unit was said just before and is left out: "1.893 hội viên, kết nạp 77"."""
    earlier = [figure for figure in found if figure.first < number.first and not figure.money]
    verb = sentence.last_cue("doing", number.first)
    led = sentence.word(number.first - 1) in ("kh", "tiêu") or (verb is not None and verb.last == number.first)
    if not earlier or not led or sentence.word(number.last) not in _CLOSES:
        return None
    if no_figure(sentence, number, None) or no_figure(sentence, number, earlier[-1].unit):
        return None
    return _built(sentence, number, earlier[-1].unit, earlier[-1].noun)
