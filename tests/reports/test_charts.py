"""Charts: one thing each, said in the sentence above; drawn as SVG that reads without colour."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from chungtay.documents.formats.svg import ACCENT, GREY, LABELS, WIDTH, drawn
from chungtay.documents.formats.times import width
from chungtay.documents.rules import Bar, Chart, FigureReference, Run
from chungtay.reports.rules.charts import MOST_BARS, blood_by_month, blood_by_unit, value_by_unit
from chungtay.reports.rules.material import FactsOf

from . import edges
from .made_up import by_month, by_unit, cluster_review, facts

SVG = "{http://www.w3.org/2000/svg}"


def chart(made: Chart | None) -> Chart:
    assert made is not None
    return made


def svg(made: Chart, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(made, **more))  # type: ignore[arg-type]  # noqa: S314 - drawn by ourselves


def test_ranking_says_who_comes_first_and_with_what_share() -> None:
    made = chart(value_by_unit(cluster_review()))
    assert made.title == "Hạ Long đạt tổng trị giá cao nhất: gần 3,4 tỷ đồng, bằng 31% của Cụm."
    assert [bar.label for bar in made.bars][:2] == ["Hạ Long", "Cẩm Phả"]
    assert [bar.value for bar in made.bars] == sorted((bar.value for bar in made.bars), reverse=True)
    assert [bar.strong for bar in made.bars] == [True] + 5 * [False]
    assert [bar.text for bar in made.bars][-2:] == ["1,2 tỷ", "0,44 tỷ"]


def test_months_keep_their_order_and_the_highest_is_named() -> None:
    made = chart(blood_by_month(cluster_review()))
    assert made.upright and [bar.label for bar in made.bars] == [f"T{n}" for n in range(1, 11)]
    assert made.title == "Tháng 2 tiếp nhận nhiều máu nhất: 941 đơn vị máu."
    assert [bar.label for bar in made.bars if bar.strong] == ["T2"]


def test_every_bar_leads_to_its_figure_and_the_description_names_them_all() -> None:
    for made in (chart(value_by_unit(cluster_review())), chart(blood_by_month(cluster_review()))):
        assert all(bar.figure is not None and bar.figure.value == bar.value for bar in made.bars)
        assert all(bar.text in made.description for bar in made.bars)


@pytest.mark.parametrize("rows", [(), by_unit()[:2]])
def test_chart_of_fewer_than_three_bars_is_not_drawn(rows: tuple[FactsOf, ...]) -> None:
    assert value_by_unit(cluster_review(by_unit=rows)) is None
    assert blood_by_unit(cluster_review(by_unit=rows)) is None


def test_months_without_blood_make_no_chart() -> None:
    months = tuple(replace(row, facts=facts({"blood.units": 0})) for row in by_month())
    assert blood_by_month(cluster_review(by_month=months)) is None
    assert blood_by_month(cluster_review(by_month=())) is None


def test_many_units_show_the_first_and_say_of_how_many() -> None:
    made = next(b for s in edges.province().sections for b in s.blocks if isinstance(b, Chart))
    assert len(made.bars) == MOST_BARS
    assert made.title.endswith("bằng 3,6% của Hội. Biểu đồ nêu 14 trong 54 đơn vị.")


def test_row_of_no_unit_is_no_bar() -> None:
    rest = FactsOf(None, "Chưa phân bổ", facts({"total.value": 10**12}))
    assert "Chưa phân bổ" not in {
        b.label for b in chart(value_by_unit(cluster_review(by_unit=(*by_unit(), rest)))).bars
    }


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    made = chart(value_by_unit(cluster_review()))
    bars = [one for one in svg(made).iter(f"{SVG}rect")]
    assert {one.attrib["x"] for one in bars} == {str(LABELS)}
    for bar, rect in zip(made.bars, bars, strict=True):
        longest = float(bars[0].attrib["width"])
        assert float(rect.attrib["width"]) == pytest.approx(longest * bar.value / made.bars[0].value, abs=0.1)
    upright = chart(blood_by_month(cluster_review()))
    feet = {round(float(r.attrib["y"]) + float(r.attrib["height"]), 1) for r in svg(upright).iter(f"{SVG}rect")}
    assert len(feet) == 1


def test_drawing_has_greys_and_one_accent_and_every_bar_its_number() -> None:
    made = chart(value_by_unit(cluster_review()))
    assert [one.attrib["fill"] for one in svg(made).iter(f"{SVG}rect")] == [ACCENT] + 5 * [GREY]
    texts = [one.text for one in svg(made).iter(f"{SVG}text")]
    assert all(bar.text in texts and bar.label in texts for bar in made.bars)


def test_long_names_take_two_lines_and_never_leave_the_drawing() -> None:
    bars = tuple(Bar(edges.LONG_UNIT, value, f"{value}") for value in (30, 20, 10))
    picture = svg(Chart((Run("Một câu."),), "Mô tả.", bars))
    names = [one for one in picture.iter(f"{SVG}text") if one.attrib.get("text-anchor") == "end"]
    assert len(names) == 6
    assert all(width(one.text or "", 15) < float(one.attrib["x"]) < LABELS for one in names)
    assert len({one.attrib["y"] for one in names}) == 6
    assert max(float(one.attrib["y"]) for one in names) < float(picture.attrib["height"])


def test_numbers_at_the_ends_stay_inside_the_drawing() -> None:
    made = chart(value_by_unit(cluster_review()))
    for one in svg(made).iter(f"{SVG}text"):
        if "text-anchor" not in one.attrib:
            assert float(one.attrib["x"]) + width(one.text or "", 15, bold=True) <= WIDTH


def test_drawing_with_links_leads_each_bar_to_its_figure_and_is_no_picture() -> None:
    made = chart(value_by_unit(cluster_review()))

    def link(figure: FigureReference) -> str:
        return f"/f/{figure.key}?a=1&b=<"

    picture = svg(made, link=link)
    links = [one.attrib["href"] for one in picture.iter(f"{SVG}a")]
    assert links == [f"/f/{bar.figure.key}?a=1&b=<" for bar in made.bars if bar.figure]
    assert picture.attrib["role"] == "group" and svg(made).attrib["role"] == "img"


def test_drawing_of_nothing_divides_by_nothing() -> None:
    assert svg(Chart((Run("Không có."),), "Không có.", ())).tag == f"{SVG}svg"
    assert svg(Chart((Run("Không có."),), "Không có.", (Bar("T1", 0, "0"),), upright=True)).tag == f"{SVG}svg"
