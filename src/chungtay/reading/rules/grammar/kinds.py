"""What a figure is to the one who reports it, from the cues of its clause and the heading it stands under."""

from typing import Final

from ..figures import FigureKind
from .found import Figure, Sentence
from .lexicon import NEEDY
from .stocks import stock

_PLACES_PER: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "địa phương", "thành phố", "đơn vị", "xã, phường"})
_NEAR: Final = 9
_SEMICOLON: Final = frozenset({";"})
_PLANNED_UNITS: Final = frozenset({"chỉ tiêu", "tiêu chí"})


def kind_of(sentence: Sentence, figure: Figure, before: Figure | None, *, planned: bool) -> tuple[FigureKind, str]:
    """The kind of a figure and the rule that decided; `before` it in the sentence; `planned` under a heading of plans."""
    if why := _target(sentence, figure, planned=planned):
        return FigureKind.TARGET, why
    if figure.money and figure.per and figure.per not in _PLACES_PER:
        return FigureKind.RATE, "price of one"
    if why := _context(sentence, figure):
        return FigureKind.CONTEXT, why
    if why := _participation(sentence, figure):
        return FigureKind.PARTICIPATION, why
    if why := stock(sentence, figure, before):
        return FigureKind.STOCK, why
    return FigureKind.RESULT, "result"


def _target(sentence: Sentence, figure: Figure, *, planned: bool) -> str:
    far = sentence.last_cue("target", figure.first)
    past = sentence.last_cue("past", figure.first)
    if far and (past is None or past.last <= far.first) and not _fulfilled(sentence, far.first):
        return "target verb"
    near = sentence.last_cue("target_near", figure.first)
    if near and figure.first - near.last <= _NEAR and "," not in sentence.words[near.last : figure.first]:
        digits = any(word[0].isdigit() for word in sentence.words[near.last : figure.first])
        done = sentence.first_cue("reached", near.last, figure.first) or sentence.first_cue(
            "doing", near.last, figure.first
        )
        if not digits and not done:
            return "named target"
    if planned and past is None:
        return "heading of plans"
    if figure.unit.name in _PLANNED_UNITS and not sentence.last_cue("reached", figure.first):
        return "criteria"
    return ""


def _fulfilled(sentence: Sentence, place: int) -> bool:
    return bool({"đạt", "vượt", "thành"}.intersection(sentence.words[max(0, place - 2) : place]))


def _context(sentence: Sentence, figure: Figure) -> str:
    if figure.money and not sentence.last_cue("harm", figure.first):
        return ""
    start = sentence.clause_start(figure.first, _SEMICOLON)
    if sentence.last_cue("doing", figure.first, start) is None:
        harm = sentence.first_cue("harm", figure.after - 1, _reach(sentence, figure))
        if not figure.money and harm and not _helped(sentence, harm.last):
            return "damage"
        if sentence.last_cue("harm", figure.first, start):
            return "damage"
    told = sentence.last_cue("population", figure.first, start)
    needy = not NEEDY.isdisjoint(sentence.words[figure.noun[0] : figure.noun[1] + 3])
    if (
        told
        and needy
        and figure.first - told.last <= _NEAR
        and figure.unit.name in ("hộ", "người", "trẻ em", "trẻ", "gia đình")
    ):
        return "population"
    return ""


def _helped(sentence: Sentence, place: int) -> bool:
    """Whether those harmed are told as helped: "hộ bị ngập được hỗ trợ"."""
    return any(
        "doing" in cue.roles and sentence.word(cue.first - 1) == "được"
        for cue in sentence.cues
        if place <= cue.first < place + _NEAR
    )


def _reach(sentence: Sentence, figure: Figure) -> int:
    """To the end of the clause or the next number."""
    end = sentence.clause_end(figure.after)
    for place in range(figure.after, end):
        if sentence.words[place][0].isdigit():
            return place
    return end


def _participation(sentence: Sentence, figure: Figure) -> str:
    if figure.unit.name == "đại biểu":
        return "delegates"
    if figure.unit.group != "people":
        return ""
    end = _reach(sentence, figure)
    blood = "máu" in sentence.words[figure.first : end]
    if sentence.first_cue("attending", figure.after, end) and not blood:
        return "attendance"
    lead = sentence.last_cue("lead_part", figure.first)
    return "attendance" if lead and figure.first - lead.last <= 3 and not blood else ""
