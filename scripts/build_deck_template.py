"""Build the template of slides for meetings: 16:9, one face with every Vietnamese letter, greys and one accent.

    .venv/bin/python scripts/build_deck_template.py

writes src/chungtay/documents/data/deck.pptx, which `documents.formats.pptx` fills. The same script writes the same bytes.
A chapter may open the file in PowerPoint and change its master: slides take place, size and colour from there.
"""

import re
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from chungtay.documents.formats.packing import settled
from chungtay.documents.formats.svg import ACCENT, GREY, INK

OUT = Path(__file__).resolve().parent.parent / "src" / "chungtay" / "documents" / "data" / "deck.pptx"
FACE = "Arial"  # on every desk with PowerPoint, with all of Vietnamese; LibreOffice has its metric twin
KEPT = ("Title Slide", "Title Only", "Title and Content")
WIDE, HIGH = 13.333, 7.5  # inches
SIDE, TEXT = 0.7, WIDE - 2 * 0.7
COLOURS = {"dk1": INK, "dk2": INK, "lt2": "#f2f2f0", "accent1": ACCENT, "accent2": GREY, "accent3": "#6b6b6b"}
FOOT = 6.95
# placeholder type in the file: left, top, width, height in inches
PLACES = {
    "title": (SIDE, 0.45, TEXT, 1.15),
    "ctrTitle": (SIDE, 2.0, TEXT, 1.6),
    "subTitle": (SIDE, 3.75, TEXT, 2.2),
    "body": (SIDE, 1.75, TEXT, 5.0),
    "ftr": (SIDE, FOOT, TEXT - 1.2, 0.35),
    "sldNum": (WIDE - SIDE - 1.0, FOOT, 1.0, 0.35),
}


def build() -> bytes:
    """The template's bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    _theme(deck)
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)
    for holder in (deck.slide_master, *deck.slide_layouts):
        _place(holder)
    _styles(deck.slide_master)
    properties = deck.core_properties
    properties.author = properties.title = properties.last_modified_by = properties.keywords = ""
    properties.language, properties.revision = "vi-VN", 1
    properties.created = properties.modified = datetime(2020, 3, 5)
    out = BytesIO()
    deck.save(out)
    return settled(out.getvalue())


def _theme(deck: Deck) -> None:
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode()
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{FACE}"', text)
    for name, colour in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>',
            text,
            flags=re.S,
        )
    part._blob = text.encode()


def _place(holder: SlideMaster | SlideLayout) -> None:
    for shape in list(holder.placeholders):
        mark = shape._element.find(f".//{qn('p:ph')}")
        kind = mark.get("type", "body")
        if kind == "dt":  # a day of printing has no place in a deck whose bytes never change
            shape._element.getparent().remove(shape._element)
            continue
        left, top, width, height = map(Inches, PLACES[kind])
        shape.left, shape.top, shape.width, shape.height = left, top, width, height
        if kind == "ctrTitle":
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        _align(shape._element, kind)


def _align(shape: etree._Element, kind: str) -> None:
    """Everything from the left, in full ink; the foot in small type, the slide's number at the right."""
    for level in shape.iter(qn("a:lvl1pPr")):
        level.set("algn", "r" if kind == "sldNum" else "l")
    for tint in list(shape.iter(qn("a:tint"))):
        tint.getparent().remove(tint)
    if kind in ("ftr", "sldNum"):
        for properties in shape.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            properties.set("sz", "1200")


def _styles(master: SlideMaster) -> None:
    """Headings to the left and bold; text in two sizes."""
    styles = master._element.find(qn("p:txStyles"))
    for level in styles.find(qn("p:titleStyle")).iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("sz", "2800")
        level.find(qn("a:defRPr")).set("b", "1")
    for number, size in ((1, 2200), (2, 1800)):
        for level in styles.find(qn("p:bodyStyle")).iter(qn(f"a:lvl{number}pPr")):
            level.find(qn("a:defRPr")).set("sz", str(size))
            space = level.find(qn("a:spcBef"))
            for old in list(space):
                space.remove(old)
            etree.SubElement(space, qn("a:spcPts")).set("val", "900")


if __name__ == "__main__":
    OUT.write_bytes(build())
    sys.stdout.write(f"{OUT}\n")
