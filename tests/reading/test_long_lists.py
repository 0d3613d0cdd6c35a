"""Hostile lists of names: they are read like any other text."""

import pytest

from chungtay.reading.rules.reading import read_figures
from chungtay.unpacking.formats import read_document
from tests.reading.known_units import known


@pytest.mark.parametrize(
    "text",
    ["Các cấp Hội " * 2000 + "trao 20 suất quà.", "Trao quà tại " + ", ".join(["xã Sơn Kim"] * 2000) + " 20 suất quà."],
)
def test_a_text_that_names_the_same_thousands_of_times_is_read(text: str) -> None:
    assert len(read_figures(read_document("a.txt", text.encode()), known(), None).figures) == 1
