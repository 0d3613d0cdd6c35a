"""Programmes: names that change, windows that differ by year."""

from datetime import date

import pytest

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.programmes.actions import add_programme, load_programmes
from chungtay.programmes.formats import committed_programmes
from chungtay.programmes.models import Programme
from chungtay.programmes.queries import name_on, programme_by, programmes, window
from chungtay.programmes.rules import Name, ProgrammeDraft, Season
from chungtay.programmes.rules import name_on as called_on
from tests.factories.organizations import AT

DAY = date(2024, 11, 11)
OLD_TET = "Tết vì người nghèo và nạn nhân chất độc da cam"


@pytest.fixture
def catalogue(db: None) -> None:
    load_programmes(by=None, at=AT)


def test_the_programmes_of_the_page_are_in_the_catalogue(catalogue: None) -> None:
    assert {"tet_nhan_ai", "thang_nhan_dao", "nha_nhan_dao", "dia_chi_nhan_dao", "noi_chao", "hien_mau"} <= {
        programme.code for programme in programmes(DAY)
    }
    assert all(draft.source and draft.definition for draft in committed_programmes())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tet_nhan_ai", "tet_nhan_ai"),
        ("Tết nhân ái", "tet_nhan_ai"),
        ("“Tết Nhân ái”", "tet_nhan_ai"),
        (OLD_TET, "tet_nhan_ai"),
        ("tháng nhân đạo", "thang_nhan_dao"),
        ('"Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo"', "dia_chi_nhan_dao"),
        ("Mỗi tổ chức mỗi cá nhân gắn với một địa chỉ nhân đạo", "dia_chi_nhan_dao"),
        ("Chung tay góp sức xây dựng nhà nhân đạo", "nha_nhan_dao"),
        ("nồi cháo nghĩa tình", "noi_chao"),
        ("Phòng ngừa, ứng phó thảm hoạ", "ung_pho_thien_tai"),
    ],
)
def test_a_programme_is_found_by_any_name_of_any_time(catalogue: None, text: str, code: str) -> None:
    found = programme_by(text, DAY)
    assert found and found.code == code


def test_an_unknown_name_finds_nothing(catalogue: None) -> None:
    assert programme_by("Tet nhan ai", DAY) is None
    assert programme_by("", DAY) is None


def test_tet_bears_its_older_name_before_2023(catalogue: None) -> None:
    assert name_on("tet_nhan_ai", date(2022, 12, 31)) == OLD_TET
    assert name_on("tet_nhan_ai", date(2023, 1, 1)) == "Tết Nhân ái"
    assert programme_by("Tết Nhân ái", date(2021, 2, 1)).name == OLD_TET
    assert name_on("khong_co", DAY) == "khong_co"


def test_humanitarian_month_is_may_since_2018_and_longer_in_2025(catalogue: None) -> None:
    days = {year: window("thang_nhan_dao", year) for year in (2017, 2018, 2024, 2025, 2030)}
    assert days[2017] is None
    assert [(days[year].first, days[year].last) for year in (2018, 2024, 2025, 2030)] == [
        (date(2018, 5, 1), date(2018, 5, 31)),
        (date(2024, 5, 1), date(2024, 5, 31)),
        (date(2025, 3, 1), date(2025, 5, 31)),
        (date(2030, 5, 1), date(2030, 5, 31)),
    ]
    assert "60/KH" in days[2025].source


def test_tet_has_a_window_only_where_a_source_gives_one(catalogue: None) -> None:
    found = window("tet_nhan_ai", 2024)
    assert found and (found.first, found.last) == (date(2024, 1, 20), date(2024, 2, 4))
    assert window("tet_nhan_ai", 2019) is None
    assert window("khong_co", 2024) is None


def test_loading_again_adds_nothing_and_leaves_no_second_line(catalogue: None) -> None:
    Programme.objects.filter(code="hien_mau").update(definition="Của tỉnh")
    assert load_programmes(by=None, at=AT) == 0
    assert Programme.objects.get(code="hien_mau").definition == "Của tỉnh"
    assert AuditLine.objects.filter(action="load_programmes").count() == 1


def test_a_chapter_adds_its_own_and_a_name_of_two_is_refused(catalogue: None) -> None:
    own = ProgrammeDraft("bep_an", "Bếp ăn của tỉnh", (Name("Nồi cháo"),), None, {}, "")
    add_programme(by=None, at=AT, programme=own)
    with pytest.raises(Refusal, match="nhiều chương trình: noi_chao, bep_an"):
        programme_by("nồi cháo", DAY)
    with pytest.raises(Refusal, match="Đã có chương trình"):
        add_programme(by=None, at=AT, programme=own)


def test_an_alias_is_never_printed() -> None:
    assert called_on([Name("Tên gọi khác", alias=True)], DAY) is None


@pytest.mark.parametrize("wrong", ["13-01", "5", "02-30"])
def test_a_season_is_written_as_month_and_day(wrong: str) -> None:
    with pytest.raises(Refusal, match="tháng-ngày"):
        Season(wrong, "05-31", 2018).in_year(2023)
