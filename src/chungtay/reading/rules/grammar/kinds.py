"""What a figure is to the one who reports it, from the cues of its clause and the heading it stands under."""

from typing import Final

from ..figures import FigureKind
from .found import Figure, Sentence
from .lexicon import STOCK_IF_HAD, STOCK_UNITS, YOUTH

_PLACES_PER: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "địa phương", "thành phố", "đơn vị", "xã, phường"})
_PERSONS: Final = frozenset({"people"})
_NEAR: Final = 9
_FINISHED: Final = frozenset({"được", "đã", "hiến", "đăng", "tham", "nhận", "trúng", "khám", "vay", "khó"})


def kind_of(sentence: Sentence, figure: Figure, *, planned: bool) -> tuple[FigureKind, str]:
    """The kind of a figure and the rule that decided; `planned` under a heading or title of plans."""
    if why := _target(sentence, figure, planned=planned):
        return FigureKind.TARGET, why
    if figure.money and figure.per and figure.per not in _PLACES_PER:
        return FigureKind.RATE, "price of one"
    if why := _context(sentence, figure):
        return FigureKind.CONTEXT, why
    if why := _participation(sentence, figure):
        return FigureKind.PARTICIPATION, why
    if why := _stock(sentence, figure):
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
        if (
            not digits
            and not sentence.first_cue("reached", near.last, figure.first)
            and not sentence.first_cue("doing", near.last, figure.first)
        ):
            return "named target"
    if planned and past is None:
        return "heading of plans"
    return ""


def _fulfilled(sentence: Sentence, place: int) -> bool:
    return bool({"đạt", "vượt", "thành", "với"}.intersection(sentence.words[max(0, place - 2) : place]))


def _context(sentence: Sentence, figure: Figure) -> str:
    if figure.money and not sentence.last_cue("harm", figure.first):
        return ""
    start = sentence.clause_start(figure.first, frozenset({";"}))
    helped = sentence.last_cue("doing", figure.first, start)
    if helped is None:
        end = _reach(sentence, figure)
        if not figure.money and sentence.first_cue("harm", figure.after - 1, end):
            return "damage"
        if sentence.last_cue("harm", figure.first, start):
            return "damage"
    told = sentence.last_cue("population", figure.first, start)
    if told and figure.first - told.last <= _NEAR and figure.unit.name not in STOCK_UNITS:
        return "population"
    return ""


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
    if figure.unit.group not in _PERSONS:
        return ""
    end = _reach(sentence, figure)
    blood = "máu" in sentence.words[figure.first : end]
    if sentence.first_cue("attending", figure.after, end) and not blood:
        return "attendance"
    lead = sentence.last_cue("lead_part", figure.first)
    return "attendance" if lead and figure.first - lead.last <= 3 and not blood else ""


def _stock(sentence: Sentence, figure: Figure) -> str:
    start = sentence.clause_start(figure.first, frozenset({";"}))
    had = sentence.last_cue("stock", figure.first, start)
    done = sentence.last_cue("doing", figure.first, start)
    youth = YOUTH.at(sentence.words, figure.noun[0])
    if figure.unit.name in STOCK_UNITS or youth:
        return "" if done and (had is None or had.first < done.first) else "standing body"
    if figure.unit.name in STOCK_IF_HAD and had and (done is None or done.first < had.first):
        near = figure.first - had.last <= 4 or sentence.words[had.first : had.last] == ["duy", "trì"]
        active = _FINISHED.intersection(sentence.words[figure.after : figure.after + 3])
        return "had" if near and not active else ""
    return ""
