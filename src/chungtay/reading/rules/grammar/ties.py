"""Ties between figures: the worth or price of a count, parts of a whole, prices of one."""

from typing import Final

from .found import Cue, Figure, Sentence
from .lexicon import UNITS
from .units import per_name

_CLASSES: Final = {"gift": "thing", "works": "thing", "thing": "thing", "blood": "thing"}


def price(sentence: Sentence, figures: list[Figure]) -> None:
    """Money said of each one ("mỗi suất trị giá 300 nghìn đồng") becomes a price."""
    for place, figure in enumerate(figures):
        if figure.per or not figure.money:
            continue
        since = figures[place - 1].after if place else 0
        each = sentence.last_cue("each", figure.first, since)
        if (
            each
            and not sentence.first_cue("total", each.last, figure.first)
            and ";" not in sentence.words[each.last : figure.first]
        ):
            noun = UNITS.at(sentence.words, each.last)
            if noun:
                figure.per = per_name(noun[1])
                figure.why.append("each")


def tie(sentence: Sentence, figures: list[Figure], earlier: list[Figure]) -> None:
    """Set `value_of` and `part_of` of the figures of a sentence; `earlier` are those of the sentences before."""
    for place, figure in enumerate(figures):
        if figure.money:
            figure.value_of = _counted(sentence, figure, figures[:place], figures[place + 1 :], earlier)
    for cue in sentence.cues:
        if "inside" in cue.roles or "rest" in cue.roles:
            _parts(sentence, cue, figures)


def _counted(
    sentence: Sentence, figure: Figure, before: list[Figure], after: list[Figure], earlier: list[Figure]
) -> Figure | None:
    """The count whose worth this amount states."""
    since = before[-1].after if before else 0
    told = sentence.last_cue("value", figure.first, since) or sentence.last_cue("each", figure.first, since)
    if not told and not figure.per:
        return None
    counts = [one for one in before if not one.money and one.unit.name != "%"]
    same = [one for one in counts if per_name(one.unit) == figure.per]
    if figure.per:
        ahead = [one for one in after if per_name(one.unit) == figure.per]
        linked = same or ahead
        return linked[-1] if linked else None
    if counts:
        return counts[-1]
    gifts = [one for one in earlier[-3:] if one.unit.group in ("gift", "works")]
    return gifts[-1] if gifts and not before else None


def _parts(sentence: Sentence, cue: Cue, figures: list[Figure]) -> None:
    """What follows "trong đó" is inside the last figure of its own kind before it, until the sentence turns."""
    wholes = [one for one in figures if one.first < cue.first and one.part_of is None and one.unit.name != "%"]
    turn = sentence.first_cue("outside", cue.last, len(sentence.words))
    semicolon = next(
        (at for at in range(cue.last, len(sentence.words)) if sentence.words[at] == ";"), len(sentence.words)
    )
    end = min(turn.first if turn else len(sentence.words), semicolon)
    for figure in figures:
        if cue.last <= figure.first < end and figure.part_of is None and figure.value_of is None:
            figure.part_of = next((one for one in reversed(wholes) if _alike(one, figure)), None)


def _alike(whole: Figure, part: Figure) -> bool:
    if whole.money or part.money:
        return whole.money and part.money and bool(whole.per) == bool(part.per)
    return whole.unit.name == part.unit.name or (
        whole.unit.group == part.unit.group and whole.unit.group in ("people", "works")
    )
