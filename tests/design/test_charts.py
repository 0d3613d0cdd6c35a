"""Charts are true to their numbers: bars from zero, gaps for what is not known, words that are escaped."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.design.rules.charts import Bar, BarChart, Chart, Series, bars
from chungtay.design.rules.drawing import PRINT, SCREEN, plain, text_width, ticks, wrapped
from chungtay.design.rules.plots import columns, lines, spark

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh"
VALUES = st.lists(st.one_of(st.none(), st.integers(0, 10**12).map(float)), min_size=1, max_size=24)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def chart(*rows: list[float | None], key: str = "k") -> Chart:
    series = tuple(Series(f"{2024 - index}", tuple(row)) for index, row in enumerate(rows))
    return Chart(key, "Tên", "Mô tả", tuple(f"T{month + 1}" for month in range(len(rows[0]))), series)


def widths(svg: str) -> list[float]:
    return [float(rect.get("width", 0)) for rect in parsed(svg).iter(f"{SVG}rect")]


def test_bars_are_as_long_as_their_values() -> None:
    first, second, third = widths(
        bars(BarChart("k", "t", "d", (Bar("A", 400, "400"), Bar("B", 200, "200"), Bar("C", 100, "1"))))
    )
    assert first == pytest.approx(2 * second, abs=0.2) == pytest.approx(4 * third, abs=0.4)


def test_a_unit_that_has_not_reported_has_words_and_no_bar() -> None:
    svg = bars(BarChart("k", "t", "d", (Bar("A", 4, "4"), Bar("B", None, "chưa báo cáo"))))
    assert len(widths(svg)) == 1
    assert "chưa báo cáo" in svg


def test_a_zero_keeps_a_visible_foot() -> None:
    assert min(widths(bars(BarChart("k", "t", "d", (Bar("A", 4, "4"), Bar("B", 0, "0")))))) > 0


@pytest.mark.parametrize("width", [328, 453, 640])
def test_no_word_of_a_bar_chart_leaves_the_picture(width: int) -> None:
    items = (
        Bar(LONG, 987_654_321, "987.654.321 đồng"),
        Bar("Hạ Long", 1, "1 đồng"),
        Bar("Uông Bí", None, "chưa báo cáo"),
    )
    for element in parsed(bars(BarChart("k", "t", "d", items), width)).iter(f"{SVG}text"):
        assert float(element.get("x", 0)) + text_width(element.text or "", SCREEN) <= width + 1


def test_a_month_without_a_value_is_a_ring_and_not_a_column() -> None:
    known, unknown = columns(chart([5.0, 5.0])), columns(chart([5.0, None]))
    assert (known.count("<circle"), unknown.count("<circle")) == (0, 1)
    assert len(widths(unknown)) == len(widths(known)) - 1


def test_a_line_breaks_where_nothing_is_known() -> None:
    svg = lines(chart([1.0, 2.0, None, 3.0, 4.0, None, 5.0]))
    assert svg.count("<polyline") == 2
    assert svg.count("<circle") == 1


def test_the_names_at_the_ends_of_lines_stand_apart() -> None:
    svg = lines(chart([10.0], [10.0], [10.0], [10.0], [10.0]))
    names = [
        float(node.get("y", 0)) for node in parsed(svg).iter(f"{SVG}text") if re.fullmatch("20..", node.text or "")
    ]
    assert len(names) == 5
    assert all(lower - upper >= 15 for upper, lower in pairwise(sorted(names)))


def test_a_sixth_series_is_refused() -> None:
    with pytest.raises(ValueError, match=r"five|5"):
        chart(*([1.0] for _ in range(6)))


@given(VALUES, VALUES)
def test_every_chart_is_well_formed_whatever_it_shows(first: list[float | None], second: list[float | None]) -> None:
    size = min(len(first), len(second))
    both = chart(first[:size], second[:size])
    for palette in (SCREEN, PRINT):
        for svg in (
            columns(both, palette=palette),
            lines(both, palette=palette),
            spark("s", "t", both.series[0].values),
        ):
            assert "nan" not in svg
            box = [float(part) for part in parsed(svg).get("viewBox", "").split()]
            for rect in parsed(svg).iter(f"{SVG}rect"):
                assert float(rect.get("y", 0)) >= 0
                assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= box[3]


@given(st.floats(0.001, 1e13), st.floats(-1e6, 0, allow_subnormal=False))
def test_ticks_are_few_even_and_enclose_the_values(highest: float, lowest: float) -> None:
    marks = ticks(highest, lowest)
    assert marks[0] <= lowest
    assert marks[-1] >= highest * 0.999999
    assert 2 <= len(marks) <= 8


def test_markup_in_a_name_stays_a_name() -> None:
    svg = bars(BarChart("k", "<script>", 'a"b', (Bar("<b>&", 1, "<i>"),)))
    assert "<script>" not in svg
    assert parsed(svg).find(f"{SVG}title").text == "<script>"


def test_every_picture_has_a_title_and_a_description_with_ids_of_its_own() -> None:
    root = parsed(columns(chart([1.0], key="mau")))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "mau-t mau-d")
    assert {root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")} == {"mau-t", "mau-d"}


def test_print_uses_colours_that_a_printer_knows() -> None:
    assert "var(" not in columns(chart([1.0], [2.0]), palette=PRINT)


def test_numbers_on_a_scale_are_written_as_in_viet_nam() -> None:
    assert (plain(22200), plain(2.5), plain(0)) == ("22.200", "2,5", "0")


def test_a_name_too_long_for_two_lines_ends_in_an_ellipsis() -> None:
    rows = wrapped(LONG * 3, 150, SCREEN)
    assert len(rows) == 2
    assert rows[-1].endswith("…")
    assert text_width(rows[-1], SCREEN) <= 150
