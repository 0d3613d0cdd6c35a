"""The committed areas: counts, codes, edges; and loading them."""

from collections import Counter
from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import spelled
from chungtay.places.actions import load_areas, load_points
from chungtay.places.formats import committed_areas, committed_points
from chungtay.places.models import Area
from chungtay.places.queries import area_on, areas, successions
from chungtay.places.rules import (
    EARLIEST,
    AreaKind,
    AreaRow,
    AreaTier,
    Standing,
    connected,
    in_sentence,
    short_name,
    tier_of,
)
from tests.factories.organizations import AT

BOOK = committed_areas()
REFORM, CITY = date(2025, 7, 1), date(2024, 11, 1)


def standing(day: date) -> list[AreaRow]:
    return [row for row in BOOK.areas if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]


def tiers(day: date) -> dict[str, int]:
    return dict(Counter(tier_of(row.code).value for row in standing(day)))


def test_the_country_counts_as_the_official_lists_do() -> None:
    assert tiers(date(2025, 6, 30)) == {"province": 63, "district": 696, "commune": 10_035}
    assert tiers(REFORM) == {"province": 34, "commune": 3_321}


@pytest.mark.parametrize("day", [EARLIEST, date(2024, 10, 31), CITY, date(2025, 6, 30), REFORM, date(2026, 11, 24)])
def test_a_code_is_borne_once_on_a_day_and_every_parent_stands(day: date) -> None:
    codes = Counter(row.code for row in standing(day))
    assert max(codes.values()) == 1
    assert {row.parent_code for row in standing(day)} - {""} <= codes.keys()


def test_names_are_written_in_one_way() -> None:
    for row in BOOK.areas:
        assert row.name == spelled(row.name) == " ".join(row.name.split())
        assert row.name.lower().startswith(in_sentence(row.kind, row.name).split(" ")[0])


def test_every_old_area_has_an_heir_except_districts_and_every_new_one_an_origin() -> None:
    old = {row.code for row in BOOK.areas if row.valid_to == REFORM}
    new = {row.code for row in BOOK.areas if row.valid_from == REFORM}
    edges = [row for row in BOOK.successions if row.on == REFORM]
    without = old - {row.old_code for row in edges}
    assert {tier_of(code) for code in without} == {AreaTier.DISTRICT}
    assert len(without) == 696 - 5
    assert new == {row.new_code for row in edges}


def test_whole_areas_have_the_share_one_and_divided_ones_a_single_default() -> None:
    heirs = Counter((row.old_code, row.on) for row in BOOK.successions)
    divided = {key for key, count in heirs.items() if count > 1}
    assert len(divided) == 471
    for row in BOOK.successions:
        assert (row.share_num is None) == ((row.old_code, row.on) in divided)
    defaults = Counter(row.old_code for row in BOOK.successions if row.is_default)
    assert set(defaults) == {code for code, _ in divided} and set(defaults.values()) == {1}


def test_provinces_that_stayed_themselves_have_no_edge() -> None:
    unmerged = {row.code for row in BOOK.areas if tier_of(row.code) == AreaTier.PROVINCE and not row.valid_to} - {
        row.new_code for row in BOOK.successions
    }
    assert unmerged == {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}


def test_short_names_leave_the_designation_out_unless_a_number_is_left() -> None:
    assert short_name(AreaKind.THI_XA, "Thị xã Quảng Yên") == "Quảng Yên"
    assert short_name(AreaKind.QUAN, "Quận 1") == "Quận 1"
    assert short_name(AreaKind.PHUONG, "Phường Móng Cái 1") == "Móng Cái 1"
    assert in_sentence(AreaKind.THI_XA, "Thị xã Quảng Yên") == "thị xã Quảng Yên"


def test_a_code_of_no_tier_and_a_day_without_the_code_are_refused() -> None:
    with pytest.raises(KeyError):
        tier_of("2206")
    with pytest.raises(Refusal, match="không có mã 206 vào ngày 01/07/2025"):
        Standing(BOOK.areas).on("206", REFORM)
    assert Standing(BOOK.areas).before("206", REFORM).name == "Thị xã Quảng Yên"


def test_what_hangs_together_is_found_through_any_number_of_edges() -> None:
    edges = [("24", "24"), ("27", "24"), ("30", "31"), ("31", "31")]
    assert connected("27", edges) == {"24", "27"}
    assert connected("22", edges) == {"22"}


def test_a_province_is_loaded_with_its_earlier_names(db: None) -> None:
    loaded = load_areas(by=None, at=AT, province="22")
    assert (loaded.areas, Area.objects.count()) == (241, 241)
    again = load_areas(by=None, at=AT, province="22")
    assert (again.areas, again.successions) == (0, 0)
    dong_trieu = next(area for area in areas("22") if area.code == "205")
    assert [(name.name, name.valid_to) for name in dong_trieu.earlier] == [("Thị xã Đông Triều", CITY)]
    assert dong_trieu.name == "Thành phố Đông Triều"
    found = area_on("07132", date(2024, 6, 1)), area_on("07132", REFORM)
    assert [area.parent.code for area in found if area and area.parent] == ["206", "22"]
    assert area_on("206", REFORM) is None


def test_a_province_is_loaded_with_those_it_merged_with(db: None) -> None:
    load_areas(by=None, at=AT, province="30")
    load_areas(by=None, at=AT, province="22")
    provinces = {(area.code, area.valid_to) for area in areas("31") if area.tier == AreaTier.PROVINCE}
    assert provinces == {("30", REFORM), ("31", REFORM), ("31", None)}
    assert {edge.on for edge in successions("31")} == {REFORM}
    assert {area.code for area in areas("31")} & {area.code for area in areas("22")} == set()
    assert areas() == sorted(areas(), key=lambda area: (list(AreaTier).index(area.tier), area.code, area.valid_from))


def test_every_commune_of_today_and_almost_every_one_of_before_has_a_point_of_an_area_that_stands() -> None:
    areas = {(row.code, row.valid_from): row for row in BOOK.areas}
    points = {(row.code, row.valid_from): row for row in committed_points()}
    assert points.keys() <= areas.keys()
    communes = [key for key, row in areas.items() if tier_of(row.code) == AreaTier.COMMUNE]
    assert not [key for key in communes if key[1] == REFORM and key not in points]
    assert len([key for key in communes if key not in points]) < 10


def test_areas_loaded_before_points_were_known_get_theirs_once(db: None) -> None:
    load_areas(by=None, at=AT, province="22")
    before = list(Area.objects.order_by("pk").values_list("latitude", "longitude"))
    Area.objects.update(latitude=None, longitude=None)
    assert load_points(by=None, at=AT) > 0
    assert list(Area.objects.order_by("pk").values_list("latitude", "longitude")) == before
    assert load_points(by=None, at=AT) == 0
