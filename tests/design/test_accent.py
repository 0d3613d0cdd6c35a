"""Whatever colour a chapter chooses, what is written in it or on it can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.design.rules.accent import GROUNDS, accent_of, contrast, is_moved, style_of, tokens_of
from chungtay.kernel.errors import Refusal

from .test_look import DARK_BY_CHOICE, LIGHT

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NAMES = ("paper", "surface", "sunken", "good-soft", "attention-soft")


@given(COLOURS)
def test_every_accent_keeps_the_contrast_of_the_tokens(colour: str) -> None:
    for theme, tokens in tokens_of(colour).items():
        for ground in GROUNDS[theme]:
            assert contrast(tokens["accent"], ground) >= 4.5
        assert contrast(tokens["on-accent"], tokens["accent"]) >= 4.5
        assert contrast(tokens["on-accent"], tokens["accent-strong"]) >= 4.5
        assert contrast(tokens["accent-strong"], tokens["accent-soft"]) >= 4.5
        assert contrast(tokens["chart"], GROUNDS[theme][0]) >= 3


def test_the_grounds_are_those_of_the_tokens() -> None:
    assert {"light": tuple(map(LIGHT.get, NAMES)), "dark": tuple(map(DARK_BY_CHOICE.get, NAMES))} == GROUNDS


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert not is_moved("#0b5d66") and is_moved("#7cb518")
    assert tokens_of("#0b5d66")["light"]["accent"] == "#0b5d66"


@pytest.mark.parametrize("colour", ["", "teal", "#12345g", "#ED1B2E", "#c8102e"])
def test_what_is_no_colour_and_the_emblem_s_red_are_refused(colour: str) -> None:
    with pytest.raises(Refusal):
        accent_of(colour)


def test_the_style_sheet_says_every_token_for_light_dark_and_the_system_s_wish() -> None:
    assert len(re.findall(r"--accent:#", style_of("#0b5d66"))) == 3
