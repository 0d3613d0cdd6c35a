"""The real units before and after 1 July 2025, and the commands that load and list them."""

import io
import json
from collections import Counter
from contextlib import redirect_stderr
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import assign_member, load_units, open_cluster, rename_unit
from chungtay.organizations.models import Succession, Unit, UnitPath, UnitVersion
from chungtay.organizations.queries import latest_revision, members_on, members_within, unit_on, units, versions_at
from chungtay.organizations.rules import SuccessionKind, Tree
from tests.factories.organizations import AT, MEMBERS, REFORM

BEFORE, CITY, LAST = date(2024, 10, 31), date(2024, 11, 1), date(2025, 6, 30)


def kinds(code: str, day: date) -> dict[str, int]:
    top = unit_on(code, day)
    assert top
    return dict(Counter(unit.kind for unit in units(top.id, day) if unit.id != top.id))


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and standard output of a command of the house."""
    out = io.StringIO()
    try:
        with redirect_stderr(io.StringIO()):
            call_command(*arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def listed(*arguments: str) -> list[dict[str, Any]]:
    code, text = run("units", *arguments, "--json")
    assert code == 0
    return json.loads(text)["units"]


@pytest.fixture
def quang_ninh(db: None) -> None:
    load_units(by=None, at=AT, province="22")


@pytest.mark.slow
def test_the_whole_country_is_loaded_with_its_chapters_before_and_after(db: None) -> None:
    said: list[str] = []
    load_units(by=None, at=AT, progress=said.append)
    assert said
    assert kinds("vn", CITY) == {"province": 63, "district": 696, "commune": 10_035, "school": 1}
    assert kinds("vn", BEFORE)["commune"] == 10_037
    assert kinds("vn", REFORM) == {"province": 34, "commune": 3_321, "school": 1}
    counted = Counter(Succession.objects.values_list("kind", flat=True))
    assert counted[SuccessionKind.DISSOLVE] == 691  # five island districts became special zones
    assert Succession.objects.filter(share_num__isnull=True).exclude(kind="dissolve").count() == counted["split"]
    rows = set(UnitPath.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))
    tree = Tree(versions_at(latest_revision()))
    assert rows == {(p.ancestor_id, p.descendant_id, p.depth, p.valid_from, p.valid_to) for p in tree.paths()}
    assert tree.gaps() == []
    again = load_units(by=None, at=AT)
    assert (again.areas, again.units, again.successions) == (0, 0, 0)


def test_quang_ninh_had_thirteen_districts_and_has_54_communes(quang_ninh: None) -> None:
    assert kinds("22", CITY) == {"district": 13, "commune": 171, "school": 1}
    assert kinds("22", BEFORE) == {"district": 13, "commune": 173, "school": 1}
    assert kinds("22", REFORM) == {"commune": 54, "school": 1}
    zones = [unit.short_name for unit in units(unit_on("22", REFORM).id, REFORM) if unit.designation == "đặc khu"]
    assert sorted(zones) == ["Cô Tô", "Vân Đồn"]


def test_the_province_itself_is_one_unit_throughout(quang_ninh: None) -> None:
    assert unit_on("22", BEFORE) == unit_on("22", REFORM)
    assert Unit.objects.filter(code="22").count() == 1


def test_dong_trieu_is_a_town_then_a_city_with_its_communes_of_that_day(quang_ninh: None) -> None:
    assert [unit_on("22.205", day).name for day in (BEFORE, CITY)] == [
        "Hội Chữ thập đỏ thị xã Đông Triều",
        "Hội Chữ thập đỏ thành phố Đông Triều",
    ]
    assert [unit_on("22.205.07081", day).designation for day in (BEFORE, CITY)] == ["xã", "phường"]
    assert unit_on("22.205.07087", CITY) is None
    heirs = Succession.objects.filter(on=CITY).values_list("old__code", "new__code", "kind", "share_num")
    assert set(heirs) == {
        ("22.205.07087", "22.205.07084", "merge", 1),
        ("22.205.07072", "22.205.07093", "merge", 1),
    }
    designations = Counter(unit.designation for unit in units(unit_on("22.205", CITY).id, CITY))
    assert designations == {"thành phố": 1, "phường": 13, "xã": 6}


def test_chapters_are_called_as_an_office_writes(quang_ninh: None) -> None:
    names = {code: unit_on(code, LAST) for code in ("22", "22.206", "22.206.07132", "22.cdyt")}
    assert [unit.name for unit in names.values()] == [
        "Hội Chữ thập đỏ tỉnh Quảng Ninh",
        "Hội Chữ thập đỏ thị xã Quảng Yên",
        "Hội Chữ thập đỏ phường Quảng Yên",
        "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh",
    ]
    assert [names[code].short_name for code in ("22", "22.206")] == ["Quảng Ninh", "Quảng Yên"]
    assert names["22.cdyt"].kind == "school"
    assert names["22.cdyt"].parent_id == names["22"].id


def test_an_old_commune_that_was_cut_up_has_several_heirs_without_shares(quang_ninh: None) -> None:
    edges = Succession.objects.filter(old__code="22.205.07093", on=REFORM)
    assert {edge.new.code for edge in edges} == {"22.07090", "22.07093"}
    assert {(edge.kind, edge.share_num) for edge in edges} == {("split", None)}
    assert all("chia đều" in edge.basis and "1679" in edge.basis for edge in edges)


def test_provinces_that_merged_are_loaded_together_as_other_units(db: None) -> None:
    load_units(by=None, at=AT, province="27")
    assert [unit_on("24", day).short_name for day in (LAST, REFORM)] == ["Bắc Giang", "Bắc Ninh"]
    assert unit_on("27", REFORM) is None
    assert unit_on("24", LAST).id != unit_on("24", REFORM).id
    merged = Succession.objects.filter(new=unit_on("24", REFORM).id)
    assert {(edge.old.code, edge.share_num, edge.share_den) for edge in merged} == {("24", 1, 1), ("27", 1, 1)}
    load_units(by=None, at=AT, province="22")
    assert len(units(unit_on("vn", REFORM).id, REFORM)) > 54


def test_a_second_run_adds_nothing_and_keeps_what_was_changed(quang_ninh: None) -> None:
    rename_unit(by=None, at=AT, unit_id=unit_on("22.07132", REFORM).id, on=date(2026, 1, 1), name="Tên khác")
    rows = (Unit.objects.count(), UnitVersion.objects.count(), latest_revision(), Succession.objects.count())
    again = load_units(by=None, at=AT, province="22")
    assert (again.areas, again.units, again.successions) == (0, 0, 0)
    assert (
        Unit.objects.count(),
        UnitVersion.objects.count(),
        latest_revision(),
        Succession.objects.count(),
    ) == rows


def test_a_province_that_never_was_is_refused(db: None) -> None:
    with pytest.raises(Refusal, match="mang mã 99"):
        load_units(by=None, at=AT, province="99")
    assert not Unit.objects.exists()


def test_the_cluster_of_the_page_stands_on_the_real_units(quang_ninh: None) -> None:
    province = unit_on("22", BEFORE).id
    cluster = open_cluster(by=None, at=AT, code="22/cum-2", name="Cụm thi đua số 2", owner_id=province)
    for code in MEMBERS:
        unit = unit_on(code, BEFORE)
        assert unit, code
        assign_member(by=None, at=AT, cluster_id=cluster.pk, unit_id=unit.id, valid_from=date(2022, 1, 1))
    short = [member.short_name for member in members_on("22/cum-2", BEFORE)]
    assert short == ["Hạ Long", "Cẩm Phả", "Uông Bí", "Đông Triều", "Quảng Yên", "Trường Cao đẳng Y tế Quảng Ninh"]
    year = members_within("22/cum-2", date(2025, 1, 1), date(2025, 12, 31))
    assert [member.code for member in year if member.unit_ended_on == REFORM] == list(MEMBERS[:5])
    assert tuple(row["code"] for row in listed("--of", "22/cum-2", "--on", "31/10/2024")) == MEMBERS
    assert len(listed("--of", "22/cum-2", "--on", "2024-10-31", "--kind", "district")) == 5
    assert len(listed("--of", "22/cum-2", "--on", "2024-10-31", "--kind", "commune")) > 50


def test_units_command_lists_what_lies_below_by_code(quang_ninh: None) -> None:
    rows = listed("--of", "22", "--on", "2025-07-01", "--kind", "commune")
    assert len(rows) == 54
    codes = [row["code"] for row in rows]
    assert codes == sorted(codes)
    assert rows[codes.index("22.07132")] == {
        "code": "22.07132",
        "name": "Hội Chữ thập đỏ phường Quảng Yên",
        "kind": "commune",
        "parent": "22",
        "from": "2025-07-01",
        "to": None,
    }
    code, text = run("units", "--of", "22.206", "--on", "31/10/2024")
    assert code == 0 and "22.206.07132" in text and "cấp xã" in text and "01/01/2008 - 30/06/2025" in text


def test_a_refused_command_answers_with_one_object_and_exit_1(quang_ninh: None) -> None:
    code, text = run("units", "--of", "22.206", "--on", "2025-07-01", "--json")
    assert code == 1
    assert json.loads(text) == {"error": {"message": "Không có đơn vị mang mã 22.206 vào ngày 01/07/2025"}}
    code, text = run("units", "--of", "22/cum-9", "--on", "2025-07-01")
    assert (code, text) == (1, "")


def test_a_bad_day_or_a_missing_choice_is_wrong_usage(db: None) -> None:
    with pytest.raises(CommandError, match="không phải là ngày"):
        call_command("units", "--of", "22", "--on", "31/02/2024")
    with pytest.raises(CommandError):
        call_command("load-units")


def test_load_units_command_says_what_was_new(db: None) -> None:
    code, text = run("load-units", "--province", "22", "--json")
    assert (code, json.loads(text)) == (0, {"areas": 241, "units": 243, "successions": 199})
    assert run("load-units", "--province", "22") == (0, "Đã nạp 0 đơn vị, 0 địa danh, 0 chuyển tiếp.\n")
    assert run("load-units", "--province", "99")[0] == 1
