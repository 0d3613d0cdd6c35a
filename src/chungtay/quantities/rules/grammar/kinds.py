"""What a figure is to the one who reports it, from the cues of its clause and the heading it stands under."""

from typing import Final

from chungtay.kernel.numbers import Precision
from chungtay.quantities.rules.figures import FigureKind

from .context import context, of_the_country, reach
from .found import Figure, Sentence
from .lexicon import TIME, UNITS
from .stocks import STANDING_FOR, in_a_cluster, stock

_PLACES_PER: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "địa phương", "thành phố", "đơn vị", "xã, phường"})
_NEAR, _RATED, _CLOSE = 9, 14, 5
_NO_STIPEND: Final = 3_000_000  # đồng: more than one is given each month
_BREAKS: Final = frozenset({",", ";"})
_BY_UNIT: Final = {
    "đại biểu": (FigureKind.PARTICIPATION, "delegates"),
    "ngày lương": (FigureKind.RATE, "price of one"),
}
_JOINED: Final = frozenset({",", "và", "cùng"})
_NORMS: Final = frozenset({"tối", "ít", "quá"})
PLANNED_UNITS: Final = frozenset({"chỉ tiêu", "tiêu chí"})
_TAUGHT: Final = frozenset({"lớp", "huấn"})
_FULFILLED: Final = frozenset({"đạt", "vượt", "thành", "%"})
_FRAMES: Final = (["kế", "hoạch"], ["chỉ", "tiêu"], ["mục", "tiêu"])
_TURNS: Final = frozenset({"doing", "reached", "past", "attending", "outside", "total", "value"})


def kind_of(
    sentence: Sentence, figure: Figure, before: Figure | None, *, planned: bool, background: bool, local: bool
) -> tuple[FigureKind, str]:
    """The kind of a figure and the rule that decided; `before` it in the sentence; under a heading of plans, of the setting."""
    if figure.unit.name in _BY_UNIT:
        return _BY_UNIT[figure.unit.name]
    if why := in_a_cluster(sentence, figure):
        return FigureKind.STOCK, why
    if why := _target(sentence, figure, before):
        return FigureKind.TARGET, why
    if local and of_the_country(sentence, figure, before):
        return FigureKind.CONTEXT, "of the whole country"
    rate = "" if planned else _rate(sentence, figure, before)  # "Mức chi: nhà sập 5 triệu đồng" tells no damage
    if not rate and (why := context(sentence, figure, before, background=background)):
        return FigureKind.CONTEXT, why
    if why := _participation(sentence, figure, before):
        return FigureKind.PARTICIPATION, why
    if planned and not sentence.last_cue("past", figure.first):
        return FigureKind.TARGET, "told among plans"
    return _told(sentence, figure, before)


def _told(sentence: Sentence, figure: Figure, before: Figure | None) -> tuple[FigureKind, str]:
    """Of what is neither planned nor befell anybody: a price, a stock, or what was done."""
    if why := _rate(sentence, figure, before):
        return FigureKind.RATE, why
    if why := stock(sentence, figure, before):
        return FigureKind.STOCK, why
    return FigureKind.RESULT, "result"


def _rate(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """A price of one; an amount that "mức" leads to, and what goes on from it or from a day's pay."""
    if _in_each(sentence, figure):
        return "price of one"
    worth = figure.per in TIME and "each" in figure.why and sentence.last_cue("value", figure.first)
    if worth and figure.first - worth.last < _CLOSE and figure.number.value >= _NO_STIPEND:
        return ""  # "mỗi tháng kinh phí lên đến 15 triệu đồng" is what it comes to
    if not figure.money or sentence.word(figure.first - 1) == "còn" or (figure.per and figure.per not in _PLACES_PER):
        return "price of one" if figure.per and figure.money else ""
    if before and before.kind is FigureKind.RATE and ("each" not in before.why or not before.per):
        turned = sentence.closes(before.after, figure.first) or sentence.turns(_TURNS, before.after, figure.first)
        return "" if turned else "price of one"
    level = sentence.last_cue("rate", figure.first, figure.first - _RATED)
    between = sentence.words[level.last : figure.first] if level else [";"]
    return "" if _BREAKS.intersection(between) or any(word[0].isdigit() for word in between) else "price of one"


def _in_each(sentence: Sentence, figure: Figure) -> bool:
    """Whether goods are what one gift holds: "Mỗi suất quà gồm 10 kg gạo và 1 thùng mì"."""
    each = sentence.last_cue("each", figure.first)
    held = sentence.last_cue("inside", figure.first, each.last) if each else None
    noun = UNITS.at(sentence.words, each.last) if each and held else None
    if noun is None or noun[1].group != "gift" or figure.unit.group not in ("measure", "gift"):
        return False
    return ";" not in sentence.words[each.last if each else 0 : figure.first] and figure.unit.name != "%"


def _target(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    far = sentence.last_cue("target", figure.first)
    past = sentence.last_cue("past", figure.first)
    around = sentence.words[max(0, far.first - 2) : far.first] if far else []
    if far and sentence.word(figure.first - 1) == "(" and _BREAKS.isdisjoint(sentence.words[far.last : figure.first]):
        around = []  # "đạt 93% chỉ tiêu năm của 6 đơn vị (9.000 suất quà)"
    awarded = far is not None and "khen" in sentence.words[far.last : figure.first]
    if far and not awarded and (past is None or past.last <= far.first) and _FULFILLED.isdisjoint(around):
        return "target verb"
    return (
        _named(sentence, figure)
        or _norm(sentence, figure)
        or _framed(sentence, figure)
        or _demand_goes_on(sentence, figure, before)
    )


def _named(sentence: Sentence, figure: Figure) -> str:
    """Right behind "chỉ tiêu", "kế hoạch", "được giao"."""
    need = sentence.last_cue("need", figure.first)
    if need and need.last == figure.first and "mỗi" not in sentence.words[max(0, need.first - 4) : need.first]:
        return "needed"
    near = sentence.last_cue("target_near", figure.first)
    if near is None:
        return ""
    behind = sentence.words[near.last : figure.first]
    if near.first <= 1 and ":" in behind[:_NEAR] and ";" not in behind[:_NEAR]:
        return "named target"
    if len(behind) > _NEAR or _BREAKS.intersection(behind) or any(word[0].isdigit() for word in behind):
        return ""
    assigned = sentence.words[near.last - 1] == "giao" and not sentence.last_cue("reached", near.first)
    if assigned and figure.unit.group == "gift" and "cho" in sentence.words[figure.after : figure.after + 4]:
        return ""  # "giao 9 con bò cho 9 hộ"
    told = ("reached",) if assigned else ("reached", "doing")  # "giao xã xây 7 nhà": the verb is what is asked
    return "" if any(sentence.first_cue(role, near.last, figure.first) for role in told) else "named target"


def _framed(sentence: Sentence, figure: Figure) -> str:
    """Behind an opening that says of what year plans are told: "Kế hoạch năm 2024, tỉnh tiếp nhận 11.500 đơn vị"."""
    if sentence.words[:2] not in _FRAMES or figure.first < 3:
        return ""
    words = sentence.words[: figure.first]
    if words[2] != "năm" or "," not in words[:_NEAR]:
        return ""
    return (
        "" if sentence.last_cue("past", figure.first) or sentence.last_cue("reached", figure.first) else "named target"
    )


def _norm(sentence: Sentence, figure: Figure) -> str:
    """Criteria of a plan that are not told as reached; a least or a most that is demanded, not measured."""
    if figure.unit.name in PLANNED_UNITS:
        reached = sentence.last_cue("reached", figure.first) or sentence.first_cue(
            "reached", figure.after, figure.after + 6
        )
        return "" if reached or figure.comparison else "criteria"
    demanded = _NORMS.intersection(sentence.words[figure.first : figure.number.first])
    open_ = demanded and not any(sentence.last_cue(role, figure.first) for role in ("past", "harm"))
    return "demanded" if open_ and figure.precision in (Precision.AT_LEAST, Precision.AT_MOST) else ""


def _demand_goes_on(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """What is told on behind a demanded least (its worth, the next demand), behind criteria and a colon, in a list."""
    if before is None or sentence.first_cue("past", before.after, figure.first):
        return ""
    if before.why[-1:] == ["demanded"] and not sentence.first_cue("harm", before.after, reach(sentence, figure)):
        return "demanded"
    joined = sentence.word(figure.first - 1) in _JOINED and not sentence.turns(_TURNS, before.after, figure.first)
    if before.why[-1:] == ["needed"] and joined:
        return "needed"
    named = before.unit.name in PLANNED_UNITS and before.kind is FigureKind.TARGET
    goes_on = named and ":" in sentence.words[before.after : figure.first]
    if goes_on or (before.why[-1:] == ["criteria"] and ":" in sentence.words[: figure.first]):
        return "criteria"
    between = sentence.tokens[before.after : figure.first]  # a name: "xã A được giao 12 đơn vị, xã B 30 đơn vị"
    names = 1 < len(between) < _NEAR and between[0].text in ",;" and sentence.text[between[-1].start].isupper()
    listed = names and before.why[-1:] == ["named target"] and before.unit == figure.unit
    return "named target" if listed and not sentence.turns(_TURNS, before.after, figure.first) else ""


def _participation(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    if figure.unit.group != "people" or sentence.words[figure.first - 2 : figure.first] in STANDING_FOR:
        return ""
    end = reach(sentence, figure)
    blood = "máu" in sentence.words[figure.first : end] or "hiến" in sentence.words[: figure.first]
    if sentence.first_cue("attending", figure.after, end) and not blood:
        return "attendance"
    lead = sentence.last_cue("lead_part", figure.first)
    # "Tham dự hội nghị có ... cùng 500 hội viên", but no course
    opens = "dự" in sentence.words[:3] and _TAUGHT.isdisjoint(sentence.words[: figure.first])
    led = (lead and figure.first - lead.last <= 3) or (opens and not sentence.turns(("doing",), 3, figure.first))
    goes_on = before is not None and before.kind is FigureKind.PARTICIPATION
    goes_on = goes_on and sentence.word(figure.first - 1) in _JOINED  # "459 đại biểu và 226 khách mời"
    return "attendance" if (led or goes_on) and not blood else ""
