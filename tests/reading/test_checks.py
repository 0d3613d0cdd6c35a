"""Numbers that do not agree are told with both; numbers that do are not."""

import pytest

from chungtay.reading.rules.reading import read_figures

from .known_units import known
from .test_meaning import document

KNOWN = known()


def found(*paragraphs: str, titled: bool = False) -> list[tuple[str, str]]:
    reading = read_figures(document(*paragraphs, titled=titled), KNOWN)
    return [(check.rule, check.says) for check in reading.checks]


@pytest.mark.parametrize(
    ("sentence", "rule", "told"),
    [
        ("Hội trao 300 suất quà, trong đó Công ty hỗ trợ 350 suất quà.", "part_above_whole", ("300", "350")),
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
