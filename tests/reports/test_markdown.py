"""The review as Markdown."""

import re

import pytest

from chungtay.documents.formats import MEDIA_TYPES, Format, written
from chungtay.documents.rules import Table
from chungtay.kernel.errors import Refusal

from . import edges
from .reading import paragraphs


def text_of(name: str) -> str:
    return written(edges.EDGES[name](), "md").decode()


@pytest.mark.parametrize("name", edges.EDGES)
def test_every_sentence_stands_on_a_line_of_its_own(name: str) -> None:
    lines = [re.sub(r"^(- |\*+)|\*+$", "", line) for line in text_of(name).splitlines()]
    assert all(line in lines for line in paragraphs(edges.EDGES[name]()))


def test_tables_have_as_many_cells_in_every_row_as_in_their_heading() -> None:
    review = edges.review(by_unit=edges.renamed(edges.HOSTILE_READ))
    rows = [line for line in written(review, "md").decode().splitlines() if line.startswith("|")]
    tables = [b for annex in review.annexes for b in annex.blocks if isinstance(b, Table)]
    assert len(rows) == sum(len(table.rows) + 2 + bool(table.total) for table in tables)
    widths = [len(table.columns) for table in tables for _ in range(len(table.rows) + 2 + bool(table.total))]
    assert [row.count("|") - 1 for row in rows] == widths


def test_headings_and_lists_are_set_off_by_empty_lines() -> None:
    lines = text_of("review").splitlines()
    for index, line in enumerate(lines[1:-1], start=1):
        if line.startswith("#"):
            assert lines[index - 1] == "" and lines[index + 1] == ""
    assert "\n\n\n" not in text_of("review")


def test_watermark_and_place_in_the_ledger_are_said_in_words() -> None:
    assert "**[DỮ LIỆU MINH HỌA]**" in text_of("review")
    assert "MINH HỌA" not in text_of("published")
    assert "*Số liệu đọc tại bút toán số 812 của sổ cái" in text_of("published")


def test_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="odt"):
        written(edges.bare(), "odt")
    assert set(MEDIA_TYPES) == set(Format)
