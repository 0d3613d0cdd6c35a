"""The annexes: every figure exactly, by unit and beside the year before."""

from dataclasses import replace
from itertools import groupby

from chungtay.documents.formats.times import MM_PER_POINT, width
from chungtay.documents.rules import Table
from chungtay.reports.rules.annexes import MOST_COLUMNS, annexes, sheets
from chungtay.reports.rules.composition import compose
from chungtay.reports.rules.material import FactsOf

from . import edges
from .made_up import MEMBERS, WHOLE, by_unit, cluster_review, fact, facts


def by_unit_tables() -> list[Table]:
    return [block for block in annexes(cluster_review())[0].blocks if isinstance(block, Table)]


def test_annexes_are_numbered_only_where_there_are_two() -> None:
    assert [(a.heading, a.title) for a in annexes(cluster_review())] == [
        ("Phụ lục I", "SỐ LIỆU 10 THÁNG NĂM 2024 THEO ĐƠN VỊ"),
        ("Phụ lục II", "TOÀN BỘ CHỈ TIÊU 10 THÁNG NĂM 2024 SO VỚI CÙNG KỲ NĂM 2023"),
    ]
    assert [(a.heading, a.title) for a in edges.commune().annexes] == [
        ("Phụ lục", "TOÀN BỘ CHỈ TIÊU 10 THÁNG NĂM 2024"),
    ]
    assert edges.bare().annexes == ()


def test_every_figure_has_a_column_in_exactly_one_table_by_unit() -> None:
    shown = [cell.figure.indicator for t in by_unit_tables() for cell in t.total if cell.figure]
    assert sorted(shown) == sorted(WHOLE)


def test_tables_are_narrow_enough_for_the_page_and_numbered_through() -> None:
    tables = by_unit_tables()
    assert all(3 <= len(table.columns) <= MOST_COLUMNS + 2 for table in tables)
    assert [table.title.split(".")[0] for table in tables] == [f"Biểu số {n}" for n in range(1, len(tables) + 1)]
    titles = [table.title.split(". ")[1] for table in tables]
    assert len(set(titles)) == len(titles)
    assert titles[:2] == ["Kết quả chung và công tác xã hội", "Kết quả chung và công tác xã hội (tiếp theo)"]


def test_number_columns_are_wide_enough_for_the_longest_number_unbroken() -> None:
    nation = facts({code: value * 1_000 for code, value in WHOLE.items()})
    rows = by_unit({code: value * 1_000 for code, value in WHOLE.items()})
    material = cluster_review(facts=nation, by_unit=rows)
    for table in annexes(material)[0].blocks:
        assert isinstance(table, Table)
        whole = sum(column.width for column in table.columns)
        for column, cell in zip(table.columns, table.total, strict=True):
            if cell.figure:
                room = 247 * column.width / whole - 2 * 1.6  # mm between the cell's margins
                assert width(cell.text, 12, bold=True) * MM_PER_POINT < room, (table.title, cell.text)
                assert width("không phát sinh", 9.5) * MM_PER_POINT < room


def test_figures_of_one_family_stand_together_whatever_the_order_of_the_catalogue() -> None:
    material = cluster_review(order=tuple(reversed(sorted(WHOLE))))
    codes = [row[3].figure.indicator for row in annexes(material)[-1].blocks[0].rows if row[3].figure]  # type: ignore[union-attr]
    families = [code.split(".")[0] for code in codes]
    assert len(codes) == len(WHOLE)
    assert all(families.count(one) == len(list(run)) for one, run in groupby(families))


def test_rows_of_a_table_make_its_total() -> None:
    for table in by_unit_tables():
        for column, cell in enumerate(table.total):
            if cell.value is not None:
                assert sum(row[column].value or 0 for row in table.rows) == cell.value


def test_numbers_stand_exactly_and_states_in_words() -> None:
    first = by_unit_tables()[0]
    assert [cell.text for cell in first.rows[0]] == [
        "1",
        "Hạ Long",
        "6.889",
        "3.376.969.500",
        "5.189",
        "2.845.846.500",
        "2.920",
    ]
    late = next(row for row in edges.partial().annexes[0].blocks[0].rows if row[1].text == "Cẩm Phả")  # type: ignore[union-attr]
    assert {cell.text for cell in late[2:]} == {"chưa báo cáo"}


def test_what_belongs_to_no_unit_has_a_row_only_where_there_is_something() -> None:
    def labels(rest: int) -> list[str]:
        rows = (*by_unit(), FactsOf(None, "Chưa phân bổ", facts({"blood.units": rest})))
        found = compose(cluster_review(by_unit=rows)).annexes[0].blocks
        table = next(
            t for t in found if isinstance(t, Table) and any(c.heading.startswith("Đơn vị máu") for c in t.columns)
        )
        return [row[1].text for row in table.rows]

    assert labels(0) == [member.short_name for member in MEMBERS]
    assert labels(12) == [*labels(0), "Chưa phân bổ"]


def test_overlapping_figure_is_not_summed() -> None:
    material = cluster_review()
    overlapping = replace(material.facts["gift.count"], overlapping=True)
    tables = annexes(replace(material, facts={**material.facts, "gift.count": overlapping}))[0].blocks
    summed = {c.heading: c.summed for t in tables if isinstance(t, Table) for c in t.columns}
    assert summed["Suất quà trao tặng"] is False and summed["Trị giá quà"] is True


def test_rates_stand_among_the_indicators_and_never_in_a_table_that_sums() -> None:
    material = cluster_review(facts=facts({**WHOLE, "campaign.participation": 97}))
    rate = material.facts["campaign.participation"].name
    by_units, listed = annexes(material)
    assert rate in {row[1].text for block in listed.blocks for row in block.rows}  # type: ignore[union-attr]
    assert rate not in {c.heading for block in by_units.blocks for c in block.columns}  # type: ignore[union-attr]


def listed_row(code: str, **changes: object) -> list[str]:
    table = annexes(cluster_review(**changes))[-1].blocks[0]
    assert isinstance(table, Table)
    return next([cell.text for cell in row] for row in table.rows if row[3].figure and row[3].figure.indicator == code)


def test_indicator_stands_beside_the_year_before_with_its_growth() -> None:
    assert listed_row("blood.units")[1:] == ["Đơn vị máu tiếp nhận", "đơn vị máu", "6.727", "6.188", "8,7%", "6/6", ""]


def test_growth_is_refused_where_reports_are_missing_and_empty_where_nothing_was_before() -> None:
    late = {**facts(WHOLE), "blood.units": fact("blood.units", 6_727, missing=("Uông Bí",), reported=5)}
    assert listed_row("blood.units", facts=late)[5:] == ["không so sánh", "5/6", "chưa báo cáo: Uông Bí"]
    assert listed_row("blood.units", earlier={"blood.units": fact("blood.units", 0)})[4:6] == ["không phát sinh", ""]
    assert listed_row("blood.units", earlier={})[4:6] == ["", "không so sánh"]


def test_units_late_with_everything_are_named_once_below_the_table() -> None:
    table = edges.partial().annexes[-1].blocks[0]
    assert isinstance(table, Table)
    assert table.notes == ("Chưa báo cáo mọi chỉ tiêu: Cẩm Phả và Trường Cao đẳng Y tế Quảng Ninh.",)
    remarks = {row[1].text: row[-1].text for row in table.rows if row[-1].text}
    assert remarks == {
        "Trị giá chăm sóc sức khỏe": "ước 250 triệu đồng",
        "Đơn vị máu tiếp nhận": "ước 1.200 đơn vị máu; khai gộp chưa tách 300 đơn vị máu; chưa báo cáo: Uông Bí",
    }


def test_indicator_of_the_year_before_alone_is_listed_too() -> None:
    row = listed_row(
        "blood.emergency",
        facts={**facts(WHOLE), "blood.emergency": fact("blood.emergency", 0)},
        earlier=facts({"blood.emergency": 7}),
    )
    assert row[3:6] == ["không phát sinh", "7", "-100%"]


def test_sheets_hold_all_columns_in_one_row_and_flows_by_month() -> None:
    listed, units, months = sheets(cluster_review())
    assert [sheet.title for sheet in (listed, units, months)] == ["Chỉ tiêu", "Theo đơn vị", "Theo tháng"]
    assert len(units.columns) == len(WHOLE) + 2
    stocks = {fact.name for fact in facts(WHOLE).values() if fact.kind == "stock"}
    assert stocks and not stocks & {column.heading for column in months.columns}
    assert stocks < {column.heading for column in units.columns}
