"""What is kept of what somebody typed or pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.opinions.rules.texts import cleaned, cleaned_line, same_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Cảm ơn Hội.\r\n\r\n\r\n\r\nRất  hay ", "Cảm ơn Hội.\n\nRất hay"),
        ("a\u202egnp.exe\u202c b\u2067c\u2069", "agnp.exe bc"),  # writing turned around
        ("xin\u200b\u200d\ufeff chào\u00ad", "xin chào"),
        ("\x00\x07mot\x85hai\u2028ba\tbon", "mot\nhai\nba bon"),
        ("Z" + "\u0335\u0321" * 40, "Z\u0335\u0335"),  # marks that climb over other lines
        ("cảm ơn nhiều", "cảm ơn nhiều"),
        ("\u3164\u2800\U000e0041\ue000", ""),  # letters that show nothing
    ],
)
def test_what_nobody_sees_is_taken_out(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert cleaned(cleaned(typed)) == cleaned(typed)
    assert "\n" not in cleaned_line(typed)


def test_case_spaces_and_the_place_of_a_tone_mark_make_no_other_text() -> None:
    assert same_words("Sức  khoẻ\nLÀ vàng") == same_words("sức khỏe là VÀNG") != same_words("suc khoe la vang")
