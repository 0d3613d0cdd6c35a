"""Numbers that do not agree are told with both; numbers that do are not."""

import pytest

from chungtay.reading.rules.reading import read_figures

from .known_units import known
from .test_meaning import document
from .test_tables import Rows, table

KNOWN = known()


def found(*paragraphs: str, titled: bool = False) -> list[tuple[str, str]]:
    reading = read_figures(document(*paragraphs, titled=titled), KNOWN)
    return [(check.rule, check.says) for check in reading.checks]


@pytest.mark.parametrize(
    ("sentence", "rule", "told"),
    [
        ("Hội trao 300 suất quà, trong đó Công ty hỗ trợ 350 suất quà.", "part_above_whole", ("300", "350")),
        ("Khám bệnh cho 300 người, trong đó có 450 trẻ em.", "part_above_whole", ("300", "450")),
        ("Hội trao 300 suất quà, mỗi suất trị giá 800.000 đồng, tổng trị giá 250 triệu đồng.", "price_times_count",
         ("300", "800.000", "250 triệu", "240.000.000")),
        ("Hội trao 100 suất quà, mỗi suất 5.000 đồng, tổng trị giá 500 triệu đồng.", "thousandfold", ("100", "500 triệu")),
        ("Hội tiếp nhận 3.255 đơn vị máu, đạt 130% kế hoạch. Chỉ tiêu năm 2024 là 3.000 đơn vị máu.", "percentage",
         ("3.255", "3.000", "108,5%", "130%")),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_with_its_numbers(sentence: str, rule: str, told: tuple[str, ...]) -> None:
    checks = found(sentence)
    assert [name for name, _ in checks] == [rule]
    assert all(number in checks[0][1] for number in told)


def test_a_headline_is_held_against_the_body() -> None:
    title = "Chiến dịch tiếp nhận 3.568 đơn vị máu"
    (check,) = found(title, "Kết thúc chiến dịch, Hội tiếp nhận 3.255 đơn vị máu.", titled=True)
    assert check[0] == "headline"
    assert "3.568" in check[1] and "3.255" in check[1]
    assert found("Hội tiếp nhận hơn 3.200 đơn vị máu", "Hội tiếp nhận 3.255 đơn vị máu.", titled=True) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hội trao 300 suất quà, mỗi suất trị giá 800.000 đồng, tổng trị giá 240 triệu đồng.",
        "Hội trao 315 suất quà, mỗi suất trị giá 800.000 đồng, tổng trị giá trên 250 triệu đồng.",
        "Hội trao 300 suất quà, trong đó Công ty hỗ trợ 150 suất quà.",
    ],
)
def test_what_agrees_within_its_hedges_is_not_told(sentence: str) -> None:
    assert found(sentence) == []


def summed(rows: Rows) -> list[str]:
    return [check.says for check in read_figures(table(rows), KNOWN).checks]


def test_a_tables_total_is_held_against_its_units_with_numbers_as_they_count() -> None:
    heading = ["Nội dung", "TP Hạ Long", "TX Quảng Yên", "Tổng"]
    (says,) = summed([heading, ["Số đơn vị máu", 512, 99, 612]])
    assert "611" in says and "612" in says
    assert summed([heading, ["Số đơn vị máu", 512, 99, 611]]) == []
    assert summed([["Đơn vị", "Số suất quà"], ["TP Hạ Long", 20], ["TX Quảng Yên", 30], ["Tổng cộng", 60]]) != []
    assert summed([["Nội dung", "Tổng số", "Nữ", "Đảng viên"], ["Số hội viên", 600, 200, 100]]) == []
    (says,) = summed(
        [["Đơn vị", "Trị giá quà (triệu đồng)"], ["TP Hạ Long", 600], ["TX Quảng Yên", 901], ["Tổng cộng", 1500]]
    )
    assert "“600.000.000 đồng”" in says and "1.501.000.000" in says
