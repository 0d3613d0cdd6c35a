"""A review read back as sentences, each with the figures that it prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.documents.rules import Chart, FigureReference, Paragraph, Review, Slot


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and the figures in it."""

    text: str
    figures: tuple[FigureReference, ...]


def paragraphs(review: Review) -> list[str]:
    """Every paragraph of the report, charts by their sentence, own words by line."""
    return [line for section in review.sections for block in section.blocks for line in _lines(block)]


def _lines(block: object) -> list[str]:
    match block:
        case Paragraph():
            return [block.text]
        case Chart():
            return [block.title]
        case Slot():
            return list(block.lines)
    return []


def sentences(review: Review) -> list[Told]:
    """Every sentence of the report and its charts."""
    return [told for section in review.sections for block in section.blocks for told in _sentences(block)]


def _sentences(block: object) -> Iterator[Told]:
    runs = block.runs if isinstance(block, Paragraph) else block.sentence if isinstance(block, Chart) else ()
    text, figures = "", []
    for run in runs:
        parts = [run.text] if run.figure else run.text.split(". ")
        if run.figure:
            figures.append(run.figure)
        for part in parts[:-1]:
            yield Told(f"{text}{part}.", tuple(figures))
            text, figures = "", []
        text += parts[-1]
    if text:
        yield Told(text, tuple(figures))
