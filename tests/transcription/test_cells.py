"""What a figure becomes, told without a database: cells, fates, versions, marks, what is kept of a reading."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chungtay.kernel.numbers import Precision
from chungtay.ledger.rules import Catalogue, IndicatorView
from chungtay.quantities.rules.figures import Comparison, ComparisonKind, FigureKind, Quantity
from chungtay.reading.rules.figures import Check, Figure, Period, Reading
from chungtay.transcription.formats import pressed, unpressed
from chungtay.transcription.rules import cells, marking
from chungtay.transcription.rules.cells import Cell, Fate, Whose
from chungtay.transcription.rules.states import Destination
from chungtay.transcription.rules.versions import ChangeKind, Posted, compared
from chungtay.unpacking.rules import Block, BlockKind, Document, Span, Table
from chungtay.unpacking.rules import Cell as TableCell

ON = date(2024, 11, 11)
TEN = Period(date(2024, 1, 1), date(2024, 10, 31), "sentence")
MINE = Whose(7, "district", leaf=False, writes=True, stands=True)


def view(number: int, code: str, kind: str = "flow", derived: str = "") -> IndicatorView:
    return IndicatorView(number, code, code, code, "gifts", kind, "social", "", None, 0, derived, frozenset(), "")


VIEWS = Catalogue(
    {v.code: v for v in (view(1, "gift.count"), view(2, "unit.members", "stock"), view(3, "gift.price", "rate"))}
)


def figure(precision: Precision = Precision.EXACT, period: Period | None = TEN, **changed: object) -> Figure:
    span = Span(0, 3)
    quantity = Quantity(span, 450, "suất quà", precision, FigureKind.RESULT, span, span)
    quantity = replace(quantity, **{k: v for k, v in changed.items() if k in Quantity.__slots__})
    return Figure(quantity, "gift.count", frozenset({"value:goods"}), None, None, period, 0.9, ("vì",))


def cell(first: date, last: date, indicator: str = "gift.count", *, estimate: bool = False) -> Cell:
    return Cell(indicator, "22.206", first, last, 450, estimate=estimate)


def test_a_hedged_number_is_an_estimate_and_a_range_has_none() -> None:
    exact = cells.proposed(figure(), VIEWS, "22.206", ON)
    assert (exact.value, exact.estimate, exact.about, exact.missing) == (450, False, "22.206", ())
    assert cells.proposed(figure(Precision.MORE_THAN), VIEWS, "22.206", ON).estimate
    ranged = cells.proposed(figure(Precision.RANGE, value_to=500), VIEWS, "22.206", ON)
    assert (ranged.value, ranged.missing) == (None, (cells.NO_VALUE,))
    year = Period(date(2024, 1, 1), date(2024, 12, 31), "title")
    assert cells.proposed(figure(period=year), VIEWS, "22.206", ON).estimate, "the year is not over"
    lost = cells.proposed(replace(figure(period=None), indicator="unknown"), VIEWS, "22.206", ON)
    assert lost.missing == (cells.NO_INDICATOR, cells.NO_PERIOD, cells.NO_VALUE)
    assert cells.proposed(figure(value=Decimal("4.5")), VIEWS, "22.206", ON).value is None, "no half gift"


@pytest.mark.parametrize(
    ("said", "kind", "whose", "becomes"),
    [
        (cell(TEN.first, TEN.last), FigureKind.RESULT, MINE, Fate(Destination.DECLARATION)),
        (cell(TEN.first, TEN.last, estimate=True), FigureKind.RESULT, MINE, Fate(Destination.DECLARATION)),
        (cell(TEN.first, TEN.last), FigureKind.TARGET, MINE, Fate(Destination.CLAIM, cells.NOT_REPORTED)),
        (cell(TEN.first, TEN.last), FigureKind.RESULT, None, Fate(Destination.CLAIM, cells.NOT_OURS)),
        (cell(TEN.first, TEN.last), FigureKind.RESULT, MINE._replace(writes=False), Fate(Destination.CLAIM, cells.NOT_OURS)),
        (cell(TEN.first, date(2024, 10, 20)), FigureKind.RESULT, MINE, Fate(Destination.CLAIM, cells.NOT_MONTHS)),
        (cell(TEN.first, date(2024, 12, 31)), FigureKind.RESULT, MINE, Fate(Destination.CLAIM, cells.NOT_YET)),
        (cell(TEN.first, TEN.last, "gift.price"), FigureKind.RESULT, MINE, Fate(Destination.CLAIM, cells.NOT_DECLARED)),
        (cell(ON, ON), FigureKind.RESULT, MINE, Fate(Destination.RECORD)),
        (cell(ON, ON, estimate=True), FigureKind.RESULT, MINE, Fate(Destination.CLAIM, cells.NOT_EXACT)),
        (cell(ON, ON, "unit.members", estimate=True), FigureKind.STOCK, MINE, Fate(Destination.RECORD)),
    ],
)  # fmt: skip
def test_a_complete_cell_becomes_a_total_a_record_or_a_claim(
    said: Cell, kind: FigureKind, whose: Whose | None, becomes: Fate
) -> None:
    assert cells.fate(said, kind, VIEWS, whose, ON) == becomes


def test_a_later_version_tells_what_is_new_changed_and_gone() -> None:
    old = cell(TEN.first, TEN.last)
    members = replace(old, indicator="unit.members")
    before = [Posted(0, old, "k0", 11), Posted(1, members, "k1", 12)]
    found = compared({0: replace(old, value=460), 1: replace(old, tags=frozenset({"group:poor"})), 2: old}, before)
    kinds = {place: change.kind for place, change in found.changes.items()}
    assert kinds == {0: ChangeKind.CHANGED, 1: ChangeKind.NEW, 2: ChangeKind.SAME}
    assert found.changes[0].before == before[0] and found.gone == (before[1],)


def test_what_was_read_is_the_same_after_it_was_kept() -> None:
    spans = (Span(0, 3), Span(4, 6))
    table = Table((TableCell(0, 0, spans[0], Decimal("1.5")), TableCell(0, 1, spans[1], 12, 2, 1)), "bảng 1")
    document = Document("a.docx", "abc de", (Block(BlockKind.CELL, spans[0], "bảng 1"),), (table,), "Tiêu đề", ON)
    compared_to = Comparison(ComparisonKind.OF_PLAN, Decimal("120.5"), spans[1])
    one = figure(Precision.RANGE, value=Decimal("2.5"), value_to=3, comparison=compared_to, part_of=0)
    reading = Reading((one,), (Check("parts", "1 > 2", (0,), spans[0]),), "22.206", TEN)
    assert unpressed(Document, pressed(document)) == document
    assert unpressed(Reading, pressed(reading)) == reading


def test_figures_are_marked_in_place_in_text_and_tables() -> None:
    text = "Trao 450 suất\nBảng\t12\t7"
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, 13)), Block(BlockKind.CELL, Span(14, 18)), Block(BlockKind.CELL, Span(19, 21)),
        Block(BlockKind.CELL, Span(22, 23)),
    )  # fmt: skip
    table = Table(
        (TableCell(0, 0, Span(14, 18), columns=2), TableCell(1, 0, Span(19, 21)), TableCell(1, 1, Span(22, 23))),
        "bảng 1",
    )
    found = marking.marked(Document("", text, blocks, (table,)), [Span(5, 8), Span(22, 23), Span(6, 8)])
    paragraph, shown = found.pages[0]
    assert [(p.text, p.place) for p in paragraph.pieces] == [("Trao ", None), ("450", 0), (" suất", None)]
    assert [[("".join(p.text for p in c.pieces), c.columns) for c in row] for row in shown.rows] == [
        [("Bảng", 2)], [("12", 1), ("7", 1)],
    ]  # fmt: skip
    assert found.page_of == {0: 0, 1: 0}, "of two that overlap the first is marked"
    long = Document("", text * 2000, tuple(Block(BlockKind.PARAGRAPH, Span(n * 23, n * 23 + 13)) for n in range(2000)))
    pages = marking.marked(long, [Span(5, 8), Span(1999 * 23 + 5, 1999 * 23 + 8)])
    assert len(pages.pages) == 3 and pages.page_of == {0: 0, 1: 2}
