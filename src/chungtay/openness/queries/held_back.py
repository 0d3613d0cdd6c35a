"""What an article may not tell because, held against the open pages and other articles, it would give a small number away.

Of whole months of the chapter, a unit right below it or a cluster of these, it tells a sum unless that, with all that is told of
the year, would determine a hidden cell of an open table. Of other days or of a programme, a number is held back where what lies
around it has few people more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import Http404

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again
from chungtay.figures.rules import By, Figure
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.periods import Period
from chungtay.kernel.small_cells import is_small
from chungtay.openness.models import PublishedFigure
from chungtay.openness.rules.asking import Asking, asking_from
from chungtay.openness.rules.cells import REST, TOTAL, Cell
from chungtay.openness.rules.published import frozen_from, shown
from chungtay.openness.rules.sums import Place, Sums
from chungtay.organizations.queries import Structure

from .chapter import the_chapter
from .tables import cells_of_year, guarded, held_against, hidden_of_year, is_summed, keys_of, opened_year

Number = Figure | FigureReference
Told = tuple[Number, Sequence[Number], Sequence[Number]]  # the whole, the rows of the breakdown, the months


@dataclass(frozen=True, slots=True)
class _Year:
    """The open table of a year with all its numbers; `hidden`: of it, and of each that is held against it."""

    year: int
    months: tuple[str, ...]
    values: Mapping[Cell, int]
    hidden: tuple[frozenset[Cell], ...]


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
    if asking.question.tags and _is_most_of_its_years(answer, whole):
        yield from range(1 + len(rows) + len(months))
    if is_small(outer[None, None] - (whole.value or 0), settings.CHUNGTAY_SMALL_CELL):
        yield 0
    for by, start, table in ((asking.by, 1, rows), (By.MONTH, 1 + len(rows), months)):
        gaps = [outer.get((by, row.key), outer[None, None]) - (row.value or 0) for row in table]
        if any(row.value and is_small(gap, settings.CHUNGTAY_SMALL_CELL) for row, gap in zip(table, gaps, strict=True)):
            yield from range(start, start + len(table))


def _is_most_of_its_years(answer: Answer, whole: Number) -> bool:
    """Have the whole years of the same tags few people more? Of a programme the open page tells them."""
    first, last = answer.question.first.year, answer.question.last.year
    years = replace(answer.question, first=date(first, 1, 1), last=date(last, 12, 31), by=None)
    try:
        (told,) = answered(answer.asking(years))
    except Refusal:  # the unit did not stand so long
        return False
    return is_small((told.value or 0) - (whole.value or 0), settings.CHUNGTAY_SMALL_CELL)


def _against_tables(asking: Asking, answer: Answer, told: Told, known: Structure) -> Iterator[int]:
    first, last = asking.period.first.year, asking.period.last.year
    years = [table for year in range(first, last + 1) if (table := _year(answer, year, known))]
    if len(years) != last - first + 1:
        return
    systems = [
        Sums((table.year, cell) for table, cells in zip(years, one, strict=True) for cell in cells)
        for one in zip(*(table.hidden for table in years), strict=True)
    ]
    for earlier, numbers in _published(answer):
        for figure, units, keys in _sums(earlier, numbers, known):
            exact = _places(figure.value, units, keys, years) if figure.value else []
            for places in exact or (_anyhow(units, keys, years) if figure.value else []):
                for system in systems:
                    system.may_tell(places)
    for place, (figure, units, keys) in enumerate(_sums(asking, told, known)):
        if figure.value and not all(
            system.may_tell(places) for places in _places(figure.value, units, keys, years) for system in systems
        ):
            yield place


def _published(answer: Answer) -> Iterator[tuple[Asking, Told]]:
    """Figures that articles told of the same, or of what is held against it: what they ask, and all their numbers."""
    view = answer.asked[0]
    near = {view.code, *(one.code for one in held_against(answer, view))}
    near |= {one.code for one in answer.catalogue.indicators.values() if view in held_against(answer, one)}
    for question, frozen in PublishedFigure.objects.order_by("pk").values_list("question", "frozen"):
        if question["indicator"] in near and not question["tags"]:
            asking, kept = asking_from(question), frozen_from(frozen)
            one = shown(asking, kept, settings.CHUNGTAY_SMALL_CELL)
            rows, months = ([row.figure for row in table] for table in (one.rows, one.months))
            yield asking, (one.whole.figure, rows, months)


def _sums(asking: Asking, told: Told, known: Structure) -> Iterator[tuple[Number, frozenset[str], set[str]]]:
    """Each number of a figure in order, with the rows and columns of the open tables that it sums up."""
    scope = _rows_of(asking, known)
    inside = {f"{month_first(month):%Y-%m}" for month in asking.period.whole_months() or ()}
    whole, rows, months = told
    yield whole, scope, inside
    for by, table in ((asking.by, rows), (By.MONTH, months)):
        for row in table:
            yield (row, *_asked_of(by, row, scope, inside))


def _asked_of(by: By | None, row: Number, scope: frozenset[str], inside: set[str]) -> tuple[frozenset[str], set[str]]:
    """Rows and columns of the open tables that a row of an article sums up; nothing where they have no such rows.

    A unit's row without a key is the unit itself, a row of the chapter's table alone.
    """
    if by == By.MONTH and row.key:
        return scope, {row.key}
    if by == By.UNIT and (row.key or TOTAL in scope):
        return frozenset([row.key or REST]), inside
    return frozenset(), set()


def _places(value: int, units: frozenset[str], keys: set[str], years: Sequence[_Year]) -> list[set[Place]]:
    """The cells that a number is the sum of: months alone, or with what was declared of several; none where it is neither."""
    values = {(table.year, cell): number for table in years for cell, number in table.values.items()}
    found = _anyhow(units, keys, years)
    return [places for places in found if sum(values.get(place, 0) for place in places) == value][:1]


def _anyhow(units: frozenset[str], keys: set[str], years: Sequence[_Year]) -> list[set[Place]]:
    """The same where the book has changed since: both."""
    months = {(table.year, (unit, key)) for table in years for unit in units for key in keys & set(table.months)}
    return [months, months | {(year, (unit, REST)) for year, (unit, _) in months}]


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
    found = cells_of_year(asked)
    views = [asked.catalogue[code] for code in found]  # the indicator itself first
    values = hidden_of_year(asked, found)[0]
    return _Year(year, keys_of(asked), values, tuple(hidden_of_year(asked, found, view)[1] for view in views))
