"""Ties between figures: the worth or price of a count, parts of a whole, prices of one."""

from typing import Final

from chungtay.quantities.rules.figures import ComparisonKind

from .found import Cue, Figure, Sentence
from .lexicon import UNITS
from .units import per_name

_CLASSIFIERS: Final = frozenset({"chiếc", "cái"})
_FARTHEST, _REMEMBERED = 12, 60
_OPENING: Final = 3
_LEAST_WORTH, _SEVERAL = 2_000, 5  # đồng that a gift is worth at least; of so many gifts
_TO_EACH: Final = frozenset({"với", "cho", "một", "đối", "“", '"', "«"})  # "mức hỗ trợ với nhà xây mới"
_TURNS: Final = frozenset({"total", "value", "doing", "outside"})


def price(sentence: Sentence, figures: list[Figure]) -> None:
    """Money said of each one ("mỗi suất trị giá 300 nghìn đồng") becomes a price, and what goes on from it too."""
    last: Figure | None = None  # the amount of money before
    whole: Figure | None = None  # the last price that is no part of another
    for place, figure in enumerate(figures):
        before = figures[place - 1] if place else None
        if not figure.money:
            continue
        if not figure.per:
            figure.per = _each(sentence, figure, before, last) or _further(sentence, figure, before)
            figure.per = figure.per or _of_price(sentence, figure, whole)
            figure.why += ["each"] if figure.per else []
        elif figure.per in _CLASSIFIERS and before and before.unit.group == "gift":
            figure.per = per_name(before.unit)
        last = figure
        whole = figure if figure.per and not (whole and _of_price(sentence, figure, whole)) else whole


def _of_price(sentence: Sentence, figure: Figure, whole: Figure | None) -> str:
    """The unit of a price that an amount is a part of: "mỗi con 10 triệu đồng, trong đó vốn của tỉnh 2 triệu đồng"."""
    if whole is None or figure.number.value >= whole.number.value:
        return ""
    between = sentence.words[whole.after : figure.first]
    parted = sentence.first_cue("inside", whole.after, figure.first) and not ({";", "tổng"} & set(between))
    return whole.per if parted else ""


def _further(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """The unit of the price before, where this amount goes on from it."""
    if before is None or "each" not in before.why or sentence.word(before.after) == "=":
        return ""
    each = sentence.last_cue("each", before.first)
    noun = UNITS.at(sentence.words, each.last) if each else None
    per = per_name(noun[1]) if noun and noun[1].group == "gift" else before.per  # not of what the gift holds
    return per if _goes_on(sentence, before, figure) else ""


def _each(sentence: Sentence, figure: Figure, before: Figure | None, last: Figure | None) -> str:
    """What "mỗi" before an amount says it is the price of; goods may stand between, a worth of theirs may not."""
    if before and not before.money and sentence.words[before.after : figure.first] in (["x"], ["×"], ["*"]):
        return per_name(before.unit)
    if before and before.unit.group == "gift" and sentence.word(figure.first - 1) == "mức" and not before.per:
        return per_name(before.unit)
    if before and _too_little(sentence, before, figure):
        return per_name(before.unit)
    each = sentence.last_cue("each", figure.first, last.after if last else 0)
    if not each or sentence.first_cue("total", each.last, figure.first):
        return ""
    between = sentence.words[each.last : figure.first]
    if ";" in between or sentence.closes(each.last, figure.first):  # said in brackets of its own
        return ""
    if before and before.first >= each.last and sentence.first_cue("value", before.after, figure.first):
        return per_name(before.unit) if before.number.value == 1 else ""  # "mỗi người 01 suất quà trị giá"
    words, place = sentence.words, each.last
    noun = UNITS.at(words, place) or (UNITS.at(words, place + 1) if sentence.word(place) in _TO_EACH else None)
    worth = sentence.last_cue("value", figure.first, each.last)
    given = UNITS.before(words, worth.first) if worth else None  # "mỗi hộ được tặng phần quà trị giá 1 triệu đồng"
    noun = given if worth and given and given[1].group == "gift" and worth.first - given[0] > 1 else noun
    return per_name(noun[1]) if noun else ""


def _too_little(sentence: Sentence, gifts: Figure, figure: Figure) -> bool:
    """Whether an amount is less than so many gifts could be worth: "300 suất quà kèm 320.000 đồng tiền mặt"."""
    if (
        gifts.unit.group != "gift"
        or gifts.number.value * _LEAST_WORTH <= figure.number.value
        or gifts.number.value < _SEVERAL
    ):
        return False
    between = sentence.words[gifts.after : figure.first]
    return not ({";", "tổng"} & set(between)) and not sentence.turns(_TURNS - {"value"}, gifts.after, figure.first)


def _goes_on(sentence: Sentence, before: Figure, figure: Figure) -> bool:
    """Whether a price is divided or listed further: "gồm 500.000 đồng tiền mặt", ", cấp xã 300 nghìn đồng"."""
    between, ahead = sentence.words[before.after : figure.first], sentence.words[: before.first]
    if ahead.count("(") > ahead.count(")") and not ({")", ";", "tổng"} & set(between)):
        return True  # "(gồm 300 nghìn đồng tiền mặt và hàng trị giá 150 nghìn đồng)"
    return not sentence.turns(_TURNS, before.after, figure.first) and ";" not in between


def tie(sentence: Sentence, figures: list[Figure], nearby: list[Figure], earlier: list[Figure]) -> None:
    """Set `value_of` and `part_of`; `nearby` are the figures of the sentence before, `earlier` of the text before."""
    for place, figure in enumerate(figures):
        if figure.money:
            figure.value_of = _counted(sentence, figure, figures[:place], figures[place + 1 :], nearby)
    for cue in sentence.of_role.get("inside", ()):
        _parts(sentence, cue, figures, earlier if cue.first < _OPENING else [])
    if "(" in sentence.words:
        _brackets(sentence, figures)


def _counted(
    sentence: Sentence, figure: Figure, before: list[Figure], after: list[Figure], nearby: list[Figure]
) -> Figure | None:
    """The count whose worth this amount states."""
    since = before[-1].after if before else 0
    told = sentence.last_cue("value", figure.first, since) or sentence.last_cue("each", figure.first, since)
    bracketed = (
        bool(before)
        and not before[-1].money
        and sentence.word(since) == "("
        and ")" not in sentence.words[since : figure.first]
    )
    if not told and not figure.per and not bracketed:
        return None
    start = sentence.clause_start(figure.first, frozenset({";"}))
    counts = [one for one in before if not one.money and one.unit.name != "%" and one.first >= start]
    if figure.per:
        linked = [one for one in (*after, *counts) if per_name(one.unit) == figure.per]
        return linked[-1] if linked else None
    if not counts and (before or start):
        return None
    gifts = [one for one in nearby[-3:] if one.unit.group in ("gift", "works")]
    near = counts or gifts
    worth = near[-1] if near else None
    total = "tổng" in sentence.words[max(0, figure.first - 6) : figure.first]
    return worth.part_of or worth if worth and total else worth


def _parts(sentence: Sentence, cue: Cue, figures: list[Figure], earlier: list[Figure]) -> None:
    """What follows "trong đó" is inside the last figure of its own kind before it, until the sentence turns."""
    before = [one for one in figures if one.first < cue.first]
    wholes = [one for one in reversed(before or earlier[-_REMEMBERED:]) if one.part_of is None and one.unit.name != "%"]
    end = _until(sentence, cue)
    for figure in figures:
        if cue.last <= figure.first < end and figure.part_of is None:
            whole = next((one for one in wholes[:_FARTHEST] if _alike(one, figure)), None)
            figure.part_of = whole if figure.value_of is None or figure.value_of.part_of else None


def _until(sentence: Sentence, cue: Cue) -> int:
    """Where what is inside ends: at "ngoài ra", at a semicolon unless a list goes on behind a colon or the opening."""
    turn = sentence.first_cue("outside", cue.last, len(sentence.words))
    end = turn.first if turn else len(sentence.words)
    if cue.first < _OPENING or sentence.word(cue.last) == ":" or "cụ" in sentence.words[cue.first : cue.last]:
        return end
    return min(end, sentence.clause_end(cue.last, frozenset({";"})))


def _alike(whole: Figure, part: Figure) -> bool:
    if whole.kind is not part.kind or (part.comparison and part.comparison.kind is ComparisonKind.OUT_OF):
        return False
    if whole.money or part.money:
        return (
            whole.money and part.money and bool(whole.per) == bool(part.per) and part.number.value <= whole.number.value
        )
    if part.number.value > whole.number.value:
        return False
    same = whole.unit.group == part.unit.group and whole.unit.group in ("people", "works")
    return same or whole.unit.name == part.unit.name


def _brackets(sentence: Sentence, figures: list[Figure]) -> None:
    """What stands in brackets right behind an amount is inside it: "(tiền mặt: 5 triệu đồng; hiện vật: 2 triệu đồng)"."""
    for place, whole in enumerate(figures):
        if sentence.word(whole.after) != "(" or whole.per:
            continue
        close = sentence.clause_end(whole.after, frozenset({")"}))
        for part in figures[place + 1 :]:
            if part.first < close and part.value_of is None and part.part_of is None and _alike(whole, part):
                part.part_of = whole
