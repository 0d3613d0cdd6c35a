"""The phrase that says what a figure counts."""

from typing import Final

from chungtay.unpacking.rules import Span

from .found import SOFT, Figure, Sentence

_STOPS: Final = frozenset({"với", "mỗi", "và"}) | SOFT
_LONGEST: Final = 14


def counted(sentence: Sentence, figure: Figure) -> Span:
    """Of a count: its noun and what follows; of money: what is said to be worth it before it."""
    if figure.money:
        start = sentence.clause_start(figure.first)
        first = max(start, figure.first - _LONGEST)
        if first < figure.first:
            return sentence.span(first, figure.first)
    first = figure.noun[0]
    if first < figure.first:  # the unit stands before the number
        return sentence.span(first, figure.first)
    end = max(figure.noun[1], figure.last)
    while (
        end < min(len(sentence.words), first + _LONGEST)
        and sentence.words[end] not in _STOPS
        and not sentence.words[end][0].isdigit()
    ):
        if sentence.words[end : end + 2] in (["trị", "giá"], ["tổng", "trị"], ["tương", "đương"]):
            break
        end += 1
    return sentence.span(first, end)
