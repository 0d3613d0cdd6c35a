"""Holds every number of some questions against the entries behind it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chungtay.figures.queries import By, Figure, Question, behind, figures
from chungtay.figures.rules.narrowing import narrowed

SCOPES = (("22",), ("22/cum-2",), ("22.206",), ("22/cum-2", "22.193"), ("22.cdyt",))
PERIODS = (
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2024, 2, 10), date(2025, 8, 20)),
)
Difference = tuple[Question, Figure, int | None]


def untraced(question: Question) -> Iterator[Difference]:
    """Figures whose entries do not add up to them."""
    for figure in figures(question):
        if figure.value is not None:
            total = behind(question, figure.indicator).total
            if total != figure.value:
                yield question, figure, total


def untraced_rows(question: Question, by: By) -> Iterator[Difference]:
    """The same for the rows of a breakdown that are questions of their own (a count of localities per unit is not)."""
    for figure in figures(replace(question, by=by)):
        counts_units = by == By.UNIT and figure.indicator == "meal.localities"
        if figure.key is not None and figure.value is not None and not counts_units:
            part, row = narrowed(question, by, figure.key)
            total = behind(part, figure.indicator).total
            if row is None and total != figure.value:
                yield part, figure, total
