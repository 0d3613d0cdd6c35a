"""From a sentence to its figures: numbers with their units, names set aside, lists that share a unit or a scale."""

from dataclasses import replace
from typing import Final

from chungtay.kernel.numbers import Precision
from chungtay.kernel.numbers.lexicon import CONTINUOUS

from .found import Figure, Sentence
from .hedges import hedged
from .lexicon import DONG, Unit
from .names import no_figure
from .numbers import Number, numbers
from .units import money_implied, per_behind, unit_before, unit_behind, unknown_noun

_LISTED: Final = frozenset({",", "và", "hoặc", "hay", "đến", "and", "-"})
_STATES: Final = frozenset({":", "là", "đạt", "có", "=", "được", "còn", "gồm", "lên", "với"})
_CLOSES: Final = frozenset({",", ";", ".", ")", "", "…", "...", "và"})
_BLOOD: Final = frozenset({"máu", "blood"})
_NOT_BLOOD: Final = frozenset({"trực", "tham", "trong", "thuộc", "hành", "sự", "kinh", "đã", "bạn", "vũ", "quân", "cơ"})
_BETWEEN: Final = 5


def figures_of(sentence: Sentence) -> list[Figure]:
    """The figures of a sentence in order, comparisons still among them."""
    found: list[Figure] = []
    waiting: list[Number] = []
    for number in numbers(sentence.tokens, sentence.words):
        figure = _figure(sentence, number)
        if figure is None:
            if no_figure(sentence, number, None) is None and not number.worded:
                waiting.append(number)
            continue
        for one in waiting:
            if shared := _shared(sentence, one, figure, waiting):
                found.append(shared)
        waiting = [] if figure else waiting
        found.append(figure)
    found += [figure for one in waiting if (figure := _counted_before(sentence, one))]
    found.sort(key=lambda figure: figure.first)
    return found


def _figure(sentence: Sentence, number: Number) -> Figure | None:
    """The figure that a number with its unit behind it is."""
    behind = unit_behind(sentence, number.last)
    unit = behind[0] if behind else None
    if implied := money_implied(sentence, number, unit):
        unit, noun = implied, (number.last, number.last)
    elif behind:
        noun = (number.last, behind[1])
    elif number.worded or not (unknown := unknown_noun(sentence, number.last)):
        return None
    else:
        unit, noun = unknown[0], (number.last, unknown[1])
    if unit is None or no_figure(sentence, number, unit):
        return None
    return _built(sentence, _valued(number, unit), _blood(sentence, unit, noun), noun)


def _built(sentence: Sentence, number: Number, unit: Unit, noun: tuple[int, int]) -> Figure:
    first, last, precision = hedged(sentence, number, unit, noun[1])
    per = per_behind(sentence, max(noun[1], last)) if noun[1] >= number.last else None
    figure = Figure(number, first, last, unit, (noun[0], per[1] if per else noun[1]), precision)
    if per and (unit.group == "money" or sentence.word(noun[1]) == "/"):
        figure.per = per[0]
    else:
        figure.noun = noun
    figure.why.append("unit behind" if noun[0] >= number.last else "unit before")
    return figure


def _valued(number: Number, unit: Unit) -> Number:
    """A comma before three digits parts thousands of what is counted whole."""
    if number.thousands is not None and unit.name not in CONTINUOUS:
        return replace(number, value=number.thousands)
    return number


def _blood(sentence: Sentence, unit: Unit, noun: tuple[int, int]) -> Unit:
    """A bare "đơn vị" is of blood where the sentence has spoken of blood."""
    if unit.name != "đơn vị" or noun[1] - noun[0] > 1 or sentence.word(noun[1]) in _NOT_BLOOD:
        return unit
    return Unit("đơn vị máu", "blood") if _BLOOD.intersection(sentence.words[: noun[1] + 8]) else unit


def _shared(sentence: Sentence, number: Number, figure: Figure, waiting: list[Number]) -> Figure | None:
    """A bare number in a list before a figure takes its unit, and its scale of money: "3, 5 và 7 triệu đồng"."""
    between = sentence.words[number.last : figure.first]
    others = sum(one.first > number.first for one in waiting)
    if not between or between[0] not in _LISTED or len(between) > _BETWEEN * (others + 1) or figure.unit.name == "%":
        return None
    only = all(word in _LISTED or word[0].isdigit() for word in between)
    scale = figure.number.scale
    if only and scale > 1 and number.scale == 1 and number.value * scale <= 10**15:
        number = replace(number, value=number.value * scale, scale=scale)
    elif not only and figure.money:
        return None
    shared = _built(sentence, _valued(number, figure.unit), figure.unit, figure.noun)
    shared.per, shared.noun, shared.why = figure.per, figure.noun, ["unit shared with the next"]
    return shared


def _counted_before(sentence: Sentence, number: Number) -> Figure | None:
    """A number whose unit stands before it: "số hộ được hỗ trợ: 50"."""
    if sentence.word(number.last) not in _CLOSES:
        return None
    hedge_free = hedged(sentence, number, DONG, number.last)
    if hedge_free[2] is Precision.EXACT and sentence.word(number.first - 1) not in _STATES:
        return None
    before = unit_before(sentence, number)
    if before is None or no_figure(sentence, number, before[0]):
        return None
    unit, first, last = before
    return _built(sentence, _valued(number, unit), _blood(sentence, unit, (first, last)), (first, last))
