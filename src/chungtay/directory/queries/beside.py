"""A few main figures of a unit or cluster: this year beside the year before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chungtay.figures.queries.comparable import comparable
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import on_other_days, opened, roots_of
from chungtay.figures.queries.permitted import latest_period
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.rules.figures import Figure, Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Comparison, Period, compared
from chungtay.organizations.queries import Sight

# What a reader looks for first, in this order; a page takes those that its catalogue and scope have.
MAIN = (
    "total.turns", "total.value", "gift.count", "blood.units", "blood.donors", "blood.drives", "meal.portions",
    "house.built", "house.repaired", "address.assisted", "firstaid.trained", "firstaid.courses", "firstaid.cases",
    "disaster.households", "disaster.value", "fund.raised", "fund.spent",
)  # fmt: skip
OF_A_UNIT = MAIN[:4]


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures of a period, and by indicator those of the equal period a year before."""

    question: Question
    figures: tuple[Figure, ...]
    earlier: Mapping[str, Figure]
    comparison: Comparison
    illustrative: bool
    running: bool = False  # the last month is not over, while that of the year before is whole

    @property
    def period(self) -> Period:
        """The days that the figures are about."""
        return Period(self.question.first, self.question.last)


def main_figures(view: Sight, code: str, on: date) -> Beside | None:
    """The main figures of the latest months with entries up to day `on`; None where the book has no such indicators."""
    period = latest_period([code], on, view.structure)
    try:
        answer = opened(Question((code,), period.first, period.last, OF_A_UNIT), view.structure)
        answer.reads.ahead(lambda: beside(answer.again()))
        return replace(beside(answer), running=period.last >= on)
    except Refusal:
        return None


def beside(answer: Answer, known: Mapping[Period, Iterable[Figure]] | None = None) -> Beside:
    """What the answer's question says, and what it says a year before; `known` are answers that are there already."""
    question, known = answer.question, known or {}
    period = Period(question.first, question.last)
    comparison = comparable(answer, compared(period, period.year_before(), annotate=True))
    earlier = known.get(comparison.against, ())
    shown = [period]
    if comparison.basis and comparison.against not in known:
        before = on_other_days(answer, comparison.against)
        earlier = answered(before) if before.scope.pieces else ()
    by_indicator = {figure.indicator: figure for figure in earlier}
    shown += [comparison.against] if by_indicator else []
    found = tuple(known[period] if period in known else answered(answer))
    is_made_up = illustrative(roots_of(answer), shown, stocks=True, reads=answer.reads) if roots_of(answer) else False
    return Beside(question, found, by_indicator, comparison, is_made_up)
