"""A document with its figures: what each says, what was said of it, what becomes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import Catalogue, Covers
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission
from chungtay.reading.rules.figures import Check, Figure
from chungtay.transcription.models import FigureAnswer, Transcript
from chungtay.transcription.rules.cells import Cell, Fate, Whose, fate, proposed, settled
from chungtay.transcription.rules.states import Answer, Destination
from chungtay.transcription.rules.versions import FigureChange, Posted, compared

from .contents import Content, content_of
from .standing import stands


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the document; `cell` as it was said, else as it is proposed; no `fate` while something is missing.

    `same_as`: an earlier accepted figure that says the same of the same; `against`: one that says another number of it.
    """

    place: int
    figure: Figure
    proposal: Cell
    cell: Cell
    answer: FigureAnswer | None
    whose: Whose | None
    fate: Fate | None
    change: FigureChange | None = None
    same_as: int | None = None
    against: int | None = None
    checks: tuple[Check, ...] = ()

    @property
    def accepted(self) -> bool:
        """Was it accepted?"""
        return self.answer is not None and self.answer.answer == Answer.ACCEPTED

    @property
    def state(self) -> str:
        """What was said of it."""
        return self.answer.answer if self.answer else Answer.OPEN

    @property
    def posted(self) -> bool:
        """Is it in the book?"""
        return self.answer is not None and self.answer.entry_seq is not None

    @property
    def revision(self) -> int:
        """How often something was said of it."""
        return self.answer.revision if self.answer else 0


@dataclass(frozen=True, slots=True)
class Review:
    """A document as it is confirmed."""

    transcript: Transcript
    content: Content
    lines: tuple[Line, ...]
    gone: tuple[Posted, ...]
    views: Catalogue

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Accepted lines that are not in the book yet."""
        return tuple(line for line in self.lines if line.accepted and not line.posted)

    @property
    def withdrawable(self) -> tuple[Posted, ...]:
        """What is gone and counts in the book; a claim does not, and is kept."""
        return tuple(one for one in self.gone if one.key)

    @property
    def mark(self) -> str:
        """Tells one state of the answers from another."""
        return "-".join(f"{line.place}.{line.revision}" for line in self.waiting)


def whose_of(seen: Sight, cell: Cell) -> Whose | None:
    """The unit that a cell is about; None for a cluster or another organization."""
    if cell.first is None or cell.last is None:
        return None
    unit = seen.structure.unit_within(cell.about, cell.first, cell.last)
    if unit is None:
        return None
    writes = seen.may(Permission.RECORD, unit.id)
    leaf = not seen.structure.directly_below(unit.id)
    return Whose(unit.id, unit.kind, leaf, writes, unit.stands_on(cell.last))


def own_code(seen: Sight, transcript: Transcript) -> str:
    """Code of the unit that the document speaks for."""
    return seen.structure.code_of(transcript.unit_id)


def proposal_of(figure: Figure, views: Catalogue, own: str, seen: Sight) -> Cell:
    """The proposed cell; a unit that never had any below speaks of its own work."""
    cell = proposed(figure, views, own, seen.on)
    whose = whose_of(seen, cell)
    return replace(cell, covers=Covers.OWN) if whose is not None and whose.leaf else cell


def review_of(transcript: Transcript, seen: Sight) -> Review:
    """The document with every figure, as the person may post it today."""
    content, views = content_of(transcript.pk), catalogue()
    answers = {row.place: row for row in transcript.answers.select_related("by")}
    own = own_code(seen, transcript)
    lines = [
        _line(place, figure, answers.get(place), views, own, seen)
        for place, figure in enumerate(content.reading.figures)
    ]
    lines = _told_twice(lines)
    lines = _with_checks(lines, content.reading.checks)
    gone: tuple[Posted, ...] = ()
    if transcript.follows_id:
        found = compared({line.place: line.cell for line in lines if line.fate}, posted_of(transcript.follows_id))
        lines = [replace(line, change=found.changes.get(line.place)) for line in lines]
        still = stands({one.standing for one in found.gone if one.key})
        gone = tuple(one for one in found.gone if not one.key or one.standing in still)
    return Review(transcript, content, tuple(lines), gone, views)


def _line(
    place: int, figure: Figure, answer: FigureAnswer | None, views: Catalogue, own: str, seen: Sight
) -> Line:  # fmt: skip
    proposal = proposal_of(figure, views, own, seen)
    said = answer is not None and answer.answer != Answer.OPEN
    cell = Cell.of_json(answer.cell) if answer is not None and (said or answer.changed) else proposal
    if cell.indicator and cell.indicator not in views.indicators:
        cell = replace(cell, indicator="", value=None)
    cell = cell if answer is not None and answer.entry_seq else settled(cell, seen.on)
    whose = whose_of(seen, cell)
    becomes = None if cell.missing else fate(cell, figure.quantity.kind, views, whose, seen.on)
    if becomes is not None and answer is not None and answer.became:
        becomes = Fate(Destination(answer.became), becomes.why)
    return Line(place, figure, proposal, cell, answer, whose, becomes)


def _told_twice(lines: list[Line]) -> list[Line]:
    """Mark accepted figures of which another accepted one says the same, or something else."""
    first: dict[tuple[object, ...], Line] = {}
    for line in sorted(lines, key=lambda line: not line.posted):
        if line.accepted and line.fate:
            first.setdefault(line.cell.place, line)
    found = []
    for line in lines:
        bearer = first.get(line.cell.place) if line.accepted and line.fate else None
        if bearer is not None and bearer.place != line.place:
            same = bearer.cell.value == line.cell.value
            line = replace(line, same_as=bearer.place if same else None, against=None if same else bearer.place)
        found.append(line)
    return found


def _with_checks(lines: list[Line], checks: Iterable[Check]) -> list[Line]:
    by_place: dict[int, list[Check]] = {}
    for check in checks:
        for place in check.figures:
            by_place.setdefault(place, []).append(check)
    return [replace(line, checks=tuple(by_place.get(line.place, ()))) for line in lines]


def posted_of(number: int) -> list[Posted]:
    """The figures of a document that are in the book."""
    rows = FigureAnswer.objects.filter(of=number, entry_seq__isnull=False).order_by("place")
    return [Posted(row.place, Cell.of_json(row.cell), row.key, row.entry_seq or 0, row.unit_id or 0) for row in rows]


def names_of(seen: Sight, codes: Iterable[str], on: date) -> Mapping[str, str]:
    """What the units and clusters of these codes are called; others keep the name that they have in the text."""
    found = {}
    for code in set(codes):
        cluster = seen.structure.cluster(code)
        ids = seen.structure.bearers(code)
        if cluster is not None:
            found[code] = cluster.name
        elif ids:
            units = seen.structure.units_of(ids, on).values()
            found[code] = max(units, key=lambda unit: (unit.stands_on(on), unit.valid_from)).name
    return found
