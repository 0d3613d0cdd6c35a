"""Numbers of what befell people or of who is in need: told beside the association's own work, not as it."""

from typing import Final

from chungtay.quantities.rules.figures import FigureKind

from .found import SOFT, Figure, Sentence
from .lexicon import NEEDY, STOCK_UNITS, UNITS

_NEAR: Final = 9
_IN_NEED: Final = frozenset({"hộ", "người", "trẻ em", "trẻ", "gia đình", "%", "đối tượng"})
_EQUALS: Final = (["với"], ["("], ["="])


def context(sentence: Sentence, figure: Figure, before: Figure | None, *, background: bool = False) -> str:
    """Why a figure is context, nothing where it is not; `before` it in the sentence; `background`: told of the setting."""
    if figure.money and figure.per:
        return ""
    harmed = before is not None and before.kind is FigureKind.CONTEXT
    between = sentence.words[before.after : figure.first] if before else []
    same = before is not None and (before.unit == figure.unit or {before.unit.group, figure.unit.group} == {"people"})
    if before and harmed and (same or (len(between) < 4 and between[-1:] in _EQUALS)):
        new = sentence.first_cue("doing", before.after, figure.first)
        if not new and not sentence.first_cue("doing", figure.after, reach(sentence, figure)):
            return "damage goes on"
    start = sentence.clause_start(figure.first, frozenset({";"}))
    done = sentence.last_cue("doing", figure.first, start)
    if done is None and _harmed(sentence, figure, start, frozenset(";.") if harmed else SOFT):
        return "damage"
    setting = background and figure.unit.group in ("people", "household") and figure.unit.name not in STOCK_UNITS
    still = done is None or UNITS.before(sentence.words, done.first) is not None  # "đối tượng bảo trợ xã hội là"
    return "population" if (setting and still) or _in_need(sentence, figure, start) else ""


def reach(sentence: Sentence, figure: Figure, marks: frozenset[str] = SOFT) -> int:
    """How far what is said of a figure goes: to the end of the clause or the next number."""
    end = sentence.clause_end(figure.after, marks)
    for place in range(figure.after, end):
        if sentence.words[place][0].isdigit():
            return place
    return end


def _harmed(sentence: Sentence, figure: Figure, start: int, marks: frozenset[str]) -> bool:
    if sentence.last_cue("harm", figure.first, start):
        return True
    harm = sentence.first_cue("harm", figure.after - 1, reach(sentence, figure, marks))
    if harm is None or figure.money or sentence.first_cue("doing", figure.after, harm.first):
        return False
    return not _helped(sentence, harm.last)


def _helped(sentence: Sentence, place: int) -> bool:
    """Whether those harmed are told as helped: "hộ bị ngập được hỗ trợ", "người bị thương nhận 2 triệu đồng"."""
    return any(
        "doing" in cue.roles and (sentence.word(cue.first - 1) == "được" or sentence.words[cue.first] == "nhận")
        for cue in sentence.cues
        if place <= cue.first < place + _NEAR
    )


def _in_need(sentence: Sentence, figure: Figure, start: int) -> bool:
    """Whether it counts all who are poor or disabled somewhere: "toàn huyện còn 320 hộ nghèo"."""
    needy = not NEEDY.isdisjoint(sentence.words[figure.noun[0] : figure.noun[1] + 4])
    told = sentence.last_cue("population", figure.first, start)
    if told is None or figure.unit.name not in _IN_NEED:
        return False
    helped = sentence.first_cue("doing", figure.after, reach(sentence, figure))
    if helped and sentence.word(helped.first - 1) != "cần":
        return False
    near, phrase = figure.first - told.last, sentence.words[told.first : told.last]
    if phrase[-1:] == ["số"]:  # "dân số", "số hộ nghèo là"
        return figure.unit.group == "people" and near <= 2
    if "nghèo" in phrase:
        return near <= 4 and not sentence.first_cue("doing", told.last, figure.first)
    return needy and near <= (1 if phrase == ["còn"] else _NEAR)
