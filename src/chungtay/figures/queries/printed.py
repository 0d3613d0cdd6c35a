"""*As known now* against *as printed*: every figure that a paper keeps with what it would be now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.needs import Needs
from chungtay.ledger.rules import Catalogue
from chungtay.organizations.queries import Structure

from .figures import Answer, answered
from .pages import asked_again, on_other_days
from .reads import Reads
from .scope import obligations


@dataclass(frozen=True, slots=True)
class Change:
    """A printed figure beside what it is now (state and value, in the indicator's smallest unit)."""

    figure: FigureReference
    state: str
    value: int | None

    @property
    def changed(self) -> bool:
        """Would it be printed as another one now?"""
        return (self.state, self.value) != (self.figure.state, self.figure.value)


@dataclass(frozen=True, slots=True)
class Compared:
    """The printed figures of some papers beside what they are now, in order of print; `need`: what feeds
    what; `catalogue`: by which they were asked, None where nothing was."""

    changes: dict[int, list[Change]]
    need: Needs
    catalogue: Catalogue | None = None


def compared_now(printed: Mapping[int, Sequence[FigureReference]], known: Structure | None = None) -> Compared:
    """Every printed figure of papers (by number) with what it is now; all are asked together."""
    now, first = _answers(dict.fromkeys(figure for figures in printed.values() for figure in figures), known)
    changes = {pk: [_change(figure, now.get(_place(figure))) for figure in figures] for pk, figures in printed.items()}
    return Compared(changes, first.needs, first.catalogue) if first else Compared(changes, {})


def _change(printed: FigureReference, now: Figure | None) -> Change:
    return Change(printed, now.state, now.value) if now else Change(printed, "not_reported", None)


Place = tuple[tuple[str, ...], date, date, tuple[str, ...], str | None, str | None, str]


def _place(figure: FigureReference) -> Place:
    return (figure.of, figure.first, figure.last, figure.tags, figure.by, figure.key, figure.indicator)


def _questions(printed: Iterable[FigureReference]) -> list[Question]:
    """As few questions as answer all figures: one for each scope, period and breakdown."""
    codes: dict[tuple[tuple[str, ...], date, date, tuple[str, ...], str | None], set[str]] = {}
    for figure in printed:
        codes.setdefault((figure.of, figure.first, figure.last, figure.tags, figure.by), set()).add(figure.indicator)
    return [
        Question(of, first, last, tuple(sorted(indicators)), frozenset(tags), By(by) if by else None)
        for (of, first, last, tags, by), indicators in codes.items()
    ]


def _answers(printed: Iterable[FigureReference], known: Structure | None) -> tuple[dict[Place, Figure], Answer | None]:
    questions, reads = _questions(printed), Reads()
    reads.together([*map(obligations, questions), *filter(None, [reads.books.statement])])
    groups: dict[Question, list[Question]] = {}
    for question in questions:
        groups.setdefault(replace(question, indicators=(), by=None), []).append(question)
    opened = list(_opened(groups, known, reads))
    reads.ahead(lambda: [_told(whole.again(), rows) for whole, rows in opened])
    found = {place: figure for whole, rows in opened for place, figure in _told(whole, rows)}
    return found, opened[0][0] if opened else None


def _opened(
    groups: Mapping[Question, list[Question]], known: Structure | None, reads: Reads
) -> Iterator[tuple[Answer, list[Question]]]:
    """One answer for each scope and period, about all that is asked of it; those of one scope share their books."""
    shared: Answer | None = None
    for whole, rows in groups.items():
        codes = tuple(sorted({code for question in rows for code in question.indicators}))
        try:
            if shared is None or (shared.question.of, shared.question.tags) != (whole.of, whole.tags):
                shared = Answer(whole, known, reads)
            answer = on_other_days(asked_again(shared, None, codes), Period(whole.first, whole.last))
        except Refusal:
            continue  # the scope stands no more: none of its figures can be answered now
        yield answer, rows


def _told(whole: Answer, rows: Iterable[Question]) -> list[tuple[Place, Figure]]:
    whole.reporting.read()  # once for all rows
    return [
        ((row.of, row.first, row.last, tuple(sorted(row.tags)), row.by, figure.key, figure.indicator), figure)
        for row in rows
        for figure in answered(asked_again(whole, row.by, row.indicators), brief=True)
    ]
