import pytest

from chungtay.kernel.errors import Refusal
from chungtay.kernel.measures import WORDS, Count, Measure, MeasureKind, measure_of, refuse_to_mix, total, unit_word

SUMMABLE = [measure for measure in Measure if measure.summable]


@pytest.mark.parametrize("measure", SUMMABLE)
def test_a_measure_adds_to_itself_and_to_no_other(measure: Measure) -> None:
    assert Count(2, measure) + Count(3, measure) == Count(5, measure)
    assert Count(2, measure) - Count(3, measure) == Count(-1, measure)
    for other in Measure:
        if other is not measure:
            with pytest.raises(Refusal):
                Count(2, measure) + Count(3, other)


def test_the_refusal_says_why_turns_are_not_people() -> None:
    with pytest.raises(Refusal, match="một người được giúp ba lần là ba lượt"):
        Count(3, Measure.TURNS) + Count(1, Measure.PEOPLE)
    with pytest.raises(Refusal, match="suất quà với đợt"):
        refuse_to_mix(Measure.GIFTS, Measure.DRIVES)


@pytest.mark.parametrize("measure", [measure for measure in Measure if not measure.summable])
def test_prices_shares_and_ranks_are_never_summed(measure: Measure) -> None:
    assert measure.kind in (MeasureKind.PRICE, MeasureKind.SHARE)
    with pytest.raises(Refusal):
        Count(1, measure) + Count(1, measure)


def test_a_total_starts_from_zero_of_its_measure() -> None:
    assert total([], Measure.GIFTS) == Count(0, Measure.GIFTS)
    assert total([Count(2, Measure.GIFTS), Count(5, Measure.GIFTS)], Measure.GIFTS) == Count(7, Measure.GIFTS)
    with pytest.raises(Refusal):
        total([Count(2, Measure.HOUSEHOLDS)], Measure.GIFTS)


def test_every_measure_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Measure)
    for words in WORDS.values():
        assert words.vi and words.en and words.en_many


@pytest.mark.parametrize("measure", Measure)
def test_the_word_of_a_measure_names_it_back(measure: Measure) -> None:
    if measure is not Measure.UNITS:  # a bare "đơn vị" may be of blood
        assert measure_of(WORDS[measure].vi.upper()) is measure


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("phần quà", Measure.GIFTS),
        ("gia đình", Measure.HOUSEHOLDS),
        ("phan qua", Measure.GIFTS),
        ("luot nguoi", Measure.TURNS),
        ("đồng/suất", Measure.DONG_PER_GIFT),
        ("uỷ viên", Measure.COMMITTEE_MEMBERS),
        ("households", Measure.HOUSEHOLDS),
        ("đơn vị", None),
        ("can", None),  # căn nhà or cân
        ("bàn ghế", None),
    ],
)
def test_words_of_reports_name_measures(word: str, measure: Measure | None) -> None:
    assert measure_of(word) is measure


def test_english_words_agree_in_number() -> None:
    assert unit_word(Measure.UNIT_OF_BLOOD, "en", 1) == "unit of blood"
    assert unit_word(Measure.UNIT_OF_BLOOD, "en", 6727) == "units of blood"
    assert unit_word(Measure.UNIT_OF_BLOOD) == "đơn vị máu"
