"""Asking without a database: periods beside a period, views that fit, the map's true places, what a file holds."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from chungtay.explorer.formats import Heading, Sheet, address, csv_bytes, xlsx_bytes
from chungtay.explorer.rules import Against, Asked, View, against_of, presets, turns, view_for
from chungtay.explorer.rules.maps import Bubble, BubbleMap, Projection, bubble_map, radius
from chungtay.explorer.rules.sheets import Framed, framed
from chungtay.figures.rules import By, Question
from chungtay.kernel.periods import Period

HA_LONG, MONG_CAI, CO_TO = (20.97, 107.04), (21.52, 107.97), (20.99, 107.76)
TEN = Period(date(2024, 1, 1), date(2024, 10, 31))


def asked(**how):
    question = Question(("22/cum-2",), TEN.first, TEN.last, ("gift.count", "blood.units"), frozenset({"value:cash"}))
    return Asked(question, how.get("by", By.UNIT), how.get("view", View.TABLE), how.get("against", Against.YEAR),
                 how.get("days"))  # fmt: skip


def test_an_address_names_the_whole_question_and_only_what_is_not_usual_of_its_view():
    plain = (
        "of=22/cum-2&indicator=gift.count&indicator=blood.units&from=2024-01-01&to=2024-10-31&tag=value:cash&by=unit"
    )
    assert address(asked()) == plain
    days = Period(date(2022, 1, 1), date(2022, 10, 31))
    other = address(asked(view=View.MAP, against=Against.DAYS, days=days))
    assert other == f"{plain}&view=map&against=days&against_from=2022-01-01&against_to=2022-10-31"


def test_the_earlier_period_has_as_many_months_or_says_which_one_would():
    assert against_of(TEN, Against.YEAR) == Period(date(2023, 1, 1), date(2023, 10, 31))
    assert against_of(TEN, Against.PREVIOUS) == Period(date(2023, 3, 1), date(2023, 12, 31))
    assert against_of(Period(date(2024, 3, 10), date(2024, 3, 19)), Against.PREVIOUS).first == date(2024, 2, 29)
    unequal = asked(against=Against.DAYS, days=Period(date(2023, 1, 1), date(2023, 6, 30))).comparison()
    assert unequal.basis is None and unequal.note.params["right"] == Period(date(2023, 1, 1), date(2023, 10, 31))
    assert asked(against=Against.NONE).comparison() is None


def test_usual_periods_are_those_of_the_day_and_turning_goes_to_the_next_of_its_kind():
    assert [str(p) for p in presets(date(2024, 5, 31))] == [
        "tháng 5 năm 2024", "quý II năm 2024", "6 tháng đầu năm 2024", "10 tháng năm 2024", "năm 2024"
    ]  # fmt: skip
    assert [str(p) for p in turns(Period.quarter(2024, 1))] == ["quý IV năm 2023", "quý II năm 2024"]
    assert [str(p) for p in turns(TEN)] == ["10 tháng năm 2023", "10 tháng năm 2025"]


@pytest.mark.parametrize(("by", "view", "shown"), [
    (By.MONTH, View.MAP, View.COLUMNS), (By.UNIT, View.LINES, View.BARS), (By.FIELD, View.TABLE, View.TABLE),
    (By.UNIT, View.MAP, View.MAP),
])  # fmt: skip
def test_a_view_that_cannot_show_a_breakdown_gives_way_to_one_that_can(by, view, shown):
    assert view_for(by, view) == shown


def test_the_map_keeps_true_directions_and_distances():
    projection = Projection([HA_LONG, MONG_CAI, CO_TO], 640, 40)
    (x1, y1), (x2, y2), (x3, _) = map(projection.place, (HA_LONG, MONG_CAI, CO_TO))
    assert x1 < x3 < x2 and y2 < y1  # Móng Cái lies north-east of Hạ Long, Cô Tô between them
    assert all(40 <= x <= 600 for x in (x1, x2, x3)) and projection.height <= 640 * 1.35
    # a degree of longitude is cos 21° of a degree of latitude: 96.6 km east for 61.2 km north
    assert (x2 - x1) / (y1 - y2) == pytest.approx(96.6 / 61.2, rel=0.01)


def test_a_bubble_s_area_is_its_number():
    assert radius(400, 400, 40) == 40 and radius(100, 400, 40) == 20
    assert radius(0, 400, 40) == 0 and radius(1, 10_000_000, 40) == 2.5


def test_a_map_says_its_sentence_and_every_bubble_leads_behind_its_number():
    bubbles = (
        Bubble("Hạ Long", "2.678 suất", HA_LONG, 2678, "/nguon/?of=a&b=c"),
        Bubble("Cô Tô", "chưa báo cáo", CO_TO, None),
    )
    drawing = bubble_map(BubbleMap("map", "Hạ Long <nhất>", "Hạ Long 2.678", bubbles, (HA_LONG, MONG_CAI)), 328)
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "group" and root.find(f"{space}title").text == "Hạ Long <nhất>"
    (link,) = root.findall(f"{space}a")
    assert link.get("href") == "/nguon/?of=a&b=c" and link.get("aria-label") == "Hạ Long: 2.678 suất"
    assert [label.text for label in root.findall(f"{space}text")] == ["Hạ Long"]
    assert root.find(f"{space}path").get("d").count("M") == 2


def test_one_place_alone_stands_in_the_middle():
    assert Projection([HA_LONG], 640, 40).place(HA_LONG) == (320, 40)


def test_a_picture_for_a_file_says_whose_when_and_that_it_is_illustrative():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="90"><title>a</title></svg>'
    svg = framed(
        Framed("Suất quà theo đơn vị", ("Cụm 2, 2024",), (("Hạ Long nhất.", drawing, 90.0),), ("△ Minh họa.",))
    )
    words = [e.text for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("}text")]  # noqa: S314
    assert words == ["Suất quà theo đơn vị", "Cụm 2, 2024", "Hạ Long nhất.", "△ Minh họa."]
    assert "var(" not in svg and re.search(r'<svg x="20" y="[0-9.]+" xmlns', svg)


def test_files_hold_numbers_as_numbers_and_a_live_sum_only_where_rows_make_it():
    headings = (Heading("Đơn vị"), Heading("Suất quà", True, 0, True), Heading("Gạo (kg)", True, 1), Heading("Ghi chú"))
    rows = (("Hạ Long", 5, 15, ""), ("=Uông Bí", 7, "chưa báo cáo", "ước"))
    sheet = Sheet("Quà", ("Cụm 2",), headings, rows, ("Cộng", 12, 15, ""))
    lines = csv_bytes(sheet).decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == ["Hạ Long,5,1.5,", "'=Uông Bí,7,chưa báo cáo,ước", "Cộng,12,1.5,"]
    data = xlsx_bytes(sheet)
    read = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert read[0][0] == "Quà" and read[5:8] == [["Hạ Long", 5, 1.5, ""], ["=Uông Bí", 7, "chưa báo cáo", "ước"],
                                                 ["Cộng", 12, 1.5, ""]]  # fmt: skip
    import zipfile

    page = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f>(.*?)</f>", page) == ["SUM(B6:B7)"]
