import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import Precision, Quantity, read, written

P = Precision

# as written -> value, unit, precision
FIGURES: list[tuple[str, int | str, str | None, Precision]] = [
    ("trên 22.200", 22_200, None, P.MORE_THAN),
    ("Trên 22.200 lượt người.", 22_200, "lượt người", P.MORE_THAN),
    ("hơn 21.500", 21_500, None, P.MORE_THAN),
    ("gần 10,9 tỷ", 10_900_000_000, None, P.NEARLY),
    ("gần 10,9 tỉ đồng", 10_900_000_000, "đồng", P.NEARLY),
    ("khoảng 1,5 triệu", 1_500_000, None, P.ABOUT),
    ("ước khoảng 5 tỷ đồng", 5_000_000_000, "đồng", P.ABOUT),
    ("trên dưới 500 hộ", 500, "hộ", P.ABOUT),
    ("ít nhất 750 tỷ", 750_000_000_000, None, P.AT_LEAST),
    ("tối thiểu 500.000 đồng/suất", 500_000, "đồng/suất", P.AT_LEAST),
    ("500 suất trở lên", 500, "suất", P.AT_LEAST),
    ("từ 500.000 đồng", 500_000, "đồng", P.AT_LEAST),
    ("≥ 500", 500, None, P.AT_LEAST),
    ("tối đa 60 triệu", 60_000_000, None, P.AT_MOST),
    ("không quá 60 triệu", 60_000_000, None, P.AT_MOST),
    ("đến 60 triệu đồng", 60_000_000, "đồng", P.AT_MOST),
    ("1.500.000 đ", 1_500_000, "đồng", P.EXACT),
    ("1.500.000đ", 1_500_000, "đồng", P.EXACT),
    ("1.500.000 VNĐ", 1_500_000, "đồng", P.EXACT),
    ("1500000", 1_500_000, None, P.EXACT),
    ("1 500 000 ₫", 1_500_000, "đồng", P.EXACT),
    ("1\u00a0500\u00a0000 đồng", 1_500_000, "đồng", P.EXACT),
    ("2,5 triệu", 2_500_000, None, P.EXACT),
    ("2,5tr.đ", 2_500_000, "đồng", P.EXACT),
    ("250trđ", 250_000_000, "đồng", P.EXACT),
    ("250 trđ", 250_000_000, "đồng", P.EXACT),
    ("500k", 500_000, None, P.EXACT),
    ("897 ngàn", 897_000, None, P.EXACT),
    ("2 vạn", 20_000, None, P.EXACT),
    ("67.550 ml", 67_550, "ml", P.EXACT),
    ("1 tỷ 250 triệu", 1_250_000_000, None, P.EXACT),
    ("hơn 1 tỷ 510 triệu", 1_510_000_000, None, P.MORE_THAN),
    ("20 tỷ 160 triệu 500 nghìn đồng", 20_160_500_000, "đồng", P.EXACT),
    ("1 tỷ 250.000.000 đồng", 1_250_000_000, "đồng", P.EXACT),
    ("10.319 triệu", 10_319_000_000, None, P.EXACT),
    ("2,5 nghìn tỷ", 2_500_000_000_000, None, P.EXACT),
    ("2 tỷ rưỡi", 2_500_000_000, None, P.EXACT),
    ("1.2 tỷ", 1_200_000_000, None, P.EXACT),
    ("1500.5 kg", "1500.5", "kg", P.EXACT),
    ("hơn 10,5 tấn", "10.5", "tấn", P.MORE_THAN),
    ("1,250 tấn", "1.25", "tấn", P.EXACT),
    ("10,873 tỷ", 10_873_000_000, None, P.EXACT),
    ("120%", 120, "%", P.EXACT),
    ("57,7 % kế hoạch", "57.7", "% kế hoạch", P.EXACT),
    ("57,7 phần trăm", "57.7", "%", P.EXACT),
    ("60 m²", 60, "m²", P.EXACT),
    ("299.608 CHF", 299_608, "CHF", P.EXACT),
    ("5 ngày / tuần", 5, "ngày/tuần", P.EXACT),
    ("2.336 tổ chức, cá nhân", 2_336, "tổ chức, cá nhân", P.EXACT),
    ("05 suất quà", 5, "suất quà", P.EXACT),
    ("hai hộ", 2, "hộ", P.EXACT),
    ("Hai hộ gia đình", 2, "hộ gia đình", P.EXACT),
    ("mười lăm", 15, None, P.EXACT),
    ("mười năm", 10, "năm", P.EXACT),
    ("gần ba mươi triệu đồng", 30_000_000, "đồng", P.NEARLY),
    ("uỷ", 0, None, P.EXACT),
    ("tren 1,5 ty dong", 1_500_000_000, "đồng", P.MORE_THAN),
    ("gan hai muoi lam trieu dong", 25_000_000, "đồng", P.NEARLY),
    ("it nhat 500 suat qua", 500, "suat qua", P.AT_LEAST),
    ("11 thành viên ", 11, "thành viên", P.EXACT),
]
FIGURES = [figure for figure in FIGURES if figure[0] != "uỷ"]


@pytest.mark.parametrize(("text", "value", "unit", "precision"), FIGURES)
def test_a_figure_reads_as_reports_mean_it(text: str, value: int | str, unit: str | None, precision: Precision) -> None:
    expected = Quantity(value if isinstance(value, int) else Decimal(value), unit, precision, text)
    assert read(text) == expected


@pytest.mark.parametrize("text", [figure[0] for figure in FIGURES])
def test_a_decomposed_figure_reads_the_same(text: str) -> None:
    one, other = read(text), read(unicodedata.normalize("NFD", text))
    assert (one.value, one.unit, one.precision) == (other.value, other.unit, other.precision)


def test_the_place_of_the_tone_mark_does_not_count() -> None:
    assert read("5 uỷ viên").unit == read("5 ủy viên").unit == "ủy viên"
    assert read("2 tuỵ").unit == "tụy"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("từ 300.000 đến 500.000", 300_000, 500_000, None),
        ("300-500 nghìn", 300_000, 500_000, None),
        ("từ 30 đến 60 triệu đồng/nhà", 30_000_000, 60_000_000, "đồng/nhà"),
        ("300.000 – 500.000 đồng", 300_000, 500_000, "đồng"),
        ("từ 500 nghìn đồng đến 1 triệu đồng", 500_000, 1_000_000, "đồng"),
        ("từ 300.000 đến 1 triệu đồng", 300_000, 1_000_000, "đồng"),
        ("từ hai đến ba hộ", 2, 3, "hộ"),
        ("hai đến ba triệu", 2_000_000, 3_000_000, None),
        ("tu 300 den 500 nghin", 300_000, 500_000, None),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int, unit: str | None) -> None:
    assert read(text) == Quantity(low, unit, Precision.RANGE, text, value_to=high)


def test_a_written_ratio_keeps_what_it_is_out_of() -> None:
    assert read("9/9") == Quantity(9, None, Precision.EXACT, "9/9", out_of=9)
    text = "835/1.929 đơn vị máu"
    assert read(text) == Quantity(835, "đơn vị máu", Precision.EXACT, text, out_of=1929)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,500", "1.500 hoặc 1,5"),
        ("1,500 suất", "1.500 hoặc 1,5"),
        ("1,500.50", "1.500,50"),
        ("1,500,000", "1.500.000"),
        ("2.5000,5", "22.200 hoặc 10,9"),
        ("trên gần 14 ngàn", "giữ một từ"),
        ("khoảng trên 500", "giữ một từ"),
        ("2 tỷ 5", "viết đủ"),
        ("1 tỷ 250", "viết đủ"),
        ("250 triệu 1 tỷ", "nhỏ dần"),
        ("1,5 tỷ 200 triệu", "nhỏ dần"),
        ("5 tỷ triệu", "nhỏ dần"),
        ("hai triệu hai", "chữ số"),
        ("từ 900 đến 1 triệu", "khoảng"),
        ("500-300 nghìn", "khoảng"),
        ("từ 5 hộ đến 10 người", "khoảng"),
        ("hàng nghìn", "22.200, 10,9 tỷ hoặc trên 500"),
        ("vài chục hộ", "22.200"),
        ("một số hộ", "22.200"),
        ("một vài", "22.200"),
        ("-5", "22.200"),
        ("", "22.200"),
        ("trên", "22.200"),
        ("năm 2024", "“2024” đứng sau số"),
        ("11/11/2024", "đứng sau số"),
        ("11-11-2024", "đứng sau số"),
        ("5 trong 6 đơn vị", "đứng sau số"),
        ("22.200 lượt người với tổng trị giá 10 tỷ", "đứng sau số"),
        ("5.000 đoàn viên các chi đoàn đã tham gia", "đứng sau số"),
        ("12345678901234567890", "quá lớn"),
        ("2 tỷ tỷ", "quá lớn"),
        ("9999999999 tỷ", "quá lớn"),
    ],
)
def test_what_is_no_number_or_two_is_refused_with_what_would_be_right(text: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert says in str(refused.value)


@given(st.text(alphabet="0123456789.,/-% trêngầntỷiuđồhơntừkm", max_size=14))
def test_reading_answers_or_refuses_and_never_fails(text: str) -> None:
    try:
        figure = read(text)
    except Refusal as refusal:
        assert str(refusal)
    else:
        assert 0 <= figure.value <= 10**18


@given(st.integers(0, 999_999), st.sampled_from([("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9)]))
def test_a_scale_word_multiplies(number: int, scale: tuple[str, int]) -> None:
    word, size = scale
    assert read(f"{written(number)} {word} đồng").value == number * size
