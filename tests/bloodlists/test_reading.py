"""Headings, cells and rows of a list, without a database."""

from datetime import date

import pytest

from chungtay.bloodlists.formats.files import read_list
from chungtay.bloodlists.formats.sealed import staged_bytes, staged_of
from chungtay.bloodlists.rules import cells
from chungtay.bloodlists.rules.columns import column_problems, meaning_of
from chungtay.bloodlists.rules.linking import group_fate, linked
from chungtay.bloodlists.rules.rows import CellProblem, ListedPerson, ListRow, read_rows, twice
from chungtay.bloodlists.rules.states import GroupFate
from chungtay.bloodrules.formats.rulesets import committed, rule_set
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.din import checked_number, donation_number
from chungtay.bloodrules.rules.eligibility import Donation, too_near
from chungtay.bloodrules.rules.groups import TypedGroup
from chungtay.bloodrules.rules.rulesets import donor_rules
from chungtay.exchange.formats.writing import Page, xlsx_bytes
from chungtay.kernel.errors import Refusal
from chungtay.people.rules.profiles import Profile

ON = date(2026, 6, 15)
RULES = donor_rules(rule_set("VN", committed("rules.json")["rules"]["VN"]))


def read(text: str, day: date | None = None) -> tuple[list[ListRow], list[CellProblem]]:
    staged = read_list(text.encode(), "danh-sach.csv", day)
    assert staged_of(staged_bytes(staged)) == staged
    return read_rows(staged, RULES, ON)


def test_headings_are_known_without_accents_and_in_the_words_of_centres() -> None:
    told = {
        "Họ và tên": "name", "HỌ TÊN NGƯỜI HIẾN": "name", "Ngày/tháng/năm sinh": "born_on", "Năm sinh": "born_on", "SĐT": "phone",
        "Nhóm máu (ABO/Rh)": "group", "Rh(D)": "rhd", "Ngày hiến máu": "given_on", "Thể tích (ml)": "ml", "350 ml": "ml:350",
        "Mã túi máu": "number", "Lý do tạm hoãn": "deferral", "STT": "#", "Địa chỉ": "",
    }  # fmt: skip
    assert {heading: meaning_of(heading) for heading in told} == told


def test_a_list_of_a_centre_is_read_with_a_title_above_and_volumes_in_columns_of_their_own() -> None:
    rows, problems = read(
        "DANH SÁCH HIẾN MÁU NGÀY 12/06/2026\n"
        "STT;Họ và tên;Ngày sinh;Giới;Điện thoại;Nhóm máu;Thể tích;;;Lý do hoãn\n"
        ";;;;;;250;350;450;\n"
        "1;Trần Thị Minh Họa;05/03/1990;Nữ;912345678;O Rh(D)+;;x;;\n"
        "2;Lê Văn Minh Họa;1985;nam;0912 345 679;AB âm;;;x;\n"
        "3;Phạm Minh Họa;01/02/2000;;;;;;;cảm lạnh\n",
        date(2026, 6, 12),
    )
    assert not problems
    first, second, third = rows
    assert (first.person.phone, first.ml, first.person.group) == ("0912345678", 350, BloodGroup("O", "+"))
    assert (second.person.born_on, second.person.born_year, second.ml) == (None, 1985, 450)
    assert (third.ml, third.deferral, third.given_on) == (0, "COLD", date(2026, 6, 12))


def test_every_wrong_cell_is_named_by_its_place() -> None:
    _rows, problems = read(
        "Họ tên,Ngày sinh,Điện thoại,Nhóm máu,Ngày hiến,Thể tích,Mã đơn vị máu,Lý do hoãn\n"
        "A Minh Họa,31/02/1990,123,X,31/11/2025,35,G1234 17 654321 00 B,\n"
        "B Minh Họa,12/06/2020,,A+,16/06/2026,350,,\n"
        ",,,,12/06/2026,350,,\n"
        "D Minh Họa,,,,12/06/2026,,,\n"
        "E Minh Họa,,,,12/06/2026,350,,sốt rét\n"
        "F Minh Họa,,,,,350,,\n"
    )
    places = {(problem.row, problem.column) for problem in problems}
    assert places == {(2, c) for c in range(1, 7)} | {(3, 1), (3, 4), (4, 0), (5, 5), (6, 7), (7, 4)}
    number = next(str(p.refusal) for p in problems if (p.row, p.column) == (2, 6))
    assert "B" in number and "A" in number


def test_the_same_number_and_the_same_person_twice_are_refused_and_two_bags_of_one_are_not() -> None:
    rows, wrong = read(
        "Họ tên,Ngày sinh,Ngày hiến,Thể tích,Mã túi máu\n"
        "A Minh Họa,01/01/1990,12/06/2026,350,HM-1\n"
        "B Minh Họa,01/01/1991,12/06/2026,350,HM-1\n"
        "a  minh hoạ,01/01/1990,12/06/2026,350,\n"
        "A Minh Họa,01/01/1990,12/06/2026,250,HM-2\n"
    )
    problems = twice(rows, [row.person.identity for row in rows], 0, 4)
    assert not wrong and [(p.row, p.column) for p in problems] == [(3, 4), (4, 0)]


def test_unknown_columns_that_hold_something_stop_a_list_until_it_is_said_what_they_are() -> None:
    staged = read_list(
        "Họ tên,Ngày hiến,Thể tích,Nghề nghiệp,Trống\nA,12/06/2026,350,Giáo viên,\n".encode(), "a.csv", None
    )
    found = column_problems(staged.headings, staged.meanings, staged.filled, day_said=False)
    assert set(found) == {3}
    assert not column_problems(staged.headings, {**staged.meanings, 3: "#"}, staged.filled, day_said=False)
    assert set(column_problems(("Họ tên", "Thể tích"), {0: "name", 1: "ml"}, frozenset({0, 1}), day_said=False)) == {
        None
    }


def test_formulas_are_wrong_where_they_are_used_and_several_lists_in_one_file_are_refused() -> None:
    with pytest.raises(Refusal, match="HM1, HM2"):
        page = [["A Minh Họa", "12/06/2026", 350]]
        read_list(
            xlsx_bytes([Page(n, ["Họ tên", "Ngày hiến", "Thể tích"], page) for n in ("HM1", "HM2")]), "a.xlsx", None
        )
    staged = read_list("Họ tên,Ngày hiến,Thể tích\nA,12/06/2026,350\n".encode(), "a.csv", None)
    doubtful = type(staged)(staged.sheet, staged.heading, staged.rows, doubtful=frozenset({(2, 2)}))
    assert [(p.row, p.column) for p in read_rows(doubtful, RULES, ON)[1]] == [(2, 2)]


@pytest.mark.parametrize(
    ("text", "group"),
    [("O+", "O+"), ("AB Rh(D) âm", "AB-"), ("B (+)", "B+"), ("a rh dương", "A+"), ("Nhóm O", "O?"), ("0+", None), ("C", None)],
)  # fmt: skip
def test_groups_are_read_as_centres_write_them(text: str, group: str | None) -> None:
    if group is None:
        with pytest.raises(Refusal):
            cells.group_of(text)
    else:
        found = cells.group_of(text)
        assert f"{found.abo}{found.rhd or '?'}" == group


def test_numbers_of_isbt_128_are_verified_and_local_codes_kept() -> None:
    told = donation_number("G123417654321")
    assert told is not None and told.check == "A"
    for written in ("G1234 17 654321", "=G123417654321" + "00", "=G123417654321" + told.flag, "g1234 17 654321 A"):
        assert checked_number(written) == "G123417654321"
    assert checked_number("20260612000012") == "20260612000012" and checked_number(" HM-2026/001 ") == "HM-2026/001"
    for wrong in ("G123417654321B", "=G12341765432161", "=12", "x" * 21):
        with pytest.raises(Refusal):
            checked_number(wrong)


def test_only_who_is_certainly_the_same_is_linked_and_others_are_offered() -> None:
    known = {
        1: Profile("Trần Văn Hùng", "0912345001", date(1990, 1, 1)),
        2: Profile("Trần Văn Hưng", "0912345002", date(1990, 1, 1)),
        3: Profile("Lê Thị Hoa", "", date(1980, 5, 5)),
    }
    assert linked(ListedPerson("TRẦN VĂN HÙNG", "0912345001"), known).donor_id == 1
    assert linked(ListedPerson("Trần Văn Hưng", born_on=date(1990, 1, 1)), known).donor_id == 2
    assert linked(ListedPerson("tran van hung", born_on=date(1990, 1, 1)), known).candidates == (1, 2)
    assert linked(ListedPerson("Lê Thị Hoa", "0912345009", date(1980, 5, 5)), known).donor_id == 3
    family = linked(ListedPerson("Lê Văn Con", "0912345001", date(2004, 1, 1)), known)
    assert family.donor_id is None and family.candidates == (1,)


def test_a_centre_replaces_what_was_said_and_never_what_another_centre_found() -> None:
    said, typed = TypedGroup(BloodGroup("A", "+")), TypedGroup(BloodGroup("A", None), True, "BV")
    fate, after = group_fate(said, BloodGroup("B", "+"), "Viện")
    assert (
        fate == GroupFate.REPLACES and after.confirmed and after.claimed == said.group and after.confirmed_by == "Viện"
    )
    assert group_fate(typed, BloodGroup("A", "-"), "Viện")[1].group == BloodGroup("A", "-")
    assert group_fate(typed, BloodGroup("O", "+"), "Viện") == (GroupFate.CONTRADICTS, typed)
    assert group_fate(typed, BloodGroup(None, None), "Viện") == (GroupFate.SAME, typed)


def test_an_interval_is_looked_at_both_ways_and_the_day_itself_is_free() -> None:
    history = [Donation(date(2026, 6, 1), "WB", 350)]
    assert too_near(history, Donation(date(2026, 8, 23), "WB", 350), RULES) == date(2026, 6, 1)
    assert too_near(history, Donation(date(2026, 8, 24), "WB", 350), RULES) is None
    assert too_near(history, Donation(date(2026, 5, 1), "WB", 350), RULES) == date(2026, 6, 1)
    assert too_near(history, Donation(date(2025, 5, 1), "WB", 350), RULES) is None
