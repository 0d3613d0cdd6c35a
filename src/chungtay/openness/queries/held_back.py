"""What an article may not tell because, held against the open pages, it would betray a small number.

Of whole months of the chapter, a unit right below it or a cluster of these, an article tells what follows from the open table of
the year, and no more. Of other days or of a programme, a number is held back where what lies around it has few people more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import Http404

from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again
from chungtay.figures.rules import By, Figure
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.periods import Period
from chungtay.kernel.small_cells import is_small
from chungtay.openness.rules.asking import Asking
from chungtay.openness.rules.cells import REST, TOTAL, Cell, follows
from chungtay.organizations.queries import Structure

from .chapter import the_chapter
from .tables import cells_of_year, guarded, hidden_of_year, is_summed, keys_of, opened_year

Told = tuple[Figure, Sequence[Figure], Sequence[Figure]]  # the whole, the rows of the breakdown, the months


@dataclass(frozen=True, slots=True)
class _Year:
    """An open table with all its numbers."""

    months: tuple[str, ...]
    values: Mapping[Cell, int]
    hidden: frozenset[Cell]


def held_back(asking: Asking, answer: Answer, told: Told, known: Structure) -> tuple[int, ...]:
    """Places of the numbers that must not be told: 0 is the whole, then rows, then months; `answer` is the question's, without
    a breakdown."""
    view, (whole, rows, _months) = answer.asked[0], told
    if not (guarded(view) and is_summed(view)):
        return ()
    if asking.period.whole_months() is None or asking.question.tags:
        return tuple(_lying_inside(asking, answer, told))
    places = list(_against_tables(asking, answer, told, known))
    if asking.by == By.PROGRAMME and any(
        is_small((whole.value or 0) - (row.value or 0), settings.CHUNGTAY_SMALL_CELL) for row in rows
    ):
        places += range(1, len(rows) + 1)
    return tuple(places)


def _lying_inside(asking: Asking, answer: Answer, told: Told) -> Iterator[int]:
    """Held against the same whatever the tags, over the whole months around: a difference of few people is one that can be told
    from two numbers."""
    first, last = month_first(month_index(asking.period.first)), month_last(month_index(asking.period.last))
    around = answer.asking(replace(answer.question, first=first, last=last, tags=frozenset(), by=None))
    outer: dict[tuple[By | None, str | None], int] = {(None, None): answered(around)[0].value or 0}
    for by in {asking.by, By.MONTH} - {None, By.PROGRAMME}:
        outer |= {(by, row.key): row.value or 0 for row in answered(asked_again(around, by))}
    whole, rows, months = told
    if is_small(outer[None, None] - (whole.value or 0), settings.CHUNGTAY_SMALL_CELL):
        yield 0
    for by, start, table in ((asking.by, 1, rows), (By.MONTH, 1 + len(rows), months)):
        gaps = [outer.get((by, row.key), outer[None, None]) - (row.value or 0) for row in table]
        if any(row.value and is_small(gap, settings.CHUNGTAY_SMALL_CELL) for row, gap in zip(table, gaps, strict=True)):
            yield from range(start, start + len(table))


def _against_tables(asking: Asking, answer: Answer, told: Told, known: Structure) -> Iterator[int]:
    years = [_year(answer, year, known) for year in range(asking.period.first.year, asking.period.last.year + 1)]
    tables = [year for year in years if year is not None]
    scope = _rows_of(asking, known)
    whole, rows, months = told
    inside = {f"{month_first(month):%Y-%m}" for month in asking.period.whole_months() or ()}
    asked = [(whole, scope, inside)]
    asked += [(row, *_asked_of(asking.by, row, scope, inside)) for row in rows]
    asked += [(row, *_asked_of(By.MONTH, row, scope, inside)) for row in months]
    if len(tables) == len(years):
        for place, (figure, units, keys) in enumerate(asked):
            if figure.value and not _follows(figure.value, units, keys, tables):
                yield place


def _asked_of(by: By | None, row: Figure, scope: frozenset[str], inside: set[str]) -> tuple[frozenset[str], set[str]]:
    """Rows and columns of the open tables that a row of an article sums up; nothing where they have no such rows."""
    if by == By.MONTH and row.key:
        return scope, {row.key}
    if by == By.UNIT and row.key:
        return frozenset([row.key]), inside
    return frozenset(), set()


def _follows(value: int, units: frozenset[str], keys: set[str], tables: Sequence[_Year]) -> bool:
    """Does the number follow from what the open tables tell? Also where they tell of nothing like it."""
    for more in (set[str](), {REST}):  # months alone, or with what was declared of several
        asked = [{(unit, key) for unit in units for key in (*(keys & set(table.months)), *more)} for table in tables]
        if (
            sum(table.values.get(cell, 0) for table, cells in zip(tables, asked, strict=True) for cell in cells)
            == value
        ):
            return all(follows(cells, table.hidden) for table, cells in zip(tables, asked, strict=True))
    return True


def _rows_of(asking: Asking, known: Structure) -> frozenset[str]:
    """The rows of an open table that the article's unit or cluster is; a code that is none of them is no row."""
    (code,) = asking.question.of
    if known.cluster(code):
        return frozenset(one.code for one in known.members_within(code, asking.period.first, asking.period.last))
    chapter = _chapter_code(asking.period.last, known)
    return frozenset([TOTAL if code == chapter else code])


def _chapter_code(on: date, known: Structure) -> str:
    try:
        return the_chapter(on, known).code
    except Http404:
        return ""


def _year(answer: Answer, year: int, known: Structure) -> _Year | None:
    """The open table of a year, as it is or will be; None where there is none."""
    days = Period.year(year)
    try:
        whole = opened_year(the_chapter(days.last, known), days, known)
    except (Refusal, Http404):
        return None
    asked = asked_again(whole, None, (answer.asked[0].code,))
    asked.reads.ahead(lambda: cells_of_year(asked.again()))
    values, hidden = hidden_of_year(asked, cells_of_year(asked))
    return _Year(keys_of(asked), values, frozenset(hidden))
