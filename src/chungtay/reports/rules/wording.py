"""How figures are put into words: numbers with their hedge, states, changes, lists of names."""

from collections.abc import Sequence
from fractions import Fraction

from chungtay.documents.rules import STATE_WORDS, Run
from chungtay.kernel.hedges import exactly_with_unit, hedged, hedged_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import decimal, percent, scaled
from chungtay.kernel.numbers.rounding import half_up
from chungtay.kernel.periods import Period

from .material import Fact

FEW_NAMES = 12


def measure_of(fact: Fact) -> Measure:
    """The fact's measure."""
    return Measure(fact.measure)


def unit_of(fact: Fact) -> str:
    """The unit word of a fact's indicator, as a table's heading names it."""
    return unit_word(measure_of(fact))


def in_sentence(fact: Fact, unit: str | None = None) -> str:
    """The number for a sentence, hedged by rule: "trên 22.200 lượt người"; `unit` replaces the measure's word."""
    if fact.scale:
        return f"{scaled(fact.given, fact.scale)} {unit or unit_of(fact)}"
    if unit is None:
        return hedged_with_unit(fact.given, measure_of(fact))
    return f"{hedged(fact.given, measure_of(fact))} {unit}".strip()


def exact(fact: Fact) -> str:
    """The number unrounded and without its unit, as a table gives it: "10.893.450.000"; states in words."""
    return exact_value(fact.value, fact) if fact.state == "value" else STATE_WORDS[fact.state]


def exact_value(value: int | None, fact: Fact) -> str:
    """Another number of the same indicator, written as its figures are."""
    return "" if value is None else scaled(value, fact.scale)


def exact_in_words(value: int, fact: Fact) -> str:
    """Another number of the same indicator with its unit: "120 đơn vị máu", "1,25 tỷ đồng"."""
    if fact.scale:
        return f"{scaled(value, fact.scale)} {unit_of(fact)}"
    return exactly_with_unit(value, measure_of(fact))


def in_bar(fact: Fact, top: Fact) -> str:
    """The number for the end of a bar, all bars in the scale of the longest: "3,38 tỷ", "436 triệu", "3.012"."""
    if measure_of(fact) is not Measure.DONG:
        return scaled(fact.given, fact.scale)
    size, word = (10**9, "tỷ") if top.given >= 10**9 else (10**6, "triệu")
    return f"{decimal(Fraction(fact.given, size), 2)} {word}"


def number(fact: Fact, unit: str | None = None) -> Run:
    """A run that leads to what is behind the number."""
    return Run(in_sentence(fact, unit), fact.reference)


def change_in_percent(now: int, before: int) -> Fraction | None:
    """Growth in percent of what was before; None where that is nothing."""
    return Fraction(100 * (now - before), before) if before > 0 else None


def change_words(now: Fact, before: Fact) -> str | None:
    """ "tăng 5,2%", "bằng", "giảm dưới 0,1%"; None where the two cannot be compared or there was nothing before."""
    if not comparable(now, before):
        return None
    growth = change_in_percent(now.given, before.given)
    if growth is None:
        return None
    if growth == 0:
        return "không thay đổi"
    verb = "tăng" if growth > 0 else "giảm"
    return f"{verb} dưới 0,1%" if half_up(abs(growth) * 10) == 0 else f"{verb} {percent(abs(growth))}"


def comparable(now: Fact, before: Fact) -> bool:
    """Both are numbers; on both sides everybody who owed a report gave one, and nothing stayed unplaced."""
    return all(f.state in ("value", "zero") and not f.missing and not f.unplaced for f in (now, before))


def joined(names: Sequence[str], last: str = " và ") -> str:
    """ "Hạ Long, Cẩm Phả và Uông Bí"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def some_of(names: Sequence[str], few: int = FEW_NAMES, what: str = "đơn vị") -> str:
    """All names, or the first few and how many more of what they are."""
    if len(names) <= few:
        return joined(names)
    return f"{', '.join(names[:few])} và {len(names) - few} {what} khác"


def capitalized(text: str) -> str:
    """First letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """First letter small where a name is continued inside a sentence; proper names keep theirs."""
    proper = ("Tết", "Tháng", "Hội")
    return text if text.startswith(proper) or text[:2].isupper() else text[:1].lower() + text[1:]


def period_words(period: Period) -> str:
    """ "10 tháng năm 2024", as reports say it."""
    return period.wording("vi")


def same_period_words(earlier: Period) -> str:
    """ "cùng kỳ năm 2023" for the equal period of an earlier year."""
    return f"cùng kỳ năm {earlier.last.year}"
