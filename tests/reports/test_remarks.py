"""What is said beside figures."""

import pytest

from chungtay.reports.rules.remarks import missing_everywhere, remarks, silence

from .made_up import fact


def texts(*facts: object, leave_out: tuple[str, ...] = ()) -> list[str]:
    return [paragraph.text for paragraph in remarks(facts, leave_out=leave_out)]  # type: ignore[arg-type]


def test_figures_that_are_complete_need_no_remark() -> None:
    assert texts(fact("blood.units", 3), fact("gift.count", 0)) == []


def test_units_that_miss_the_same_figures_are_named_on_one_line() -> None:
    one, other = (fact(code, 3, missing=("Hạ Long", "Cẩm Phả")) for code in ("blood.units", "blood.drives"))
    assert texts(one, other) == [
        "Chưa báo cáo đơn vị máu tiếp nhận và đợt hiến máu: Hạ Long và Cẩm Phả (số liệu trên chưa gồm các đơn vị này)."
    ]


def test_figure_of_the_units_own_work_is_not_told_as_reported_by_nobody() -> None:
    own = fact("blood.units", 3, reported=0, expected=2, missing=("Hà An", "Nam Hòa"))
    assert texts(own) == ["Chưa có đơn vị trực thuộc nào báo cáo riêng đơn vị máu tiếp nhận."]
    silent = fact("blood.units", None, reported=0, expected=2, missing=("Hà An", "Nam Hòa"))
    assert texts(silent) == ["Chưa có đơn vị nào báo cáo đơn vị máu tiếp nhận."]


def test_units_named_for_the_whole_report_are_not_named_again() -> None:
    assert texts(fact("blood.units", 3, missing=("Hạ Long", "Uông Bí")), leave_out=("Hạ Long",)) == [
        "Chưa báo cáo đơn vị máu tiếp nhận: Uông Bí (số liệu trên chưa gồm các đơn vị này)."
    ]
    assert texts(fact("blood.units", 3, missing=("Hạ Long",)), leave_out=("Hạ Long",)) == []


def test_many_missing_units_and_figures_are_counted_after_the_first() -> None:
    names = tuple(f"Phường số {n}" for n in range(1, 21))
    codes = ("blood.units", "blood.drives", "blood.donors", "blood.registered", "gift.count")
    (line,) = texts(*(fact(code, 3, missing=names) for code in codes))
    assert "và 1 chỉ tiêu khác: Phường số 1" in line
    assert "Phường số 12 và 8 đơn vị khác" in line and "Phường số 13" not in line


def test_estimates_and_unplaced_values_are_told_exactly() -> None:
    assert texts(fact("health.value", 10**9, estimated=250_000_000, unplaced=1_500_000)) == [
        "Trong đó là số liệu ước: trị giá chăm sóc sức khỏe 250 triệu đồng.",
        "Số khai gộp cho khoảng dài hơn kỳ báo cáo, chưa tách được nên chưa tính: trị giá chăm sóc sức khỏe 1.500.000 "
        "đồng.",
    ]


def test_figure_without_grounds_says_so() -> None:
    assert texts(fact("blood.units", None, state="not_enough")) == [
        "Đơn vị máu tiếp nhận: không đủ căn cứ để tính.",
    ]


def test_what_does_not_apply_is_not_remarked_upon() -> None:
    assert texts(fact("blood.units", None, state="not_applicable", missing=("Hạ Long",))) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((None, None), "Hiến máu: chưa báo cáo."),
        ((0, 0), "Hiến máu: không phát sinh."),
        ((0, None), "Hiến máu: chưa báo cáo."),
    ],
)
def test_silent_field_says_which_silence_it_is(values: tuple[int | None, int | None], words: str) -> None:
    said = silence([fact("blood.units", values[0]), fact("blood.drives", values[1])], "Hiến máu")
    assert said is not None and said.text == words
    assert said.runs[1].figure == fact("blood.units", values[0]).reference


def test_field_with_a_number_or_without_any_question_is_not_silent() -> None:
    assert silence([fact("blood.units", 3), fact("blood.drives", None)], "Hiến máu") is None
    assert silence([], "Hiến máu") is None
    assert silence([fact("blood.units", None, state="not_applicable")], "Hiến máu") is None


def test_missing_everywhere_are_those_who_owe_and_gave_nothing_at_all() -> None:
    one = fact("blood.units", 3, missing=("Hạ Long", "Uông Bí"))
    other = fact("gift.count", 3, missing=("Uông Bí",))
    nobody_owes = fact("org.members", 3, expected=0)
    assert missing_everywhere([one, other, nobody_owes]) == ("Uông Bí",)
    assert missing_everywhere([one, fact("gift.count", 3)]) == ()
    assert missing_everywhere([nobody_owes]) == ()
