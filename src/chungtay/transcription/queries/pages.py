"""What the page of a document shows: a page of its text, the figures there, the one at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import Catalogue
from chungtay.organizations.queries import Sight
from chungtay.reading.rules.figures import Figure
from chungtay.records.queries.tags import tag_choices
from chungtay.transcription.models import Transcript
from chungtay.transcription.rules.cells import Cell
from chungtay.transcription.rules.marking import Part, marked
from chungtay.transcription.rules.states import Answer
from chungtay.unpacking.rules import Document

from .review import Line, Review, names_of, own_code, proposal_of, review_of

MOST_GLIMPSES = 30


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with its figures marked: `parts` and `lines` of this page, `shown` the figure at hand, `before` and `after` its neighbours."""

    review: Review
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    shown: Line | None
    number: int
    pages: int
    by_place: Mapping[int, Line]
    names: Mapping[str, str]
    tags: Mapping[str, str]
    before: int | None
    after: int | None

    @property
    def document(self) -> Document:
        """The text."""
        return self.review.content.document

    @property
    def open(self) -> int:
        """How many figures wait for an answer."""
        return sum(line.state == Answer.OPEN for line in self.review.lines)

    @property
    def quoted(self) -> tuple[str, str, str]:
        """The sentence of the figure at hand: before, itself, after."""
        if self.shown is None:
            return ("", "", "")
        quantity, text = self.shown.figure.quantity, self.document.text
        start, end = quantity.sentence.start, quantity.sentence.end
        return (text[start : quantity.span.start], quantity.span.of(text), text[quantity.span.end : end])


def document_page(transcript: Transcript, seen: Sight, place: int | None, number: int | None) -> DocumentPage:
    """The page on which a figure stands, or the page asked for; at hand the figure, else the first that waits there."""
    review = review_of(transcript, seen)
    text = marked(review.content.document, [line.figure.quantity.span for line in review.lines])
    by_place = {line.place: line for line in review.lines}
    if place not in by_place:
        place = None
    if number is None:
        waits = next((line.place for line in review.lines if line.state == Answer.OPEN), 0)
        number = text.page_of.get(waits if place is None else place, 0) + 1
    number = min(max(number, 1), len(text.pages))
    lines = tuple(line for line in review.lines if text.page_of.get(line.place, 0) == number - 1)
    if place is None and lines:
        place = next((line.place for line in lines if line.state == Answer.OPEN), lines[0].place)
    shown = by_place.get(place) if place is not None else None
    codes = {line.cell.about for line in review.lines} | {own_code(seen, transcript)}
    names = names_of(seen, codes, seen.on)
    before, after = (None if place is None or place + n not in by_place else place + n for n in (-1, 1))
    return DocumentPage(
        review, text.pages[number - 1], lines, shown, number, len(text.pages), by_place, names, all_tags(seen), before,
        after,
    )  # fmt: skip


def all_tags(seen: Sight) -> Mapping[str, str]:
    """Programmes and disasters by tag, as they are called today."""
    programmes, disasters = tag_choices(seen.on)
    found = {f"programme:{code}": name for code, name in programmes}
    return found | {f"disaster:{code}": name for code, name in disasters}


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A figure of a text that is only looked at: as it is written, and what would be proposed."""

    written: str
    figure: Figure
    cell: Cell


@dataclass(frozen=True, slots=True)
class Glance:
    """A text that was only looked at: nothing of it is kept. `cut`: there is more of it than is shown."""

    parts: tuple[Part, ...]
    figures: Sequence[Figure]
    lines: tuple[Glimpse, ...]
    views: Catalogue
    names: Mapping[str, str]
    cut: bool


def glance(document: Document, figures: Sequence[Figure], own: str, seen: Sight) -> Glance:
    """The first page of a text with its figures marked, and what the first of them would propose."""
    text, views = marked(document, [figure.quantity.span for figure in figures]), catalogue()
    lines = tuple(
        Glimpse(figure.quantity.span.of(document.text), figure, proposal_of(figure, views, own, seen))
        for figure in figures[:MOST_GLIMPSES]
    )
    names = names_of(seen, {line.cell.about for line in lines}, seen.on)
    return Glance(text.pages[0], figures, lines, views, names, len(text.pages) > 1)
