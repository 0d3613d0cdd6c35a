"""Charts, where a reader would rather look: each says one thing, in the sentence above it."""

from collections.abc import Sequence
from fractions import Fraction

from chungtay.documents.rules import Bar, Chart, Run
from chungtay.kernel.numbers import percent

from .material import Fact, FactsOf, Material
from .telling import merged
from .wording import capitalized, in_bar, joined, number, period_words

FEWEST_BARS = 3
MOST_BARS = 14


def value_by_unit(material: Material) -> Chart | None:
    """Who contributed most to the total value."""
    return _ranking(material, "total.value", "đạt tổng trị giá cao nhất:")


def blood_by_month(material: Material) -> Chart | None:
    """In which month most blood was received; what was declared for several months belongs to none, and is said."""
    rows = [(row, fact) for row in material.by_month if row.key and (fact := row.facts.get("blood.units"))]
    if len([fact for _, fact in rows if fact.positive]) < FEWEST_BARS:
        return None
    row, top = max(rows, key=lambda pair: pair[1].given)
    month = f"{row.label[:1].upper()}{row.label[1:]}"
    rest = next((fact for one in material.by_month if not one.key and (fact := one.facts.get("blood.units"))), None)
    besides = [Run(" (chưa kể "), number(rest), Run(" khai gộp nhiều tháng)")] if rest and rest.positive else []
    sentence = merged([Run(f"{month} tiếp nhận nhiều máu nhất: "), number(top), *besides, Run(".")])
    bars = tuple(
        Bar(_short_month(one.key or ""), fact.given, in_bar(fact, top), fact.reference, one is row)
        for one, fact in rows
    )
    return Chart(sentence, _description("Đơn vị máu tiếp nhận theo tháng", rows), bars, upright=True)


def blood_by_unit(material: Material) -> Chart | None:
    """Who received most blood, where months tell nothing."""
    return _ranking(material, "blood.units", "tiếp nhận nhiều máu nhất:")


def _ranking(material: Material, code: str, verb: str) -> Chart | None:
    rows = [(row, fact) for row in material.by_unit if row.key and (fact := row.facts.get(code)) and fact.positive]
    whole = material.fact(code)
    if len(rows) < FEWEST_BARS or whole is None or not whole.positive:
        return None
    shown = f" Biểu đồ nêu {MOST_BARS} trong {len(rows)} đơn vị." if len(rows) > MOST_BARS else ""
    rows = sorted(rows, key=lambda pair: -pair[1].given)[:MOST_BARS]
    top = rows[0][1]
    first = [row for row, fact in rows if fact.given == top.given]
    share = percent(Fraction(100 * top.given, whole.given))
    names = joined([row.label for row in first]) + (" cùng" if len(first) > 1 else "")
    each = "mỗi đơn vị " if len(first) > 1 else ""
    sentence = merged(
        [
            Run(f"{capitalized(names)} {verb} {each}"),
            number(top),
            Run(f", bằng {share} của {material.body.short}.{shown}"),
        ]
    )
    bars = tuple(Bar(one.label, fact.given, in_bar(fact, top), fact.reference, one in first) for one, fact in rows)
    return Chart(sentence, _description(f"{whole.name}, {period_words(material.period)}", rows), bars)


def _description(heading: str, rows: Sequence[tuple[FactsOf, Fact]]) -> str:
    top = max((fact for _, fact in rows), key=lambda fact: fact.given)
    return f"{heading}: " + "; ".join(f"{row.label} {in_bar(fact, top)}" for row, fact in rows) + "."


def _short_month(key: str) -> str:
    """ "T9": the year stands in the report's title."""
    return f"T{int(key.split('-')[1])}"
