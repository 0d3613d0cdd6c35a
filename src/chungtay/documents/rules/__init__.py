"""Papers and slides as data; every number carries the question that it answers."""

from .blocks import (
    ORDINAL,
    STATE_WORDS,
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    FigureReference,
    Paragraph,
    ParagraphStyle,
    Run,
    Slot,
    Table,
)
from .papers import Annex, Head, KnownAt, Review, Section, Signature
from .slides import Bullets, Deck, Highlight, Highlights, Plot, Series, Slide

__all__ = [
    "ORDINAL",
    "STATE_WORDS",
    "Annex",
    "Bar",
    "Block",
    "Bullets",
    "Cell",
    "Chart",
    "Column",
    "Deck",
    "FigureReference",
    "Head",
    "Highlight",
    "Highlights",
    "KnownAt",
    "Paragraph",
    "ParagraphStyle",
    "Plot",
    "Review",
    "Run",
    "Section",
    "Series",
    "Signature",
    "Slide",
    "Slot",
    "Table",
]
