"""Sentences from templates: told only when each of their figures has something to tell."""

import pytest

from chungtay.documents.rules import Run
from chungtay.reports.rules.telling import Sentence, Teller, merged, silent

from .made_up import TEN_MONTHS, fact, facts


def told(*sentences: Sentence, words: dict[str, str] | None = None, **values: int | None) -> str:
    given = {code.replace("__", "."): fact(code.replace("__", "."), value) for code, value in values.items()}
    return "".join(run.text for run in Teller(given, words or {}).tell(*sentences))


def test_clause_without_its_figure_is_left_out_and_the_sentence_stays_whole() -> None:
    sentence = Sentence(("nhận {blood.units}", "qua {blood.drives}", "của {blood.donors}"))
    assert told(sentence, blood__units=12, blood__donors=10) == "Nhận 12 đơn vị máu; của 10 lượt người."


@pytest.mark.parametrize("value", [None, 0])
def test_sentence_that_has_nothing_to_tell_is_not_told(value: int | None) -> None:
    assert told(Sentence(("nhận {blood.units}",), lead="Trong kỳ "), blood__units=value) == ""


def test_first_alternative_that_can_be_told_is_told() -> None:
    sentence = Sentence((("{gift.count} trị giá {gift.value}", "{gift.count}", "trị giá {gift.value}"),))
    assert told(sentence, gift__count=5, gift__value=2_000_000) == "5 suất quà trị giá 2 triệu đồng."
    assert told(sentence, gift__count=5) == "5 suất quà."
    assert told(sentence, gift__value=2_000_000) == "Trị giá 2 triệu đồng."


def test_unit_word_may_be_replaced_and_hedges_follow_the_rule() -> None:
    assert told(Sentence(("thăm {visit.households|hộ gia đình}",)), visit__households=2) == "Thăm 2 hộ gia đình."
    assert told(Sentence(("{social.turns}",)), social__turns=22_214) == "Trên 22.200 lượt người."


def test_empty_word_keeps_its_clause_untold() -> None:
    sentence = Sentence((("tại {place}: {blood.units}", "{blood.units}"),))
    assert told(sentence, words={"place": ""}, blood__units=3) == "3 đơn vị máu."
    assert told(sentence, words={"place": "Hạ Long"}, blood__units=3) == "Tại Hạ Long: 3 đơn vị máu."


def test_several_sentences_follow_each_other_with_one_space() -> None:
    sentences = (Sentence(("{blood.units}",)), Sentence(("{gift.count}",)), Sentence(("{blood.drives}",)))
    assert told(*sentences, blood__units=3, blood__drives=2) == "3 đơn vị máu. 2 đợt."


def test_number_leads_to_its_figure_and_plain_text_to_none() -> None:
    given = facts({"blood.units": 6_727})
    runs = Teller(given, {}).tell(Sentence(("tiếp nhận {blood.units}",)))
    assert [(run.text, run.figure) for run in runs] == [
        ("Tiếp nhận ", None),
        ("6.727 đơn vị máu", given["blood.units"].reference),
        (".", None),
    ]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (110, 100, "tăng 10%"),
        (95, 100, "giảm 5%"),
        (100, 100, "không thay đổi"),
        (100_001, 100_000, "tăng dưới 0,1%"),
        (300, 100, "tăng 200%"),
    ],
)
def test_change_is_told_against_the_same_period_of_the_year_before(now: int, before: int, words: str) -> None:
    teller = Teller(facts({"blood.units": now}), {}, facts({"blood.units": before}), TEN_MONTHS)
    text = "".join(run.text for run in teller.tell(Sentence(("số đơn vị {+blood.units}",))))
    assert text == f"Số đơn vị {words} so với cùng kỳ năm 2024."


@pytest.mark.parametrize("before", [None, 0])
def test_change_without_a_number_before_is_not_told(before: int | None) -> None:
    teller = Teller(facts({"blood.units": 5}), {}, {"blood.units": fact("blood.units", before)}, TEN_MONTHS)
    assert teller.tell(Sentence(("{+blood.units}",))) == ()


def test_change_is_not_told_where_somebody_did_not_report() -> None:
    late = {"blood.units": fact("blood.units", 5, missing=("Hạ Long",))}
    assert Teller(late, {}, facts({"blood.units": 4}), TEN_MONTHS).tell(Sentence(("{+blood.units}",))) == ()
    early = Teller(facts({"blood.units": 5}), {}, {"blood.units": fact("blood.units", 4, missing=("Hạ Long",))})
    assert early.tell(Sentence(("{+blood.units}",))) == ()


def test_merged_joins_plain_neighbours_and_keeps_figures_apart() -> None:
    reference = fact("blood.units", 3).reference
    runs = [Run("a"), Run("b"), Run("3", reference), Run("3", reference), Run(""), Run("c", bold=True), Run("d")]
    assert [run.text for run in merged(runs)] == ["ab", "3", "3", "c", "d"]


def test_silence_has_one_word_only_where_all_are_silent_alike() -> None:
    assert silent([fact("blood.units", None), fact("blood.drives", None)]) == "not_reported"
    assert silent([fact("blood.units", None), fact("blood.drives", 0)]) is None
    assert silent([fact("blood.units", 3)]) is None
