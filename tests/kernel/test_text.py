import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.text import folded, nfc, one_line, printable, same_spelling, sort_key, spelled, visible

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -1239", max_size=30)

IN_ORDER = [
    "2 bé",
    "10 bé",
    "a",
    "an",
    "ăn",
    "ân",
    "ba",
    "Ba Chẽ",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bác",
    "bạc",
    "Bình Liêu",
    "Cẩm Phả",
    "Cô Tô",
    "Cụm 2",
    "Cụm 10",
    "Dầu Tiếng",
    "Đắk Lắk",
    "Đông Triều",
    "em",
    "êm",
    "Hà Nội",  # hà before hạ: the tone of the first syllable comes before the letters of the second
    "Hạ Long",
    "Hải Hà",
    "Móng Cái",
    "Quảng Yên",
    "Tiên Yên",
    "tuân thủ",
    "tuần chay",
    "Uông Bí",
    "ưa",
    "Vân Đồn",
    "xa",
    "ý",
]


def test_words_stand_in_the_order_of_a_vietnamese_dictionary() -> None:
    assert sorted(sorted(IN_ORDER), key=sort_key) == IN_ORDER
    assert sorted(reversed(IN_ORDER), key=sort_key) == IN_ORDER


def test_the_letters_come_in_the_order_of_the_alphabet() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(alphabet), key=sort_key) == alphabet
    assert sorted((letter + "n" for letter in reversed(alphabet)), key=sort_key) == [x + "n" for x in alphabet]


def test_the_tones_come_after_the_letters_in_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(reversed([*tones, "man"]), key=sort_key) == [*tones, "man"]


def test_foreign_letters_sort_with_their_base_letter() -> None:
    assert sort_key("München") == sort_key("Munchen")
    assert sort_key("fax") < sort_key("ga") < sort_key("jô") < sort_key("ka") < sort_key("wa") < sort_key("xa")


@given(words)
def test_a_sort_key_is_printable_and_knows_one_form_of_unicode(text: str) -> None:
    key = sort_key(text)
    assert key.isascii() and (key.isprintable())
    assert key == sort_key(unicodedata.normalize("NFD", text)) == sort_key(text.upper()) == sort_key(spelled(text))


@given(words)
def test_folding_forgets_accents_case_and_unicode_form_and_is_stable(text: str) -> None:
    key = folded(text)
    assert key.isascii() and key == key.lower() == " ".join(key.split())
    assert key == folded(key) == folded(unicodedata.normalize("NFD", text)) == folded(text.upper())


@pytest.mark.parametrize(
    ("text", "key"),
    [("  Thị xã\u00a0ĐÔNG  Triều ", "thi xa dong trieu"), ("Quảng\u200b Yên", "quang yen"), ("Ước", "uoc")],
)
def test_folding_of_names_as_people_paste_them(text: str, key: str) -> None:
    assert folded(text) == key


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("hoà", "hòa"),
        ("Thuỷ", "Thủy"),
        ("THANH HOÁ", "THANH HÓA"),
        ("khoẻ, tuỵ", "khỏe, tụy"),
        ("Hoà", "Hòa"),
        ("hoàn toàn", "hoàn toàn"),
        ("quý, quỳ", "quý, quỳ"),
        ("loét", "loét"),
    ],
)
def test_tone_marks_get_one_place(newer: str, older: str) -> None:
    assert spelled(newer) == older
    assert spelled(unicodedata.normalize("NFD", newer)) == older
    assert same_spelling(newer.swapcase(), f" {older} ")


def test_words_that_differ_in_tone_or_letter_are_not_the_same_spelling() -> None:
    assert not same_spelling("hòa", "hóa")
    assert not same_spelling("Hạ Long", "Hà Long")
    assert not same_spelling("dá", "đá")


@given(words)
def test_spelling_changes_no_letter_and_no_tone(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)
    assert sorted(unicodedata.normalize("NFD", spelled(text))) == sorted(unicodedata.normalize("NFD", text))


def test_composed_text_is_what_is_stored() -> None:
    decomposed = unicodedata.normalize("NFD", "Đông Triều")
    assert nfc(decomposed) == "Đông Triều" != decomposed
    assert visible("Hạ\u200bLong\ufeff") == "HạLong"


@given(st.text(max_size=40))
def test_control_characters_fall_out_and_lines_stay(text):
    kept = printable(text)
    assert kept == "".join(c for c in text if c in "\t\n\r" or unicodedata.category(c) != "Cc")
    assert one_line(text) == " ".join(kept.split()) == one_line(one_line(text))
