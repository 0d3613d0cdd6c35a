"""Numbers of what befell people or of who is in need: told beside the association's own work, not as it."""

from typing import Final

from chungtay.quantities.rules.figures import FigureKind

from .found import SOFT, Cue, Figure, Sentence
from .lexicon import NEEDY, STOCK_UNITS, UNITS, WORDS

_NEAR: Final = 9
_IN_NEED: Final = frozenset({"hộ", "người", "trẻ em", "trẻ", "gia đình", "%", "đối tượng"})
_EQUALS: Final = (["với"], ["("], ["="], ["đương"])


def context(sentence: Sentence, figure: Figure, before: Figure | None, *, background: bool = False) -> str:
    """Why a figure is context, nothing where it is not; `before` it in the sentence; `background`: told of the setting."""
    if figure.money and figure.per:
        return ""
    harmed = before is not None and before.kind is FigureKind.CONTEXT and before.why[-1] != "of the whole country"
    between = sentence.words[before.after : figure.first] if before else []
    same = before is not None and (before.unit == figure.unit or {before.unit.group, figure.unit.group} == {"people"})
    if before and harmed and (same or (len(between) < 4 and between[-1:] in _EQUALS)):
        new = sentence.first_cue("doing", before.after, figure.first)
        part = sentence.first_cue("inside", before.after, figure.first) and not _helped(sentence, figure.after)
        if not new and (part or not sentence.first_cue("doing", figure.after, reach(sentence, figure))):
            return "damage goes on"
    start = sentence.clause_start(figure.first, frozenset({";"}))
    done = sentence.last_cue("doing", figure.first, start)
    told = done is None or sentence.word(figure.first - 1) == "có"  # "gia đình có 2 người tử vong"
    if told and _harmed(sentence, figure, start, frozenset(";.") if harmed else SOFT):
        return "damage"
    setting = background and figure.unit.group in ("people", "household") and figure.unit.name not in STOCK_UNITS
    still = done is None or UNITS.before(sentence.words, done.first) is not None  # "đối tượng bảo trợ xã hội là"
    if (setting and still) or _in_need(sentence, figure, start):
        return "population"
    return "inhabitants" if _inhabit(sentence, figure, before, done) else ""


def of_the_country(sentence: Sentence, figure: Figure, before: Figure | None) -> bool:
    """Whether the whole country is who it is told of: "Năm 2024 cả nước tiếp nhận 1,7 triệu đơn vị máu"."""
    told = sentence.last_cue("nation", figure.first, sentence.clause_start(figure.first))
    if told is not None and sentence.word(told.first - 1) not in WORDS["among"]:
        since = told.last
    elif before is not None and before.why[-1:] == ["of the whole country"]:
        since = before.after
    else:
        return False
    return WORDS["chapters"].isdisjoint(sentence.words[since : figure.first])


def _inhabit(sentence: Sentence, figure: Figure, before: Figure | None, done: Cue | None) -> bool:
    """Whether those who live or learn somewhere are counted: "Xã có 3.214 hộ, 13.026 khẩu", "trường có 467 học sinh"."""
    counted = figure.unit.name in WORDS["counted of a place"]
    if not (counted or figure.unit.group == "people") or figure.unit.name in STOCK_UNITS:
        return False
    if done or sentence.first_cue("doing", figure.after, reach(sentence, figure)):
        return False
    if not WORDS["active"].isdisjoint(sentence.words[figure.after : figure.after + 2]):
        return False
    if figure.unit.group == "people" and sentence.word(figure.noun[0]) in WORDS["inhabitants"]:
        return True
    told = sentence.last_cue("population", figure.first)
    had = told is not None and told.last == figure.first and sentence.word(told.last - 1) == "có"
    goes_on = before is not None and before.why[-1] in ("inhabitants", "population")
    goes_on = goes_on and sentence.word(figure.first - 1) in (",", ";", "và")
    return goes_on or (had and counted)


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
    if figure.unit.group == "household" and sentence.word(figure.after) in WORDS["still"]:
        return True  # "118 hộ còn ở lều bạt"
    if told is None or figure.unit.name not in _IN_NEED:
        return False
    helped = sentence.first_cue("doing", figure.after, reach(sentence, figure))
    if helped and sentence.word(helped.first - 1) != "cần":
        return False
    rates = [cue for cue in sentence.of_role["population"] if start <= cue.first and cue.last <= figure.first]
    if figure.unit.name == "%" and any("nghèo" in sentence.words[cue.first : cue.last] for cue in rates):
        return not sentence.first_cue("doing", rates[0].last, figure.first)  # "tỷ lệ hộ nghèo và cận nghèo còn 29%"
    near, phrase = figure.first - told.last, sentence.words[told.first : told.last]
    if phrase[-1:] == ["số"]:  # "dân số", "số hộ nghèo là"
        return figure.unit.group == "people" and near <= 2
    if "nghèo" in phrase:
        return near <= 4 and not sentence.first_cue("doing", told.last, figure.first)
    return needy and near <= (1 if phrase == ["còn"] else _NEAR)
