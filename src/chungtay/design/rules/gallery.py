"""What the living page shows: every part in all its states, with the longest real names and nine-digit numbers."""

from dataclasses import dataclass

from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.charts import Bar, BarChart, Chart, Series
from chungtay.design.rules.drawing import MOST_SERIES
from chungtay.design.rules.marks import Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table

COLLEGE = "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh"
MEMBERS = (
    ("Hạ Long", 1612, 7412, 987_654_321),
    ("Cẩm Phả", 1393, 4877, 1_245_300_000),
    ("Uông Bí", 1108, 3620, 845_000_000),
    ("Quảng Yên", 982, 3215, 702_150_000),
    ("Đông Triều", 1240, 2816, 655_480_000),
    (COLLEGE, 392, 274, 61_900_000),
)
MONTHS = tuple(f"T{month}" for month in range(1, 11))
LAST_YEAR = (512, 640, 580, 431, 702, 655, 498, 610, 590, 683)
THIS_YEAR = (561, 702, 618, None, 866, 720, 545, 655, 731, 734)


@dataclass(frozen=True, slots=True)
class Gallery:
    """All samples of the living page."""

    figures: tuple[FigureCard, ...]
    bars: BarChart
    columns: Chart
    lines: Chart
    table: Table
    empty_table: Table


def gallery() -> Gallery:
    """The samples; illustrative numbers, the names are real."""
    return Gallery(
        figures=_figures(),
        bars=_bars(),
        columns=Chart(
            "months",
            "Tháng Năm tiếp nhận nhiều máu nhất: 866 đơn vị, hơn cùng tháng năm trước 164 đơn vị",
            "Đơn vị máu tiếp nhận từng tháng, từ tháng 1 đến tháng 10 năm 2024 so với năm 2023; tháng 4 chưa báo cáo.",
            MONTHS,
            (Series("2024", THIS_YEAR), Series("2023", LAST_YEAR)),
        ),
        lines=_lines(),
        table=_table(),
        empty_table=Table("Chưa có đơn vị nào báo cáo", (Column("Đơn vị"), Column("Đơn vị máu", is_number=True)), ()),
    )


def _figures() -> tuple[FigureCard, ...]:
    return (
        FigureCard(
            "turns",
            "Lượt người được trợ giúp",
            "trên 22.200",
            "lượt người",
            href="#so-lieu",
            change="Tăng 12% so với 10 tháng đầu năm 2023",
            trend=(18.0, 21.0, 19.5, 24.0, 30.0, 26.0, 22.0, 25.0, 29.0, 33.0),
            trend_title="Lượt người theo tháng, tăng từ 18 lên 33",
            reported=6,
            expected=6,
        ),
        FigureCard(
            "value",
            "Tổng trị giá trợ giúp của các đơn vị trong cụm",
            "987.654.321.000",
            "đồng",
            href="#so-lieu",
            change="Giảm 3% so với 10 tháng đầu năm 2023",
            reported=5,
            expected=6,
            missing=(COLLEGE,),
            marks=(Mark.ESTIMATED, Mark.UNPLACED, Mark.ILLUSTRATIVE),
        ),
        FigureCard(
            "blood",
            "Đơn vị máu tiếp nhận",
            "6.727",
            "đơn vị máu",
            href="#so-lieu",
            trend=tuple(None if value is None else float(value) for value in THIS_YEAR),
            trend_title="Đơn vị máu theo tháng, tháng 4 chưa báo cáo",
            reported=6,
            expected=6,
            marks=(Mark.OVERLAPPING,),
        ),
        FigureCard("houses", "Nhà nhân đạo xây mới", state=Mark.ZERO, href="#so-lieu", reported=6, expected=6),
        FigureCard("meals", "Suất cháo nhân đạo", state=Mark.NOT_REPORTED, href="#so-lieu", reported=0, expected=6),
        FigureCard("people", "Số người được trợ giúp (không trùng)", state=Mark.NOT_ENOUGH),
        FigureCard("districts", "Câu lạc bộ hiến máu cấp huyện", state=Mark.NOT_APPLICABLE),
    )


def _bars() -> BarChart:
    found = [Bar(name, float(blood), f"{blood:,}".replace(",", ".")) for name, blood, _turns, _value in MEMBERS]
    found[1] = Bar("Cẩm Phả", 1393.0, "1.393 (ước)", "estimate")
    found[4] = Bar("Đông Triều", None, "chưa báo cáo")
    return BarChart(
        "units",
        "Hạ Long tiếp nhận nhiều máu nhất cụm trong 10 tháng đầu năm 2024",
        "Đơn vị máu tiếp nhận theo đơn vị: Hạ Long 1.612, Cẩm Phả 1.393 (ước), Uông Bí 1.108, Quảng Yên 982, "
        f"{COLLEGE} 392; Đông Triều chưa báo cáo.",
        tuple(found),
    )


def _lines() -> Chart:
    years = ("2019", "2020", "2021", "2022", "2023", "2024")
    names = [name for name, *_rest in MEMBERS][:MOST_SERIES]
    grown = (
        (4.1, 5.2, 6.8, 7.4, 8.9, 10.9),
        (3.9, 4.4, None, 5.0, 5.6, 6.1),
        (3.0, 3.3, 3.1, 3.9, 4.4, 4.6),
        (2.8, 3.1, 3.6, 3.8, 4.2, 4.5),
        (1.2, None, 2.0, None, None, 2.4),
    )
    return Chart(
        "years",
        "Trị giá trợ giúp của Hạ Long tăng hơn gấp đôi trong năm năm (tỷ đồng)",
        "Trị giá trợ giúp từng năm của năm đơn vị từ 2019 đến 2024, tính bằng tỷ đồng; Hạ Long từ 4,1 lên 10,9.",
        years,
        tuple(Series(name, values) for name, values in zip(names, grown, strict=True)),
    )


def _table() -> Table:
    def dotted(value: int) -> str:
        return f"{value:,}".replace(",", ".")

    rows = [
        Row((Cell(name, href="#so-lieu"), Cell(dotted(turns)), Cell(dotted(blood)), Cell(dotted(value))))
        for name, blood, turns, value in MEMBERS
    ]
    rows[3] = Row(
        (
            Cell("Quảng Yên", href="#so-lieu"),
            Cell("3.215"),
            Cell("0", word="không phát sinh"),
            Cell("≈ 702.150.000", word="ước"),
        )
    )
    rows[4] = Row((Cell("Đông Triều", href="#so-lieu"), *(Cell("", word="chưa báo cáo") for _column in range(3))))
    rows.append(Row((Cell("Cả cụm"), Cell("19.398"), Cell("4.505"), Cell("3.842.004.321")), is_total=True))
    return Table(
        "Kết quả của các đơn vị trong Cụm thi đua số 2, 10 tháng đầu năm 2024",
        (
            Column("Đơn vị", href="?sort=unit"),
            Column("Lượt người", is_number=True, href="?sort=-turns", sort="descending"),
            Column("Đơn vị máu", is_number=True),
            Column("Trị giá", is_number=True, unit="đồng"),
        ),
        tuple(rows),
        note="5 trên 6 đơn vị đã báo cáo; Đông Triều chưa báo cáo nên không nằm trong tổng.",
    )
