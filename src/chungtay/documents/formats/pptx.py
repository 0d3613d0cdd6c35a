"""Slides as PPTX: the template that scripts/build_deck_template.py builds, filled; charts are PowerPoint's own."""

import copy
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as File
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Pt

import chungtay.documents
from chungtay.documents.rules import Bullets, Deck, Highlight, Highlights, Paragraph, Plot, Run, Slide, Table

from .origins import NAMES, origin
from .packing import printable, settled
from .pptx_charts import add_chart
from .svg import ACCENT, INK
from .times import lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEMPLATE = Path(chungtay.documents.__path__[0]) / "data" / "deck.pptx"
OPENING, TEXT, ALONE = "Title Slide", "Title and Content", "Title Only"  # layouts of the template
WIDER = 1.12  # the face of slides beside Times, whose widths are known
LEFT, TOP, WIDTH, BOTTOM = 0.7, 1.75, 11.93, 6.75  # inches: where what a slide shows stands
SIZES = (22, 20, 18, 16, 14, 12)  # of text, the largest that fits
PALE, QUIET = RGBColor(0xEC, 0xEC, 0xEA), RGBColor(0x55, 0x55, 0x55)
MOST_ROW = 0.42  # inches: rows of a short table do not grow beyond it


def pptx(deck: Deck) -> bytes:
    """The whole deck as a PowerPoint file; the same deck gives the same bytes."""
    deck = printable(deck)
    file = Presentation(str(TEMPLATE))
    first = _page(file, OPENING, deck)
    _placeholder(first, 0).text = deck.title
    _placeholder(first, 1).text_frame.text = "\n".join(deck.lines)
    for slide in deck.slides:
        _add(file, deck, slide)
    _properties(file, deck)
    out = BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _add(file: File, deck: Deck, slide: Slide) -> None:
    page = _page(file, TEXT if isinstance(slide.content, Bullets) else ALONE, deck)
    title = _placeholder(page, 0)
    title.text = slide.statement
    if len(lines(slide.statement, WIDTH * 72, 28 * WIDER, bold=True)) > 2:
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(22)
    bottom = BOTTOM - _remarks(page, slide.remarks)
    match slide.content:
        case Bullets(items):
            _bullets(_placeholder(page, 1), items, bottom)
        case Highlights(items):
            _highlights(page, items, bottom)
        case Table():
            _table(page, slide.content, bottom)
        case Plot():
            add_chart(page, slide.content, (LEFT, TOP, WIDTH, bottom - TOP))
    _notes(page, slide)


def _page(file: File, layout: str, deck: Deck) -> Page:
    """A new slide with its source and number at the foot, and the watermark behind all else."""
    form = file.slide_layouts.get_by_name(layout)
    page = file.slides.add_slide(form)
    tree = page.shapes._spTree
    for shape in form.placeholders:
        kind = shape._element.find(f".//{qn('p:ph')}").get("type")
        if kind in ("ftr", "sldNum"):
            twin = copy.deepcopy(shape._element)
            tree.append(twin)
            if kind == "ftr":
                page.shapes[-1].text_frame.text = deck.source
    if deck.watermark:
        box = _box(page, 1.2, 2.6, WIDTH - 1, 2)
        box.rotation = -20
        box.name = "Watermark"
        _write(box.text_frame.paragraphs[0], (Run(deck.watermark, bold=True),), 66, PALE)
        box.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        tree.remove(box._element)
        tree.insert(2, box._element)
    return page


def _placeholder(page: Page, number: int) -> BaseShape:
    return next(shape for shape in page.placeholders if shape.placeholder_format.idx == number)


def _box(page: Page, left: float, top: float, width: float, height: float) -> BaseShape:
    box = page.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    box.text_frame.word_wrap = True
    return box


def _write(paragraph: _Paragraph, runs: Sequence[Run], size: float, colour: RGBColor | None = None) -> None:
    for run in runs:
        written = paragraph.add_run()
        written.text = run.text
        written.font.size = Pt(size)
        written.font.bold, written.font.italic = run.bold or None, run.italic or None
        if colour is not None:
            written.font.color.rgb = colour


def _fitting(texts: Sequence[str], width: float, height: float, sizes: Sequence[int] = SIZES) -> int:
    """The largest size in which these paragraphs stand in a box (inches)."""
    for size in sizes:
        rows = [len(lines(text, width * 72 / WIDER, size)) for text in texts]
        if sum(rows) * size * 1.2 + len(rows) * 9 <= height * 72:
            return size
    return sizes[-1]


def _bullets(box: BaseShape, items: Sequence[Paragraph], bottom: float) -> None:
    box.left, box.top, box.width, box.height = map(Inches, (LEFT, TOP, WIDTH, bottom - TOP))
    size = _fitting([item.text for item in items], WIDTH - 0.6, bottom - TOP)
    _fill(box.text_frame, items, size)


def _fill(frame: TextFrame, items: Sequence[Paragraph], size: int, colour: RGBColor | None = None) -> None:
    for index, item in enumerate(items):
        paragraph = frame.add_paragraph() if index else frame.paragraphs[0]
        _write(paragraph, item.runs, size, colour)


def _remarks(page: Page, remarks: Sequence[Paragraph]) -> float:
    """Remarks above the foot; returns the height that they take."""
    if not remarks:
        return 0.0
    rows = sum(len(lines(remark.text, WIDTH * 72 / WIDER, 12)) for remark in remarks)
    height = 0.15 + rows * 0.21
    _fill(_box(page, LEFT, BOTTOM - height, WIDTH, height).text_frame, remarks, 12, QUIET)
    return height


def _highlights(page: Page, items: Sequence[Highlight], bottom: float) -> None:
    """Figures set large, two beside each other, or three where there are more than four."""
    columns = 2 if len(items) <= 4 else 3
    rows = -(-len(items) // columns)
    width, height = WIDTH / columns, min((bottom - TOP) / rows, 2.4)
    for index, item in enumerate(items):
        left, top = LEFT + width * (index % columns), TOP + height * (index // columns)
        frame = _box(page, left, top, width - 0.3, height - 0.2).text_frame
        size = _fitting([item.number.text], width - 0.6, 0.7, (38, 34, 30, 26, 22))
        _write(frame.paragraphs[0], (Run(item.number.text, bold=True),), size, RGBColor.from_string(ACCENT[1:].upper()))
        _write(frame.add_paragraph(), (Run(item.label),), 18, RGBColor.from_string(INK[1:].upper()))
        _write(frame.add_paragraph(), item.beneath, 16, QUIET)


def _table(page: Page, table: Table, bottom: float) -> None:
    rows = [tuple(column.heading for column in table.columns)]
    rows += [tuple(cell.text for cell in row) for row in (*table.rows, *((table.total,) if table.total else ()))]
    height = min((bottom - TOP) / len(rows), MOST_ROW)
    frame = page.shapes.add_table(
        len(rows), len(table.columns), Inches(LEFT), Inches(TOP), Inches(WIDTH), Inches(height * len(rows))
    )
    whole = sum(column.width for column in table.columns)
    widths = [WIDTH * column.width / whole for column in table.columns]
    size = _size_of_table(rows, widths, bottom - TOP)
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, row in enumerate(rows):
        frame.table.rows[number].height = Inches(height)
        for place, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            cell = frame.table.cell(number, place)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            paragraph = cell.text_frame.paragraphs[0]
            _write(paragraph, (Run(text, bold=number == 0 or (bool(table.total) and number == len(rows) - 1)),), size)
            paragraph.alignment = PP_ALIGN.CENTER if column.ordinal else PP_ALIGN.RIGHT if column.number else None


def _size_of_table(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float) -> float:
    """The largest size in which all rows stand above the foot."""
    for size in (16, 14, 13, 12, 11, 10):
        taken = 0.0
        for row in rows:
            cells = zip(row, widths, strict=True)
            deepest = max(len(lines(text, (width - 0.22) * 72 / WIDER, size)) for text, width in cells)
            taken += deepest * size * 1.2 / 72 + 0.06
        if taken <= height:
            return size
    return 9


def _notes(page: Page, slide: Slide) -> None:
    """Where each number of the slide comes from, for whoever is asked."""
    figures = slide.figures()
    if not figures:
        return
    told = [f"{text.strip()}: {'; '.join(_told(origin(figure)))}" for text, figure in figures]
    page.notes_slide.notes_text_frame.text = "\n".join(["Nguồn của từng số liệu:", *told])


def _told(parts: Sequence[str]) -> list[str]:
    named = dict(zip(NAMES, parts, strict=True))
    return [
        f"{name.lower()} {part}" if name in ("Giá trị đúng", "Mã chỉ tiêu") else part
        for name, part in named.items() if part
    ]  # fmt: skip


def _properties(file: File, deck: Deck) -> None:
    properties = file.core_properties
    properties.title, properties.author = deck.title, deck.author
    if deck.as_of:
        properties.created = properties.modified = datetime(deck.as_of.year, deck.as_of.month, deck.as_of.day)
