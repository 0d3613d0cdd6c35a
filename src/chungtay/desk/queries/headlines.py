"""The figures at the head of the first page: this period, the one a year before, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from chungtay.figures.queries.comparable import comparable
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again, on_other_days, roots_of
from chungtay.figures.queries.permitted import latest_period
from chungtay.figures.queries.reads import Reads, Statement
from chungtay.figures.queries.scope import obligations
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.rules import By, Figure, Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Comparison, Period, compared
from chungtay.organizations.queries import Structure


@dataclass(frozen=True, slots=True)
class Headlines:
    """Figures of a scope; `earlier` by indicator, a year before; `by_month` by indicator and month (`2024-10`)."""

    question: Question
    name: str
    figures: tuple[Figure, ...]
    comparison: Comparison
    earlier: Mapping[str, Figure]
    by_month: Mapping[tuple[str, str], Figure]
    illustrative: bool
    running: bool  # the last month is not over, while that of the year before is whole

    @property
    def period(self) -> Period:
        """The days that the figures are about."""
        return Period(self.question.first, self.question.last)


class _Told(NamedTuple):
    figures: tuple[Figure, ...]
    earlier: dict[str, Figure]
    by_month: dict[tuple[str, str], Figure]
    illustrative: bool


def headlines(
    code: str, name: str, on: date, known: Structure, codes: Sequence[str], reads: Reads, beside: Sequence[Statement] = ()
) -> Headlines | None:  # fmt: skip
    """The figures of the latest period with entries; None where the unit or cluster stands for nothing then.

    `beside`: what the page reads too, asked together with what is asked of the figures.
    """
    period = latest_period([code], on, known)
    question, before = Question((code,), period.first, period.last, tuple(codes)), period.year_before()
    reads.together(
        [obligations(question), obligations(replace(question, first=before.first, last=before.last)), *beside]
    )
    try:
        answer = Answer(question, known, reads)
        comparison = comparable(answer, compared(period, before, annotate=True))
        answer.reads.ahead(lambda: _told(answer.again(), comparison))
        told = _told(answer, comparison)
    except Refusal:
        return None
    return Headlines(
        question, name, told.figures, comparison, told.earlier, told.by_month, told.illustrative, period.last >= on
    )


def _told(answer: Answer, comparison: Comparison) -> _Told:
    _shared = answer.reporting
    months = answered(asked_again(answer, By.MONTH))  # first: what is read by month serves the whole
    figures = answered(answer)
    earlier: dict[str, Figure] = {}
    days = [Period(answer.question.first, answer.question.last)]
    if comparison.basis:
        before = on_other_days(answer, comparison.against)
        if before.scope.pieces:
            earlier = {figure.indicator: figure for figure in answered(before)}
            days.append(comparison.against)
    shown = illustrative(roots_of(answer), days, stocks=False, reads=answer.reads)
    by_month = {(figure.indicator, figure.key or ""): figure for figure in months}
    return _Told(tuple(figures), earlier, by_month, shown)
