"""Percentages and differences that are said of another figure: đạt 120% kế hoạch, tăng 8% so với cùng kỳ, 9/9."""

from decimal import Decimal
from typing import Final

from chungtay.kernel.numbers.plain import plain
from chungtay.quantities.rules.figures import Comparison, ComparisonKind

from .found import HARD, Figure, Sentence
from .lexicon import UNITS, WORDS

_PLANS: Final = frozenset({"kế", "chỉ", "kh", "mục", "plan", "target", "nghị"})
_RISES: Final = frozenset({"tăng", "increase", "up", "cao", "nhiều"})
_FALLS: Final = frozenset({"giảm", "decrease", "down", "thấp", "ít"})
_CHANGES: Final = _RISES | _FALLS
_LAST: Final = frozenset({"so", "kỳ", "trước", "ngoái"})  # "nhiều hơn cùng kỳ 3.115 lượt"
_VERBS: Final = frozenset({"đạt", "bằng", "vượt", "chiếm", "hoàn", "tương"}) | _CHANGES
_PLANNED: Final = frozenset({"kh", "tiêu", "hoạch"})  # "412 đơn vị (KH 400, đạt 103%)"
_NEVER: Final = frozenset({"%", "chỉ tiêu", "tiêu chí"})  # what no comparison is said of
_CLOSES: Final = frozenset({"", ",", ".", ";", ")"})
_COUNTED: Final = frozenset({"people", "household", "place", "body", "gift", "works", "paper", "event", "blood"})


def comparison_of(sentence: Sentence, figure: Figure) -> Comparison | None:
    """The comparison that a number states, None for a figure of its own."""
    verb = _verb(sentence, figure.first)
    if figure.unit.name == "%" and not figure.per:
        kind, value = _percent(sentence, figure, verb, plain(figure.number.value))
        return Comparison(kind, value, sentence.span(figure.first, figure.last)) if kind else None
    verb = verb or _verb_before_beside(sentence, figure.first)
    if verb not in _CHANGES or not _set_beside(sentence, figure):
        return None
    value = plain(figure.number.value)
    return Comparison(
        ComparisonKind.LAST_YEAR_BY, -value if verb in _FALLS else value, sentence.span(figure.first, figure.last)
    )


def _verb(sentence: Sentence, place: int) -> str:
    """The verb of comparing before a number, words that may stand between passed over."""
    for back in range(place - 1, max(-1, place - 6), -1):
        word = sentence.words[back]
        if word in _VERBS:
            return word
        if word not in WORDS["before a percentage"]:
            return word if word == "(" else ""
    return ""


def _set_beside(sentence: Sentence, figure: Figure) -> bool:
    return _beside(sentence, figure.after) or _verb_before_beside(sentence, figure.first) != ""


def _verb_before_beside(sentence: Sentence, place: int) -> str:
    """The verb of "tăng so với năm trước 4 tỷ đồng", of the second in "tăng 19 lượt và 14 tỷ đồng so với"."""
    start = sentence.clause_start(place, frozenset({",", ";", "(", "."}))
    words = sentence.words[start:place]
    if _CHANGES.isdisjoint(words):
        return ""
    rises = [at for at, word in enumerate(words) if word in _CHANGES]
    rest = words[rises[-1] :]
    joined = rest[-1:] == ["và"] and rest[1][:1].isdigit()
    least = rest[1:2] == ["hơn"] and not _LAST.isdisjoint(rest) and not any(word[0].isdigit() for word in rest)
    beside = len(rest) < 10 and (rest[1:3] == ["so", "với"] or least)
    return rest[0] if beside or joined else ""


def _percent(
    sentence: Sentence, figure: Figure, verb: str, value: int | Decimal
) -> tuple[ComparisonKind | None, int | Decimal]:
    behind = sentence.word(figure.after)
    beside = _beside(sentence, figure.after)
    of_plan = behind in _PLANS or (beside and _plan_beside(sentence, figure.after))
    if of_plan:
        return (ComparisonKind.OVER_PLAN if verb in ("vượt", "tăng") else ComparisonKind.OF_PLAN), value
    if verb == "vượt":
        return ComparisonKind.OVER_PLAN, value
    if verb in _CHANGES:
        return ComparisonKind.LAST_YEAR, -value if verb in _FALLS else value
    if verb in ("bằng", "đạt", "tương") and beside:
        return ComparisonKind.LAST_YEAR, value - 100
    noun = UNITS.at(sentence.words, figure.after)
    of_another = verb == "bằng" and behind not in _CLOSES and not noun
    if verb == "chiếm" or of_another or (verb == "(" and behind in (")", "")):
        return ComparisonKind.SHARE, value
    return _reached(sentence, figure, verb, behind), value


def _reached(sentence: Sentence, figure: Figure, verb: str, behind: str) -> ComparisonKind | None:
    """Of "đạt 97,11%" without more: of the plan; of "đạt 88,3% tổng số": a share; of "đạt 98% thôn": a figure."""
    if behind in ("tổng", "số", "trong"):
        return ComparisonKind.SHARE if verb in ("đạt", "bằng", "hoàn", "tương", "(") else None
    noun = UNITS.at(sentence.words, figure.after)
    if noun and noun[1].group in _COUNTED:
        return None
    return ComparisonKind.OF_PLAN if verb in ("đạt", "bằng", "hoàn") and not _rate_told(sentence, figure) else None


def _rate_told(sentence: Sentence, figure: Figure) -> bool:
    """Whether the clause names a rate that the percentage is: "tỷ lệ thôn có chi hội đạt 98%"."""
    for place in range(figure.first - 1, sentence.clause_start(figure.first, HARD) - 1, -1):
        if sentence.words[place][0].isdigit() and sentence.word(place + 1) != "ml":
            return False
        if sentence.words[place : place + 2] in (["tỷ", "lệ"], ["tỉ", "lệ"]):
            return place + 2 < figure.first
    return False


def _beside(sentence: Sentence, place: int) -> bool:
    """Whether "so với", "cùng kỳ" follow within the clause."""
    words = sentence.words[place : min(sentence.clause_end(place), place + 10)]
    return any(one == "so" and words[at + 1 : at + 2] != ["sánh"] for at, one in enumerate(words)) or (
        "cùng" in words and "kỳ" in words
    )


def _plan_beside(sentence: Sentence, place: int) -> bool:
    words = sentence.words[place : min(sentence.clause_end(place), place + 6)]
    return bool({"hoạch", "tiêu", "kh"}.intersection(words))


def attached(
    sentence: Sentence, comparison: Comparison, unit: str, before: list[Figure], after: list[Figure]
) -> Figure | None:
    """The figure a comparison is said of: the last one before it that is no plan (of the same unit for a difference)."""
    free = [figure for figure in before if figure.unit.name not in _NEVER]
    free = [figure for figure in free if sentence.word(figure.first - 1) not in _PLANNED] or free
    if comparison.kind is ComparisonKind.LAST_YEAR_BY:
        free = [figure for figure in free if figure.unit.name == unit] or free
    if free:
        return free[-1] if free[-1].comparison is None else None
    return after[0] if after and comparison.kind is not ComparisonKind.SHARE else None
