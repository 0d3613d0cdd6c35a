"""A PDF with text: the words of each page and the lines that are drawn on it. Runs in the worker only (see `apart`)."""

import ctypes
import math
import re
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from .pdf_layout import Sheet, parts_of_pages
from .pdf_tables import THIN, Box, Word
from .pieces import MAX_TEXT, Parts
from .unreadable import Unreadable, UnreadKind

MAX_PAGES: Final = 600
MAX_DRAWN: Final = 5_000  # lines and boxes on a page that may belong to tables; a chart or a map has more
SHORTEST: Final = 6.0
SCANNED: Final = 8  # words on a page with a picture: fewer are a stamp on a scan
ASLANT: Final = 0.2  # radians off the lines of the page: a watermark, no text
_WORD: Final = re.compile(r"\S+")


def pdf_parts(data: bytes) -> Parts:
    """The document. Raises Unreadable for a scan, a password, what is broken or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(UnreadKind.ENCRYPTED if locked else UnreadKind.BROKEN) from None
    if len(document) > MAX_PAGES:
        raise Unreadable(UnreadKind.TOO_LARGE)
    sheets: list[Sheet] = []
    words = pictures = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # one page in ruins does not take the others with it
        boxes, drawn = _drawn(page)
        sheet = Sheet(number + 1, *_size(page), _words(text, page), boxes)
        words, pictures = words + len(sheet.words), pictures + drawn
        sheets.append(sheet)
        text.close()
        page.close()
    if words < SCANNED * max(1, min(pictures, len(sheets))):
        raise Unreadable(UnreadKind.SCAN if pictures or words == 0 else UnreadKind.EMPTY)
    return parts_of_pages(sheets)


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    wide, high = page.get_size()  # as it is shown, turned
    return float(wide), float(high)


def _words(text: pypdfium2.PdfTextPage, page: pypdfium2.PdfPage) -> list[Word]:
    count = text.count_chars()
    if count > MAX_TEXT:
        raise Unreadable(UnreadKind.TOO_LARGE)
    said = text.get_text_range() if count > 0 else ""
    if len(said) != count:  # signs beyond the first plane, counted as two
        said = "".join(chr(pdfium.FPDFText_GetUnicode(text.raw, place) or 32) for place in range(max(0, count)))
    rectangle = pdfium.FS_RECTF()
    found: list[Word] = []
    turn = _turn(page)
    for word in _WORD.finditer(said):
        if abs(math.remainder(pdfium.FPDFText_GetCharAngle(text.raw, word.start()), math.pi / 2)) > ASLANT:
            continue
        ends = []
        for place in (word.start(), word.end() - 1):
            if pdfium.FPDFText_GetLooseCharBox(text.raw, place, ctypes.byref(rectangle)):
                ends.append(turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        if ends:
            first, last = ends[0], ends[-1]
            box = Box(min(first.x0, last.x0), min(first.y0, last.y0), max(first.x1, last.x1), max(first.y1, last.y1))
            found.append(Word(box, word[0]))
    return found


class _turn:
    """From a page's own coordinates to those of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.rotation = page.get_rotation()
        self.left, self.bottom, self.right, self.top = page.get_mediabox()

    def __call__(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        match self.rotation:
            case 90:
                return Box(y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0)
            case 180:
                return Box(self.right - x1, self.top - y1, self.right - x0, self.top - y0)
            case 270:
                return Box(self.top - y1, x0 - self.left, self.top - y0, x1 - self.left)
        return Box(x0 - self.left, y0 - self.bottom, x1 - self.left, y1 - self.bottom)


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[Box], int]:
    """Lines (as thin boxes) that may be borders of tables, and whether the page holds a picture."""
    lines: list[Box] = []
    pictures = 0
    turn = _turn(page)
    corners = [ctypes.c_float() for _ in range(4)]
    width, height = _size(page)
    for place in range(min(pdfium.FPDFPage_CountObjects(page.raw), 20 * MAX_DRAWN)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, place)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures = pictures or int(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(lines) <= MAX_DRAWN and pdfium.FPDFPath_CountSegments(drawn) <= 8:
            pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, corners))
            box = turn(*(corner.value for corner in corners))
            lines += _borders(box) if box.wide * box.high < 0.7 * width * height else ()
    return (lines if len(lines) <= MAX_DRAWN else []), pictures


def _borders(box: Box) -> list[Box]:
    if box.high <= THIN or box.wide <= THIN:
        return [box] if max(box.high, box.wide) >= SHORTEST else []
    if min(box.high, box.wide) < SHORTEST:
        return []
    x0, y0, x1, y1 = box
    return [Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)]
