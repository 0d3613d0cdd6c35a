"""What a figure is to the one who reports it, from the cues of its clause and the heading it stands under."""

from typing import Final

from chungtay.kernel.numbers import Precision
from chungtay.quantities.rules.figures import FigureKind

from .context import context, reach
from .found import Figure, Sentence
from .stocks import stock

_PLACES_PER: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "địa phương", "thành phố", "đơn vị", "xã, phường"})
_NEAR: Final = 9
_BREAKS: Final = frozenset({",", ";"})
_NORMS: Final = frozenset({"tối", "ít", "quá"})
_PLANNED_UNITS: Final = frozenset({"chỉ tiêu", "tiêu chí"})


def kind_of(sentence: Sentence, figure: Figure, before: Figure | None, *, planned: bool) -> tuple[FigureKind, str]:
    """The kind of a figure and the rule that decided; `before` it in the sentence; `planned` under a heading of plans."""
    if figure.unit.name == "đại biểu":
        return FigureKind.PARTICIPATION, "delegates"
    if why := _target(sentence, figure) or _demand_goes_on(sentence, figure, before):
        return FigureKind.TARGET, why
    if why := context(sentence, figure, before):
        return FigureKind.CONTEXT, why
    if why := _participation(sentence, figure):
        return FigureKind.PARTICIPATION, why
    if planned and not sentence.last_cue("past", figure.first):
        return FigureKind.TARGET, "told among plans"
    if figure.money and figure.per and figure.per not in _PLACES_PER:
        return FigureKind.RATE, "price of one"
    if why := stock(sentence, figure, before):
        return FigureKind.STOCK, why
    return FigureKind.RESULT, "result"


def _target(sentence: Sentence, figure: Figure) -> str:
    far = sentence.last_cue("target", figure.first)
    past = sentence.last_cue("past", figure.first)
    awarded = far is not None and "khen" in sentence.words[far.last : figure.first]
    if far and not awarded and (past is None or past.last <= far.first) and not _fulfilled(sentence, far.first):
        return "target verb"
    near = sentence.last_cue("target_near", figure.first)
    behind = sentence.words[near.last : min(near.last + _NEAR, figure.first)] if near else []
    if near and near.first <= 1 and ":" in behind and ";" not in behind:
        return "named target"
    if (
        near
        and figure.first - near.last <= _NEAR
        and not _BREAKS.intersection(sentence.words[near.last : figure.first])
    ):
        digits = any(word[0].isdigit() for word in sentence.words[near.last : figure.first])
        assigned = sentence.words[near.last - 1] == "giao" and not sentence.last_cue("reached", near.first)
        told = ("reached",) if assigned else ("reached", "doing")  # "giao xã xây 7 nhà": the verb is what is asked
        if not digits and not any(sentence.first_cue(role, near.last, figure.first) for role in told):
            return "named target"
    return _norm(sentence, figure)


def _norm(sentence: Sentence, figure: Figure) -> str:
    """Criteria of a plan that are not told as reached; a least or a most that is demanded, not measured."""
    if figure.unit.name in _PLANNED_UNITS:
        reached = sentence.last_cue("reached", figure.first) or sentence.first_cue(
            "reached", figure.after, figure.after + 6
        )
        return "" if reached or figure.comparison else "criteria"
    demanded = _NORMS.intersection(sentence.words[figure.first : figure.number.first])
    open_ = demanded and not any(sentence.last_cue(role, figure.first) for role in ("past", "harm"))
    return "demanded" if open_ and figure.precision in (Precision.AT_LEAST, Precision.AT_MOST) else ""


def _demand_goes_on(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """What is told on behind a demanded least (its worth, the next demand) or behind criteria and a colon."""
    if before is None or sentence.first_cue("past", before.after, figure.first):
        return ""
    if before.why[-1:] == ["demanded"] and not sentence.first_cue("harm", before.after, reach(sentence, figure)):
        return "demanded"
    named = before.unit.name in _PLANNED_UNITS and before.kind is FigureKind.TARGET
    goes_on = named and ":" in sentence.words[before.after : figure.first]
    return "criteria" if goes_on or (before.why[-1:] == ["criteria"] and ":" in sentence.words[: figure.first]) else ""


def _fulfilled(sentence: Sentence, place: int) -> bool:
    return bool({"đạt", "vượt", "thành"}.intersection(sentence.words[max(0, place - 2) : place]))


def _participation(sentence: Sentence, figure: Figure) -> str:
    if figure.unit.group != "people":
        return ""
    end = reach(sentence, figure)
    blood = "máu" in sentence.words[figure.first : end]
    if sentence.first_cue("attending", figure.after, end) and not blood:
        return "attendance"
    lead = sentence.last_cue("lead_part", figure.first)
    return "attendance" if lead and figure.first - lead.last <= 3 and not blood else ""
