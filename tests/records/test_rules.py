"""Wholes with their parts, what changed since a look, own work, lines to sign: plain Python."""

from datetime import date

import pytest

from chungtay.records.rules import Amount, Came, OwnWork, changes_of, may_approve_own, with_parts
from chungtay.records.rules.prints import MOST_LINES, Signing, handover_minutes, signature_list


def amount(code, value, part_of=None, tags=(), kind="flow", measure="gifts"):
    return Amount(code, code, code, measure, 0, kind, part_of, frozenset(tags), value)


def test_a_whole_is_told_with_the_parts_that_stand_beside_it():
    given = with_parts([amount("gift", 40), amount("gift.tet", 60, "gift"), amount("gift.tet.poor", 5, "gift.tet")])
    assert [one.value for one in given] == [105, 65, 5]


def test_parts_under_other_tags_or_in_other_measures_are_not_added():
    tagged = with_parts([amount("gift", 40), amount("gift.tet", 60, "gift", tags=["group:poor"])])
    assert [one.value for one in tagged] == [40, 60]
    worth = with_parts([amount("gift", 40), amount("gift.value", 9, "gift", measure="dong")])
    assert [one.value for one in worth] == [40, 9]


def came(seq, reverses=None, key="a", note=""):
    return Came(seq, reverses, 1, key, note)


@pytest.mark.parametrize(
    ("entries", "new", "corrected", "withdrawn"),
    [
        ([came(11)], (11,), (), ()),
        ([came(11, 5), came(12)], (), ((12, 5),), ()),
        ([came(11, 5), came(12), came(13, 12), came(14)], (), ((14, 5),), ()),
        ([came(11, 5, note="trùng")], (), (), ((5, "trùng"),)),
        ([came(11), came(12, 11), came(13)], (13,), (), ()),
        ([came(11), came(12, 11)], (), (), ()),
        ([came(11, 5), came(12), came(13, 12, note="thôi")], (), (), ((5, "thôi"),)),
        ([came(11, 5), came(12, key="b"), came(13)], (12, 13), (), ((5, ""),)),
    ],
    ids=[
        "new", "corrected", "corrected twice", "withdrawn", "new and corrected", "came and went",
        "corrected and withdrawn", "withdrawn and its key used again later",
    ],
)  # fmt: skip
def test_what_changed_is_the_state_then_against_the_state_now(entries, new, corrected, withdrawn):
    changes = changes_of(reversed(entries))
    assert (changes.new, changes.corrected, changes.withdrawn) == (new, corrected, withdrawn)


@pytest.mark.parametrize(
    ("rule", "others", "may"),
    [
        (OwnWork.NEVER, False, False), (OwnWork.SOLE, True, False), (OwnWork.SOLE, False, True),
        (OwnWork.ALWAYS, True, True),
    ],
)  # fmt: skip
def test_own_work_is_approved_as_the_house_rules(rule, others, may):
    assert may_approve_own(rule, others=others) is may


def signing(recipients):
    return Signing(
        issuer="Hội Chữ thập đỏ phường Quảng Yên", superior="", place="Quảng Yên", day=date(2026, 1, 5),
        title="Tặng quà", where="", giver="", partners=(), numbers=[("Suất quà", "18 suất quà")], given=(), value="",
        recipients=recipients, counted="suất quà",
    )  # fmt: skip


def test_the_list_has_a_line_for_each_recipient_up_to_a_sensible_number_of_pages():
    def lines(recipients):
        *_, (table, _total) = (section.blocks for section in signature_list(signing(recipients)).sections)
        return len(table.rows), table.notes

    assert lines(18) == (18, ())
    assert lines(0) == (1, ())
    most, notes = lines(MOST_LINES + 7)
    assert most == MOST_LINES
    assert str(MOST_LINES + 7) in notes[0]


def test_papers_carry_the_head_of_the_decree_and_the_day_with_its_zeros():
    for paper, kind in ((signature_list(signing(2)), "DANH SÁCH"), (handover_minutes(signing(2)), "BIÊN BẢN")):
        assert paper.head.kind == kind
        assert paper.head.issuer == "HỘI CHỮ THẬP ĐỎ PHƯỜNG QUẢNG YÊN"
        assert paper.head.place_and_date == "Quảng Yên, ngày 05 tháng 01 năm 2026"
