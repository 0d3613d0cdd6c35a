"""The annexes: every figure exactly, by unit, beside the year before, and against targets."""

from collections.abc import Iterable, Sequence

from chungtay.documents.rules import ORDINAL, STATE_WORDS, Annex, Cell, Column, Table
from chungtay.kernel.numbers import percent

from .material import Fact, FactsOf, Material
from .remarks import missing_everywhere
from .targets import table_of_targets
from .wording import (
    change_in_percent,
    comparable,
    exact,
    exact_in_words,
    period_words,
    same_period_words,
    some_of,
    unit_of,
)

MOST_COLUMNS = 7
GROUPS = (
    ("Kết quả chung và công tác xã hội", ("total", "social")),
    ("Chăm sóc sức khỏe, sơ cấp cứu và hiến máu", ("health", "first_aid", "blood", "organ")),
    ("Cứu trợ thiên tai, quỹ và công tác khác", ()),
    ("Tổ chức Hội, thi đua", ("organization", "emulation")),
)
FULL_WIDTH, ORDINAL_WIDTH, NAME_WIDTH = 100, 4, 24
NARROWEST_NUMBER, WIDEST_NUMBER = 10, 16  # a state in words takes ten


def annexes(material: Material) -> tuple[Annex, ...]:
    """The tables by unit, the list of all indicators, and that of targets."""
    by_unit = tuple(_tables_by_unit(material))
    listed = _table_of_indicators(material)
    period, before = period_words(material.period), material.earlier_period
    compared = f" so với {same_period_words(before)}" if before else ""
    found = [
        (f"Số liệu {period} theo đơn vị", by_unit),
        (f"Toàn bộ chỉ tiêu {period}{compared}", (listed,) if listed.rows else ()),
    ]
    if material.targets:
        found.append((f"Kết quả {period} so với chỉ tiêu", (table_of_targets(material),)))
    found = [(title, blocks) for title, blocks in found if blocks]
    numbers = ("I", "II", "III") if len(found) > 1 else ("",)
    return tuple(Annex(number, title.upper(), blocks) for number, (title, blocks) in zip(numbers, found, strict=False))


def sheets(material: Material) -> tuple[Table, ...]:
    """The workbook's tables: by unit and by month, every indicator with a number in one row of columns."""
    flows_and_stocks = [fact for fact in told_in_tables(material) if fact.kind != "rate"]
    flows = [fact for fact in flows_and_stocks if fact.kind == "flow"]
    found = [_table_of_indicators(material, "Chỉ tiêu")]
    if flows_and_stocks and any(row.key for row in material.by_unit):
        found.append(_table_of_rows(material.by_unit, "Theo đơn vị", "Đơn vị", flows_and_stocks))
    if flows and any(row.key for row in material.by_month):
        found.append(_table_of_rows(material.by_month, "Theo tháng", "Tháng", flows))
    if material.targets:
        found.append(table_of_targets(material, "So với chỉ tiêu"))
    return tuple(found)


def told_in_tables(material: Material) -> list[Fact]:
    """Figures with a number, in their order."""
    return [fact for fact in _ordered(material) if fact.positive]


def _ordered(material: Material) -> list[Fact]:
    """Figures in catalogue order, those of one family ("gift.count", "gift.value") together."""
    codes = material.order or tuple(material.facts)
    first: dict[str, int] = {}
    for position, code in enumerate(codes):
        first.setdefault(code.split(".")[0], position)
    together = sorted(codes, key=lambda code: first[code.split(".")[0]])
    return [fact for code in together if (fact := material.fact(code))]


def _tables_by_unit(material: Material) -> Iterable[Table]:
    if not any(row.key for row in material.by_unit):
        return
    facts = [fact for fact in told_in_tables(material) if fact.kind != "rate"]
    listed = {field for _, fields in GROUPS for field in fields}
    number = 0
    for title, fields in GROUPS:
        group = [f for f in facts if (f.field in fields if fields else f.field not in listed)]
        for index, chunk in enumerate(_chunks(group)):
            number += 1
            more = " (tiếp theo)" if index else ""
            yield _table_of_rows(material.by_unit, f"Biểu số {number}. {title}{more}", "Đơn vị", chunk)


def _chunks(facts: Sequence[Fact]) -> list[Sequence[Fact]]:
    """As few nearly equal parts as the page is wide enough for."""
    for parts in range(1, len(facts) + 1):
        size = -(-len(facts) // parts)
        chunks = [facts[i : i + size] for i in range(0, len(facts), size)]
        if all(len(chunk) <= MOST_COLUMNS and sum(map(_needed, chunk)) <= _room() for chunk in chunks):
            return chunks
    return [[fact] for fact in facts]


def _room() -> int:
    return FULL_WIDTH - ORDINAL_WIDTH - NAME_WIDTH


def _needed(fact: Fact) -> int:
    """The width that the figure's own number, the longest of its column, takes unbroken and in bold."""
    return max(-(-3 * len(exact(fact)) // 4) + 2, NARROWEST_NUMBER)


def _table_of_rows(rows_of: Sequence[FactsOf], title: str, first: str, facts: Sequence[Fact]) -> Table:
    spare = max((_room() - sum(map(_needed, facts))) // len(facts), 0)
    widths = [max(min(_needed(fact) + spare, WIDEST_NUMBER), _needed(fact)) for fact in facts]
    columns = [
        Column(ORDINAL, width=ORDINAL_WIDTH, number=False, summed=False),
        Column(first, width=max(FULL_WIDTH - ORDINAL_WIDTH - sum(widths), NAME_WIDTH), number=False, summed=False),
        *(Column(f.name, unit_of(f), width, summed=not f.overlapping) for f, width in zip(facts, widths, strict=True)),
    ]
    codes = [fact.indicator for fact in facts]
    rows = tuple(
        (Cell(str(index)), Cell(row.label), *(_cell(row.facts.get(code)) for code in codes))
        for index, row in enumerate(_rows(rows_of, codes), start=1)
    )
    total = (Cell(""), Cell("Tổng cộng"), *(_cell(fact) for fact in facts))
    return Table(title, tuple(columns), rows, total)


def _rows(rows: Sequence[FactsOf], codes: Sequence[str]) -> list[FactsOf]:
    """Every unit; the rest only where it has something."""
    return [row for row in rows if row.key or any((fact := row.facts.get(code)) and fact.positive for code in codes)]


def _cell(fact: Fact | None) -> Cell:
    if fact is None:
        return Cell("", number=True)
    return Cell(exact(fact), fact.reference, number=True)


def _table_of_indicators(material: Material, title: str = "") -> Table:
    before = period_words(material.earlier_period) if material.earlier_period else ""
    columns = [
        Column(ORDINAL, width=ORDINAL_WIDTH, number=False, summed=False),
        Column("Chỉ tiêu", width=28, number=False, summed=False),
        Column("Đơn vị tính", width=11, number=False, summed=False),
        Column(_opened(period_words(material.period)), width=14, summed=False),
        *(
            (Column(_opened(before), width=14, summed=False), Column("Tăng, giảm", "%", 12, summed=False))
            * bool(before)
        ),
        Column("Đơn vị đã báo cáo", width=9, summed=False),
        Column("Ghi chú", width=18, number=False, summed=False),
    ]
    listed = _worth_listing(material)
    late = missing_everywhere(listed)
    rows = tuple(
        _indicator_row(index, fact, material.earlier.get(fact.indicator), bool(before), late)
        for index, fact in enumerate(listed, start=1)
    )
    notes = (f"Chưa báo cáo mọi chỉ tiêu: {some_of(late)}.",) if late else ()
    return Table(title, tuple(columns), rows, notes=notes)


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _worth_listing(material: Material) -> list[Fact]:
    """Figures with a number now or a year before."""
    earlier = material.earlier
    return [f for f in _ordered(material) if f.positive or ((e := earlier.get(f.indicator)) and e.positive)]


def _indicator_row(
    index: int, fact: Fact, before: Fact | None, beside: bool, late: tuple[str, ...]
) -> tuple[Cell, ...]:
    compared = (_cell(before), _change(fact, before)) if beside else ()
    reported = f"{fact.reported}/{fact.expected}" if fact.expected else ""
    return (
        Cell(str(index)),
        Cell(fact.name),
        Cell(unit_of(fact)),
        _cell(fact),
        *compared,
        Cell(reported, number=True),
        Cell(_remark(fact, late)),
    )


def _change(now: Fact, before: Fact | None) -> Cell:
    if before is None or not comparable(now, before):
        return Cell("không so sánh", number=True)
    growth = change_in_percent(now.given, before.given)
    return Cell("" if growth is None else percent(growth), number=True)


def _remark(fact: Fact, late: tuple[str, ...]) -> str:
    """What is said of one figure; `late` are named below the table already."""
    remarks = []
    missing = tuple(name for name in fact.missing if name not in late)
    if fact.estimated:
        remarks.append(f"ước {exact_in_words(fact.estimated, fact)}")
    if fact.unplaced:
        remarks.append(f"khai gộp chưa tách {exact_in_words(fact.unplaced, fact)}")
    if missing:
        remarks.append(f"{STATE_WORDS['not_reported']}: {some_of(missing)}")
    return "; ".join(remarks)
