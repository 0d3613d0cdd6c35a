import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import from_words, in_words, read
from chungtay.kernel.text import folded

numbers = st.one_of(
    st.integers(min_value=0, max_value=10**18),
    # Numbers with many zeros, where the words are hard.
    st.builds(lambda a, b, c, d: min(a * 10**b + c * 10**d, 10**18), *[st.integers(0, 999), st.integers(0, 15)] * 2),
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm lẻ một"),
        (110, "một trăm mười"),
        (1_005, "một nghìn không trăm lẻ năm"),
        (10_000, "mười nghìn"),
        (22_200, "hai mươi hai nghìn hai trăm"),
        (2_025_000, "hai triệu không trăm hai mươi lăm nghìn"),
        (2_000_025, "hai triệu không trăm hai mươi lăm"),
        (1_000_000_001, "một tỷ không trăm lẻ một"),
        (10_873_000_000, "mười tỷ tám trăm bảy mươi ba triệu"),
        (1_005_000_000_000, "một nghìn không trăm lẻ năm tỷ"),
        (10**18, "một tỷ tỷ"),
        (-5, "âm năm"),
    ],
)
def test_numbers_are_put_into_words_as_vouchers_want(number: int, words: str) -> None:
    assert in_words(number) == words


def test_the_other_joint_word_may_be_chosen() -> None:
    assert in_words(105, "linh") == "một trăm linh năm"


@given(numbers)
@example(10**18)
@example(10**15 + 5 * 10**9)
@example(1_000_000_000_001)
def test_words_round_trip(number: int) -> None:
    assert from_words(in_words(number).split()) == number
    assert from_words(in_words(number, "linh").replace("nghìn", "ngàn").replace("tỷ", "tỉ").split()) == number


@given(numbers)
def test_amounts_in_words_read_back_with_and_without_accents(number: int) -> None:
    words = f"{in_words(number)} đồng"
    assert read(words).value == number
    assert read(words).unit == "đồng"
    assert read(folded(words)).value == number
    assert read(folded(words)).unit == "đồng"


def test_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Refusal, match="quá lớn"):
        in_words(10**18 + 1)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một tỷ rưỡi", 1_500_000_000),
        ("hai trăm rưỡi", 250),
        ("hai mươi một", 21),
        ("hai mươi bốn", 24),
        ("bẩy mươi nhăm", 75),
        ("hai triệu hai mươi lăm nghìn", 2_025_000),
        ("một trăm lẻ tư", 104),
        ("không", 0),
    ],
)
def test_words_as_people_say_them(words: str, number: int) -> None:
    assert from_words(words.split()) == number


@pytest.mark.parametrize(
    "words",
    ["hai triệu hai", "một trăm năm", "hai ba", "mươi", "trăm", "một nghìn triệu tỷ hai", "lẻ năm", "rưỡi", "hai rưỡi"],
)
def test_words_that_name_no_number_or_two_give_none(words: str) -> None:
    assert from_words(words.split()) is None
