"""What was to be reached: the end of a field's sentences, and the annex that lists every target."""

from collections.abc import Iterator
from fractions import Fraction

from chungtay.documents.rules import ORDINAL, STATE_WORDS, Cell, Column, Run, Table
from chungtay.kernel.days import day_written
from chungtay.kernel.numbers import Precision, percent
from chungtay.kernel.periods import Form
from chungtay.plans.rules import BASIS_WORDS, shown_percent

from .material import Material, Planned
from .results import Field, field_of
from .telling import merged
from .wording import capitalized, exact, exact_in_words, exact_value, joined, lowered, number, period_words, unit_of

HEDGES = {Precision.EXACT: "", Precision.NEARLY: "gần ", Precision.MORE_THAN: "trên "}
BASES = tuple(BASIS_WORDS)  # of several targets for the same, a sentence holds the figure against the first of these
COLUMNS = (
    Column(ORDINAL, width=4, number=False, summed=False),
    Column("Chỉ tiêu", width=24, number=False, summed=False),
    Column("Đơn vị tính", width=9, number=False, summed=False),
    Column("Cơ sở", width=20, number=False, summed=False),
    Column("Kế hoạch", width=11, summed=False),
    Column("Kết quả", width=11, summed=False),
    Column("Tỷ lệ đạt", width=11, summed=False),
    Column("Thời gian đã qua", width=10, summed=False),
)


def written(share: Fraction) -> str:
    """A percentage, hedged where rounding would say that a plan is reached which is not: "88,5%", "gần 100%"."""
    precision, shown = shown_percent(share)
    return HEDGES[precision] + percent(shown)


def plan_sentence(material: Material, field: Field) -> tuple[Run, ...]:
    """ "Đơn vị máu tiếp nhận đạt 88,5% chỉ tiêu năm (7.600 đơn vị máu)."; empty where nothing can be held against one."""
    told: dict[tuple[object, ...], Planned] = {}
    for one in sorted(_ordered(material), key=lambda one: BASES.index(one.told.basis)):
        if field_of(one.fact.indicator) is field and one.progress.share is not None:
            told.setdefault((one.told.indicator, one.told.tags, one.told.period), one)
    runs: list[Run] = []
    for one in _ordered(material):
        if one in told.values():
            runs += [Run("; ")] * bool(runs) + list(_clause(material, one))
    return merged([Run(capitalized(runs[0].text)), *runs[1:], Run(".")]) if runs else ()


def _ordered(material: Material) -> list[Planned]:
    place = {code: number for number, code in enumerate(material.order)}
    return sorted(material.targets, key=lambda one: (place.get(one.told.indicator, 0), one.told.period.first))


def _named(one: Planned) -> str:
    return f"{one.fact.name} ({joined(one.tags)})" if one.tags else one.fact.name


def _clause(material: Material, one: Planned) -> Iterator[Run]:
    told, progress = one.told, one.progress
    yield Run(f"{lowered(_named(one))} ")
    if told.period.first != material.period.first:
        yield Run(f"{_since(one)} là ")
        yield number(one.fact)
        yield Run(", ")
    yield Run("đạt ")
    yield Run(written(progress.percent or Fraction(0)), target=one.reference)
    yield Run(f" {_called(one)}")
    if progress.beyond and shown_percent(progress.beyond)[1]:
        yield Run(", vượt ")
        yield Run(written(progress.beyond), target=one.reference)
        yield Run(" khi chưa hết kỳ" if progress.passed < 1 else "")
    yield Run(" (")
    yield Run(exact_in_words(told.value, one.fact), target=one.reference)
    yield Run(")")


def _since(one: Planned) -> str:
    first = one.told.period.first
    return "từ đầu năm" if (first.month, first.day) == (1, 1) else f"từ ngày {day_written(first)}"


def _called(one: Planned) -> str:
    """ "chỉ tiêu năm"; another span says which; a cluster's is the sum of its members'."""
    span = _span(one)
    return f"chỉ tiêu {span}" if one.told.among == 1 else f"tổng chỉ tiêu {span} của {one.told.among} đơn vị thành viên"


def _span(one: Planned) -> str:
    return "năm" if one.told.period.form is Form.YEAR else period_words(one.told.period)


def table_of_targets(material: Material, title: str = "") -> Table:
    """Every target that holds the period: what was to be reached, what is, the share, how far the days have come."""
    rows = tuple(
        (
            Cell(str(index)), Cell(_listed(material, one)), Cell(unit_of(one.fact)), Cell(_basis(one)),
            Cell(exact_value(one.told.value, one.fact), number=True, target=one.reference),
            Cell(exact(one.fact), one.fact.reference, number=True), Cell(_reached(one), number=True),
            Cell(percent(one.progress.passed * 100), number=True),
        )
        for index, one in enumerate(_ordered(material), start=1)
    )  # fmt: skip
    summed = any(one.told.among > 1 for one in material.targets)
    notes = ("Kế hoạch của Cụm là tổng chỉ tiêu của các đơn vị thành viên.",) if summed else ()
    return Table(title, COLUMNS, rows, notes=notes)


def _listed(material: Material, one: Planned) -> str:
    """The name; which days the target and the result are about, where those are not the year and the report's."""
    days = one.told.period
    span = () if days.form is Form.YEAR else (f"chỉ tiêu {_span(one)}",)
    return ", ".join((_named(one), *span, *((_since(one),) if days.first != material.period.first else ())))


def _basis(one: Planned) -> str:
    return ", ".join((BASIS_WORDS[one.told.basis], *one.told.papers))


def _reached(one: Planned) -> str:
    told, share = one.told, one.progress.percent
    if not told.whole:
        return f"chưa tính: {len(told.units)} trong {told.among} đơn vị có chỉ tiêu"
    return STATE_WORDS[one.fact.state] if share is None else written(share)
