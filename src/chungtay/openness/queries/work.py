"""What the chapter did in a year: every number of it, and one of them by unit, month and programme, with places."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.conf import settings

from chungtay.explorer.queries import places_of
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again, names_of, roots_of
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.queries.tags import names_of_causes
from chungtay.figures.rules import By, Figure
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import books
from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView
from chungtay.openness.rules.cells import TOTAL, hidden_rows
from chungtay.openness.rules.published import Point
from chungtay.organizations.queries import UnitOn, structure

from .chapter import the_chapter
from .tables import OpenNumber, OpenTable, guarded, held_against, hidden_of, opened_year, table_of, year_of

EARLIEST = 2000
A_MONTH = timedelta(days=31)  # in January the year that is over says more
Programmes = tuple[tuple[str, OpenNumber], ...]


@dataclass(frozen=True, slots=True)
class WorkAsked:
    """A year (0: the one that runs) and the first and last of its months; an indicator by code ("": the first total)."""

    year: int = 0
    first_month: int = 1
    last_month: int = 12
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """The page. `year` by indicator in catalogue order; `months` are those of the chosen stretch; `programmes` by name
    ("": what belongs to none), None where the stretch is not the whole year. `names` by unit code."""

    chapter: UnitOn
    period: Period
    year: Mapping[str, OpenNumber]
    catalogue: Mapping[str, IndicatorView]
    table: OpenTable
    months: tuple[str, ...]
    programmes: Programmes | None
    names: Mapping[str, str]
    points: Mapping[str, Point]
    dots: tuple[Point, ...]
    illustrative: bool

    @property
    def is_whole_year(self) -> bool:
        """Does the stretch reach over all months of the year that are told?"""
        return self.months == self.table.months


def public_indicators(catalogue: Catalogue | None = None) -> dict[str, IndicatorView]:
    """The indicators that the open pages tell of: all whose number can be told."""
    views = (catalogue or books()[0]).indicators.values()
    return {view.code: view for view in views if view.kind != IndicatorKind.DISTINCT}


def work(asked: WorkAsked, on: date) -> Work | None:
    """What the chapter did; None where the year or the indicator is none of ours. Raises Http404 without a chapter."""
    known = structure()
    chapter = the_chapter(on, known)
    year = asked.year or (on - A_MONTH).year
    if not EARLIEST <= year <= on.year:
        return None
    period = year_of(year, on)
    try:
        answer = opened_year(chapter, period, known)
    except Refusal:  # the chapter did not stand in that year
        return None
    catalogue = public_indicators(answer.catalogue)
    code = asked.indicator or _first_total(answer, catalogue)
    if code not in catalogue:  # nor is there any before the catalogue is loaded
        return None
    answer = asked_again(answer, None, (code,))
    answer.reads.ahead(lambda: _told(answer.again(), tuple(catalogue)))
    table, programmes, found, shown = _told(answer, tuple(catalogue))
    months = tuple(key for key in table.months if asked.first_month <= int(key[5:]) <= asked.last_month)
    months = months if table.has_parts and months else table.months
    units = {owing.code: owing.unit_id for owing, _ in answer.scope.rows}
    places, _without, dots = places_of(units, period.last, known)
    return Work(
        chapter, Period(date.fromisoformat(f"{months[0]}-01"), _last(months, period)), found, catalogue, table, months,
        _by_name(programmes, period.last) if months == table.months else None,
        {code: name.short_name or name.name for code, name in names_of(answer.question, answer).items()},
        {place.code: place.point for place in places}, dots, shown,
    )  # fmt: skip


def _last(months: tuple[str, ...], period: Period) -> date:
    last = int(months[-1][5:])
    return period.last if last == period.last.month else Period.month(period.first.year, last).last


def _first_total(answer: Answer, catalogue: Mapping[str, IndicatorView]) -> str:
    return next((code for code, view in catalogue.items() if view.id in answer.rules.totals), next(iter(catalogue), ""))


def _told(answer: Answer, codes: tuple[str, ...]) -> tuple[OpenTable, Programmes, dict[str, OpenNumber], bool]:
    figures = {figure.indicator: figure for figure in answered(asked_again(answer, None, codes))}
    found = {}
    for code, figure in figures.items():
        view = answer.catalogue[code]
        beside = (view, *(one for one in held_against(answer, view) if one.code in figures))
        values = {one.code: {TOTAL: figures[one.code].value or 0} for one in beside}
        found[code] = _number(figure, TOTAL in _hidden(answer, view, values))
    table = table_of(answer)
    days = Period(answer.question.first, answer.question.last)
    shown = illustrative(roots_of(answer), [days], stocks=True, reads=answer.reads)
    return table, _programmes(answer) if table.adds_up else (), found, shown


def _programmes(answer: Answer) -> Programmes:
    """The programmes of a whole year by code: of less, the months that are told would betray the rest."""
    view = answer.asked[0]
    codes = (view.code, *dict.fromkeys(one.code for one in held_against(answer, view)))
    rows = answered(asked_again(answer, By.PROGRAMME, codes))
    wholes = answered(asked_again(answer, None, codes))
    if answer.reads.noting or not any(row.key for row in rows if row.indicator == view.code):
        return ()
    values = {one.indicator: {TOTAL: one.value or 0} for one in wholes}
    for row in rows:
        values[row.indicator][row.key or ""] = row.value or 0
    hidden = _hidden(answer, view, values)
    return tuple((row.key or "", _number(row, (row.key or "") in hidden)) for row in rows if row.indicator == view.code)


def _hidden(answer: Answer, view: IndicatorView, values: Mapping[str, Mapping[str, int]]) -> Collection[str]:
    hides = partial(hidden_rows, k=settings.CHUNGTAY_SMALL_CELL)
    return hidden_of(answer, view, values, hides) if guarded(view) else ()


def _number(figure: Figure, hides: bool) -> OpenNumber:
    return OpenNumber(figure.state, None if hides else figure.value, hides)


def _by_name(programmes: Programmes, on: date) -> Programmes:
    """The same by what they are called on a day, the largest first, what belongs to none last."""
    names = names_of_causes(on)[0] if programmes else {}
    named = [(names.get(code, code), told) for code, told in programmes]
    return tuple(sorted(named, key=lambda item: (not item[0], -(item[1].value or 0), item[0])))
