"""Each member's page: its main figures against last year, target and the whole; warnings; what it has not reported."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from chungtay.documents.rules import ORDINAL, Block, Cell, Column, Paragraph, ParagraphStyle, Run, Section, Table
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import decimal, percent
from chungtay.reports.rules.material import Fact, Member
from chungtay.reports.rules.remarks import note
from chungtay.reports.rules.results import FIELDS
from chungtay.reports.rules.telling import merged
from chungtay.reports.rules.wording import (
    change_in_percent,
    change_words,
    comparable,
    exact,
    exact_value,
    lowered,
    measure_of,
    number,
    same_period_words,
    some_of,
    unit_of,
)

from .material import MeetingMaterial

MAIN = tuple(code for field in FIELDS for code in field.main)
PAGES = 15  # more members than these do not begin a page each


def member_sections(material: MeetingMaterial) -> list[Section]:
    """A section for each member, in the order of the cluster."""
    members = material.review.members
    paged, silent = len(members) <= PAGES, absent(material)
    return [
        Section(
            str(n), member.short_name, tuple(_page(material, member)), level=2,
            new_page=paged and n > 1 and member not in silent,
        )
        for n, member in enumerate(members, start=1)
    ]  # fmt: skip


def _page(material: MeetingMaterial, member: Member) -> Iterator[Block]:
    yield from _headline(material, member)
    table = _table(material, member)
    if table.rows:
        yield table
    yield from _warnings(material, member)
    yield from _not_reported(material, member)


def share_of_whole(material: MeetingMaterial, fact: Fact) -> Fraction | None:
    """The member's part of the scope's figure in percent; None where rows do not add up to it."""
    whole = material.review.fact(fact.indicator)
    if (
        whole is None
        or not whole.positive
        or fact.overlapping
        or fact.value is None
        or fact.kind in ("rate", "distinct")
    ):
        return None
    return Fraction(100 * fact.given, whole.given)


def _headline(material: MeetingMaterial, member: Member) -> list[Paragraph]:
    fact = material.facts_of(member.code).get("total.value")
    if fact is None or not fact.positive:
        return []
    runs = [Run("Tổng trị giá "), number(fact)]
    share = share_of_whole(material, fact)
    if share is not None:
        runs.append(Run(f", bằng {percent(share)} của {material.review.body.short}"))
    before, period = material.earlier_of(member.code).get("total.value"), material.review.earlier_period
    if before and period and (words := change_words(fact, before)):
        runs += [Run("; "), Run(f"{words} so với {same_period_words(period)}", before.reference)]
    return [Paragraph(merged([*runs, Run(".")]))]


def _table(material: MeetingMaterial, member: Member) -> Table:
    compared = bool(material.review.earlier_period)
    aims = material.aims.get(member.code, ())
    columns = [
        Column(ORDINAL, width=6, number=False, summed=False),
        Column("Chỉ tiêu", width=30, number=False, summed=False),
        Column("Kỳ này", width=13, summed=False),
        *([Column("Cùng kỳ", width=13, summed=False), Column("Tăng, giảm", "%", 10, summed=False)] * compared),
        *([Column("Kế hoạch", width=13, summed=False), Column("Đạt", "%", 10, summed=False)] * bool(aims)),
        Column(f"Trong {material.review.body.short}", "%", 10, summed=False),
    ]
    rows = [
        (Cell(str(n)), *_row(material, member, fact, compared, bool(aims)))
        for n, fact in enumerate(_main(material, member), start=1)
    ]
    return Table("", tuple(columns), tuple(rows))


def _main(material: MeetingMaterial, member: Member) -> list[Fact]:
    """Main figures with a number now or a year before, and all that the member has a target for."""
    facts, before = material.facts_of(member.code), material.earlier_of(member.code)
    aimed = {aim.fact.indicator: aim.fact for aim in material.aims.get(member.code, ())}
    found = [facts.get(code) or aimed.get(code) for code in dict.fromkeys((*MAIN, *aimed))]
    return [
        fact for fact in found
        if fact and (fact.positive or fact.indicator in aimed or _given(before.get(fact.indicator)))
    ]  # fmt: skip


def _given(fact: Fact | None) -> int:
    return fact.given if fact else 0


def _row(material: MeetingMaterial, member: Member, fact: Fact, compared: bool, aimed: bool) -> Iterator[Cell]:
    yield Cell(f"{fact.name} ({'triệu đồng' if _is_money(fact) else unit_of(fact)})")
    yield Cell(_short(fact), fact.reference, number=True)
    if compared:
        yield from _beside(fact, material.earlier_of(member.code).get(fact.indicator))
    if aimed:
        aim = material.aim_of(member.code, fact.indicator)
        yield Cell(_short(fact, aim.value) if aim else "", number=True)
        yield Cell(aim.share if aim else "", aim.fact.reference if aim else None, number=True)
    share = share_of_whole(material, fact)
    yield Cell("" if share is None else percent(share), number=True)


def _is_money(fact: Fact) -> bool:
    return measure_of(fact) is Measure.DONG


def _short(fact: Fact, value: int | None = None) -> str:
    """The figure, or another value of it, in a narrow column: money in million đồng (the annex has it exactly)."""
    if value is None and fact.state != "value":
        return exact(fact)
    given = fact.given if value is None else value
    return decimal(Fraction(given, 10**6), 2) if _is_money(fact) else exact_value(given, fact)


def _beside(fact: Fact, before: Fact | None) -> tuple[Cell, Cell]:
    if before is None:
        return Cell("", number=True), Cell("", number=True)
    growth = change_in_percent(fact.given, before.given) if comparable(fact, before) else None
    return (
        Cell(_short(before), before.reference, number=True),
        Cell("" if growth is None else percent(growth), number=True),
    )


def _warnings(material: MeetingMaterial, member: Member) -> Iterator[Paragraph]:
    warned = material.warnings.get(member.code, ())
    if warned:
        yield Paragraph((Run("Cảnh báo khi kiểm tra số liệu:"),))
    for one in warned:
        said = f"Giải trình: {one.explanation}" if one.explanation else "Chưa có giải trình."
        yield Paragraph((Run(f"{one.text} {said}"),), ParagraphStyle.ITEM)


def _not_reported(material: MeetingMaterial, member: Member) -> Iterator[Paragraph]:
    names = tuple(lowered(fact.name) for fact in not_reported(material, member))
    if member in absent(material):
        yield note("Chưa báo cáo chỉ tiêu nào của kỳ.")
    elif names:
        yield note(f"Chưa báo cáo: {some_of(names, what='chỉ tiêu')}.")


def not_reported(material: MeetingMaterial, member: Member) -> list[Fact]:
    """Figures of the scope to which this member owed a number and gave none."""
    return [fact for fact in material.review.facts.values() if member.short_name in fact.missing]


def absent(material: MeetingMaterial) -> list[Member]:
    """Members that gave no figure at all of those that somebody owed."""
    owed = [fact for fact in material.review.facts.values() if fact.expected]
    return [
        member for member in material.review.members
        if owed and all(member.short_name in fact.missing for fact in owed)
    ]  # fmt: skip


def naming(said: str, names: Sequence[str], most: int) -> str:
    """What is said of whom, as many units named as stand in so many letters; one at least."""
    told = (f"{said}: {some_of(names, few)}." for few in range(len(names), 0, -1))
    return next((text for text in told if len(text) <= most), f"{said}: {some_of(names, 1)}.")
