"""What carries the tag of a programme or a disaster: figures by unit and year, records, published reviews, sites."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.directory.queries.beside import MAIN, Beside, beside
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import UnitName, asked_again, names_of, on_other_days, opened, roots_of, untagged
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.periods import Period
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import Everyone, Sight
from chungtay.organizations.rules import Permission
from chungtay.records.queries.tags import newest_tagged
from chungtay.reports.queries.publications import Published, published

MOST_MAIN = 4
MOST_RECORDS = 10
YEARS = 5
# Where the work has places that go on: their count (each unit once) and the places themselves, whatever their tags.
SITES = {"noi_chao": ("meal.localities", "meal.sites")}


@dataclass(frozen=True, slots=True)
class TaggedRecord:
    """One of the newest records with the tag."""

    seq: int
    unit_id: int
    key: str
    title: str
    on: date
    unit: str


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """Figures under one tag: the period's, those of `YEARS` years, and the main ones by unit; None: nobody owes there.

    `others`: every indicator with entries beside the main ones. `sites` by unit, where the work has places.
    """

    beside: Beside
    others: tuple[Figure, ...]
    by_unit: tuple[Figure, ...]
    by_year: Mapping[Period, tuple[Figure, ...]]
    sites: tuple[Figure, ...]
    names: Mapping[str, UnitName]
    records: tuple[TaggedRecord, ...]
    reviews: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    beside: Beside
    by_unit: tuple[Figure, ...]
    by_year: Mapping[Period, tuple[Figure, ...]]
    sites: tuple[Figure, ...]


def tagged_page(view: Sight, question: Question) -> TaggedPage:
    """Everything of the question's scope and tag, for a person who may see its figures. Raises Refusal as `figures`."""
    years = [Period.year(year) for year in range(question.last.year - YEARS + 1, question.last.year)]
    span = Period(years[0].first, question.last)
    answer = opened(question, view.structure, span)
    found = [figure for figure in _all_of(answer) if figure.entries or figure.unplaced]
    asked = _main_of(found) or _main_of(_all_of(on_other_days(answer, span))) or MAIN[:2]
    main = asked_again(answer, None, asked)
    main.reads.ahead(lambda: _numbers(main.again(), years))
    told = _numbers(main, years)
    return TaggedPage(
        beside=told.beside,
        others=tuple(figure for figure in found if figure.indicator not in asked),
        by_unit=told.by_unit,
        by_year=told.by_year,
        sites=told.sites,
        names=names_of(question, answer),
        records=tuple(_records(view, answer)),
        reviews=tuple(_reviews(question)),
    )


def _all_of(answer: Answer) -> list[Figure]:
    answer.reads.ahead(lambda: answered(answer.again(), brief=True))
    return answered(answer)


def _numbers(main: Answer, years: list[Period]) -> _Numbers:
    """The main figures: of the period beside the year before, by unit, by year; and the sites."""
    by_year = {period: said for period in years if (said := _of_year(main, period))}
    shown = beside(main, by_year)
    by_unit = tuple(answered(asked_again(main, By.UNIT)))
    own = {shown.period: shown.figures} if _applies(shown.figures) else {}
    return _Numbers(shown, by_unit, by_year | own, _sites(main))


def _main_of(found: Iterable[Figure]) -> tuple[str, ...]:
    """Of what has entries, the first in the order of MAIN; where it names none, the first in the catalogue's."""
    said = [figure.indicator for figure in found if figure.entries or figure.unplaced]
    return tuple([code for code in MAIN if code in said] or said)[:MOST_MAIN]


def _of_year(main: Answer, period: Period) -> tuple[Figure, ...]:
    then = on_other_days(main, period)
    found = tuple(answered(then)) if then.scope.pieces else ()
    return found if _applies(found) else ()


def _applies(found: Iterable[Figure]) -> bool:
    return any(figure.state != FigureState.NOT_APPLICABLE for figure in found)


def _sites(main: Answer) -> tuple[Figure, ...]:
    question = main.question
    codes = {tag.partition(":")[2] for tag in question.tags}
    indicators = next((SITES[code] for code in codes if code in SITES), None)
    if indicators is None:
        return ()
    return tuple(answered(untagged(asked_again(main, By.UNIT, indicators))))


def _records(view: Sight, answer: Answer) -> list[TaggedRecord]:
    """The newest standing records with the tag, of units whose records the person may see."""
    seen, below = view.units(Permission.SEE_RECORDS), view.structure.descendant_ids(roots_of(answer))
    if len(below) == view.structure.count:  # no row need be held against them
        here: Collection[int] = seen
    else:
        here = below if isinstance(seen, Everyone) else below & seen
    found = newest_tagged(here, answer.only or (), MOST_RECORDS)
    units = view.structure.units_of({unit for _, unit, *_ in found}, view.on)
    return [TaggedRecord(*row, units[row[1]].short_name) for row in found]


def _reviews(question: Question) -> list[Published]:
    """Published reviews of the scope that share a day with the period."""
    return [
        review
        for code in question.of
        for review in published(code)
        if review.first <= question.last and review.last >= question.first
    ]
