"""Widths of letters, against the face that the setup builds."""

import json

import pytest
import typst

from chungtay.documents.formats import faces
from chungtay.documents.formats.times import cut, lines, longest, width

from .edges import ALL_LETTERS, LONG_CLUSTER, LONG_UNIT

MEASURED = b"""#context [#metadata(json(bytes(sys.inputs.texts)).map(each =>
  measure(text(font: "Tinos", size: 100pt, kerning: false, ligatures: false, weight: each.at(1), each.at(0))).width.pt()
)) <widths>]"""


def test_widths_are_those_of_the_built_face() -> None:
    assert faces.face() == faces.BUILT, "make setup builds it"
    letters = sorted(set(ALL_LETTERS + "".join(map(chr, range(33, 127))) + "…“”–"))
    asked = [(letter, weight) for letter in letters for weight in ("regular", "bold")]
    compiler = typst.Compiler(MEASURED, font_paths=faces.fonts(), sys_inputs={"texts": json.dumps(asked)})
    (measured,) = json.loads(compiler.query("<widths>", field="value"))
    for (letter, weight), real in zip(asked, measured, strict=True):
        assert width(letter, 100, bold=weight == "bold") == pytest.approx(real, abs=0.1), (letter, weight)


def test_lines_break_at_spaces_and_fit_the_room() -> None:
    broken = lines(LONG_UNIT, 120, 15)
    assert " ".join(broken) == LONG_UNIT
    assert len(broken) > 2
    assert all(width(line, 15) <= 120 for line in broken)


def test_word_wider_than_the_room_stands_alone() -> None:
    assert lines("Nghiêng a", 5, 14) == ["Nghiêng", "a"]


def test_longest_is_the_widest_line_of_all_texts() -> None:
    assert longest(("ABC", LONG_CLUSTER.upper()), 150, 12) <= 150
    assert longest(("ABC",), 150, 12) == width("ABC", 12, bold=True)


def test_cut_keeps_what_fits_and_says_that_there_was_more() -> None:
    assert cut("Hạ Long", 100, 15) == "Hạ Long"
    short = cut(LONG_UNIT, 100, 15)
    assert short.endswith("…") and width(short, 15) <= 100 and LONG_UNIT.startswith(short[:-1])
