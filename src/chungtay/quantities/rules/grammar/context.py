"""Numbers of what befell people or of who is in need: told beside the association's own work, not as it."""

from typing import Final

from chungtay.quantities.rules.figures import FigureKind

from .found import Figure, Sentence
from .lexicon import NEEDY

_NEAR: Final = 9
_IN_NEED: Final = frozenset({"hộ", "người", "trẻ em", "trẻ", "gia đình"})


def context(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """Why a figure is context, nothing where it is not; `before` it in the sentence."""
    if figure.money and figure.per:
        return ""
    if before and before.kind is FigureKind.CONTEXT and before.unit == figure.unit:
        new = sentence.first_cue("doing", before.after, figure.first)
        if not new and not sentence.first_cue("doing", figure.after, reach(sentence, figure)):
            return "damage goes on"
    start = sentence.clause_start(figure.first, frozenset({";"}))
    if sentence.last_cue("doing", figure.first, start) is None and _harmed(sentence, figure, start):
        return "damage"
    return "population" if _in_need(sentence, figure, start) else ""


def reach(sentence: Sentence, figure: Figure) -> int:
    """How far what is said of a figure goes: to the end of the clause or the next number."""
    end = sentence.clause_end(figure.after)
    for place in range(figure.after, end):
        if sentence.words[place][0].isdigit():
            return place
    return end


def _harmed(sentence: Sentence, figure: Figure, start: int) -> bool:
    if sentence.last_cue("harm", figure.first, start):
        return True
    harm = sentence.first_cue("harm", figure.after - 1, reach(sentence, figure))
    if harm is None or figure.money or sentence.first_cue("doing", figure.after, harm.first):
        return False
    return not _helped(sentence, harm.last)


def _helped(sentence: Sentence, place: int) -> bool:
    """Whether those harmed are told as helped: "hộ bị ngập được hỗ trợ"."""
    return any(
        "doing" in cue.roles and sentence.word(cue.first - 1) == "được"
        for cue in sentence.cues
        if place <= cue.first < place + _NEAR
    )


def _in_need(sentence: Sentence, figure: Figure, start: int) -> bool:
    """Whether it counts all who are poor or disabled somewhere: "toàn huyện còn 320 hộ nghèo"."""
    told = sentence.last_cue("population", figure.first, start)
    needy = not NEEDY.isdisjoint(sentence.words[figure.noun[0] : figure.noun[1] + 3])
    if told is not None and sentence.words[told.first : told.last] == ["dân", "số"]:
        return figure.unit.group == "people" and figure.first - told.last <= 2
    return told is not None and needy and figure.first - told.last <= _NEAR and figure.unit.name in _IN_NEED
