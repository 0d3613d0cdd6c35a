"""Disasters: the storm of the page, names that hold for a time, the GLIDE number."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.disasters.actions import load_disasters, record_disaster
from chungtay.disasters.models import Disaster
from chungtay.disasters.queries import disaster, disaster_by, disasters
from chungtay.disasters.rules import DisasterDraft, DisasterKind, Name, check, code_named
from chungtay.kernel.errors import Refusal
from chungtay.places.actions import load_areas
from tests.factories.organizations import AT

DAY = date(2024, 10, 1)
NEXT = DisasterDraft(
    code="bao_3_2025",
    name="bão số 3 năm 2025",
    kind=DisasterKind.STORM,
    first_on=date(2025, 7, 20),
    names=(Name("bão số 3", date(2025, 7, 20), date(2026, 1, 1)),),
)


@pytest.fixture
def storms(db: None) -> None:
    load_disasters(by=None, at=AT)


@pytest.mark.parametrize(
    "text", ["yagi_2024", "Yagi", "bão số 3", "cơn bão số 3 (Yagi)", "Bão số 3 (Yagi)", "“bão Yagi”"]
)
def test_the_storm_of_the_page_is_found_by_any_of_its_names(storms: None, text: str) -> None:
    found = disaster_by(text, DAY)
    assert found and found.code == "yagi_2024"
    assert (found.kind, found.first_on) == ("storm", date(2024, 9, 7))


def test_a_storms_number_means_the_storm_of_its_own_year(storms: None) -> None:
    assert disaster_by("bão số 3", date(2025, 2, 1)) is None
    record_disaster(by=None, at=AT, disaster=NEXT)
    assert disaster_by("bão số 3", date(2025, 8, 1)).code == "bao_3_2025"
    assert disaster_by("bão số 3", DAY).code == "yagi_2024"
    assert disaster_by("Yagi", date(2025, 8, 1)).code == "yagi_2024"


def test_a_name_does_not_fit_before_the_first_day(storms: None) -> None:
    assert disaster_by("Yagi", date(2024, 9, 1)) is None
    assert disaster_by("bão số 9", DAY) is None


def test_areas_are_linked_where_they_are_loaded(db: None) -> None:
    load_areas(by=None, at=AT, province="22")
    assert load_disasters(by=None, at=AT) == 1
    assert load_disasters(by=None, at=AT) == 0
    assert [area.code for area in Disaster.objects.get().areas.all()] == ["22"]
    assert disaster("yagi_2024") == disasters()[0]
    assert disaster("khong_co") is None


@pytest.mark.parametrize("glide", ["TC-2024-000161-VNM", "FL-2020-000220-VNM"])
def test_a_glide_number_in_pattern_is_taken(db: None, glide: str) -> None:
    assert record_disaster(by=None, at=AT, disaster=replace(NEXT, glide=glide)).glide == glide


@pytest.mark.parametrize("glide", ["TC-2024-161-VNM", "tc-2024-000161-vnm", "TC-2024-000161"])
def test_a_glide_number_out_of_pattern_is_refused(glide: str) -> None:
    with pytest.raises(Refusal, match="GLIDE"):
        check(replace(NEXT, glide=glide))


def test_days_that_run_backwards_and_a_code_in_use_are_refused(storms: None) -> None:
    with pytest.raises(Refusal, match="trước khi bắt đầu"):
        record_disaster(by=None, at=AT, disaster=replace(NEXT, last_on=date(2025, 7, 1)))
    with pytest.raises(Refusal, match="yagi_2024"):
        record_disaster(by=None, at=AT, disaster=replace(NEXT, code="yagi_2024"))


def test_a_name_of_two_disasters_is_refused() -> None:
    both = [("mot", DAY, [Name("bão")]), ("hai", DAY, [Name("bão")])]
    with pytest.raises(Refusal, match="nhiều thiên tai: mot, hai"):
        code_named("Bão", DAY, both)
    assert code_named("hai", DAY, both) == "hai"
