"""What the page behind a figure shows, and the page of all figures of a scope."""

from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Comparison, Period, compared
from chungtay.ledger.queries.catalogue import statement_with
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import Structure

from .comparable import comparable
from .countings import Counting, countings_of
from .entry_pages import MOST_ENTRIES, EntryPage, entry_page, newest_entries
from .figures import Answer, answered
from .reads import Reads, Statement
from .scope import obligations
from .sources import illustrative
from .tags import names_of_causes

NO_FIELD = gettext_noop("Tham số “key”: không có lĩnh vực nào mang mã “%(key)s”.")
UNBROKEN = (IndicatorKind.RATE, IndicatorKind.DISTINCT)  # rows of these cannot be told apart


class UnitName(NamedTuple):
    """What a unit or cluster is called: in headings, and in rows."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure's equal period a year before; `earlier` None where the scope did not stand then."""

    comparison: Comparison
    earlier: Figure | None
    by_month: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Everything about one figure.

    `names` by unit code, `tags` by tag of a programme or disaster, `indicators` the whole catalogue by code; `entries`
    None where the reader may see no records.
    """

    question: Question
    row: By | None
    key: str | None
    indicator: IndicatorView
    figure: Figure
    compared: Compared
    by_unit: tuple[Figure, ...]
    by_month: tuple[Figure, ...]
    countings: tuple[Counting, ...]
    parts: tuple[Figure, ...]
    names: Mapping[str, UnitName]
    tags: Mapping[str, str]
    indicators: Mapping[str, IndicatorView]
    entries: EntryPage | None
    illustrative: bool

    @property
    def period(self) -> Period:
        """The days that the figure is about."""
        return Period(self.question.first, self.question.last)


class _Told(NamedTuple):
    """What the sums of a figure's page say."""

    figure: Figure
    parts: list[Figure]
    compared: Compared
    by_unit: tuple[Figure, ...]
    by_month: tuple[Figure, ...]
    countings: tuple[Counting, ...]
    illustrative: bool


def figure_page(
    question: Question, row: By | None = None, key: str | None = None, *, seen: frozenset[int], number: int = 1,
    known: Structure | None = None,
) -> FigurePage:  # fmt: skip
    """The page behind the figure of the question's only indicator; `row` and `key`: behind a row of its breakdown that
    is no question of its own (`narrowed` tells).

    `seen` are the units whose records the reader may see, `number` the page of entries, `known` the organization as
    known now. Raises Refusal for a scope or an indicator that is none.
    """
    answer = opened(replace(question, by=None), known)
    answer.reads.ahead(lambda: _told(answer.again(), row, key))
    told = _told(answer, row, key)
    entries = _entries(answer, told, row, key, seen, number)
    shown = entries.shown if entries else ()
    tags = question.tags | {tag for one in shown for tag in one.line.tags}
    return FigurePage(
        question=question, row=row, key=key, indicator=answer.asked[0], figure=told.figure, compared=told.compared,
        by_unit=told.by_unit, by_month=told.by_month, countings=told.countings, parts=tuple(told.parts),
        names=names_of(question, answer, {one.unit_id for one in shown}), tags=tag_names(tags, question.last),
        indicators=answer.catalogue.indicators, entries=entries, illustrative=told.illustrative,
    )  # fmt: skip


def opened(question: Question, known: Structure | None = None, *days: Period) -> Answer:
    """A page's answer: who owes is asked for the year before too, and for other days that the page may tell of."""
    return Answer(question, known, begun(question, [Period(question.first, question.last).year_before(), *days]))


def begun(question: Question, days: Iterable[Period], more: Iterable[Statement] = ()) -> Reads:
    """What a page asks before all else: who owes in the question's days and in others, where rates are read; `more`."""
    reads = Reads()
    others = (replace(question, first=one.first, last=one.last) for one in days)
    beside = [
        statement_with(question.tags),
        reads.rated.statement if reads.rated.is_known else None,
        reads.books.statement,
    ]
    reads.together([obligations(question), *map(obligations, others), *filter(None, beside), *more])
    return reads


def _told(answer: Answer, row: By | None, key: str | None) -> _Told:
    view, _shared = answer.asked[0], answer.reporting  # read once for all that is asked again
    period, whole = Period(answer.question.first, answer.question.last), row is None
    by_month = _rows(answer, By.MONTH) if whole else ()  # first: what is read by month serves the whole
    countings = tuple(countings_of(answer, view)) if whole else ()
    figure, *parts = _with_parts(answer, countings) if row is None else [_row(answer, row, key)]
    comparison = _compared(answer, whole=whole)
    beside = [comparison.comparison.against] if comparison.earlier else []
    stocks = view.kind == IndicatorKind.STOCK or view.derived == LOCALITIES
    shown = illustrative(roots_of(answer), [period, *beside], stocks=stocks, reads=answer.reads)
    return _Told(figure, parts, comparison, _rows(answer, By.UNIT) if whole else (), by_month, countings, shown)


def asked_again(
    answer: Answer, by: By | None, indicators: tuple[str, ...] | None = None, about: tuple[str, ...] = ()
) -> Answer:
    """The same answer broken down, or about other indicators: catalogue, rules, scope and tree are shared. `about`: what is
    read for it and for others, the indicators among them."""
    twin = copy(answer)
    twin.question = replace(answer.question, by=by, indicators=indicators or answer.question.indicators)
    twin.by_tags = by in (By.PROGRAMME, By.DISASTER)
    twin.asked = [answer.catalogue[code] for code in twin.question.indicators]
    twin.about = [answer.catalogue[code] for code in about] or twin.asked
    return twin


def untagged(answer: Answer) -> Answer:
    """The same whatever the tags."""
    twin = answer.again()
    twin.question, twin.only = replace(answer.question, tags=frozenset()), None
    return twin


def on_other_days(answer: Answer, days: Period) -> Answer:
    """The same asked of another period. Raises Refusal as a new question does."""
    return answer.asking(replace(answer.question, first=days.first, last=days.last))


def _rows(answer: Answer, by: By) -> tuple[Figure, ...]:
    """The rows of a breakdown; none where the indicator's rows cannot be told apart."""
    return () if answer.asked[0].kind in UNBROKEN else tuple(answered(asked_again(answer, by)))


def _row(answer: Answer, row: By, key: str | None) -> Figure:
    """The row without a key, or a field's. Nothing there is no number: what the figure has stands in other rows.

    Raises Refusal for a field that is none.
    """
    if row == By.FIELD and key not in {view.field for view in answer.catalogue.indicators.values()}:
        raise Refusal(NO_FIELD, key=key)
    rows = answered(asked_again(answer, row))
    found = next((figure for figure in rows if figure.key == key), None)
    if found is not None:
        return found
    whole = answered(answer)[0]
    elsewhere = whole.state == FigureState.VALUE
    return replace(
        whole, key=key, value=None if elsewhere else whole.value, entries=0, unplaced=0, estimated=0,
        state=FigureState.NOT_APPLICABLE if elsewhere else whole.state,
    )  # fmt: skip


def _entries(
    answer: Answer, told: _Told, row: By | None, key: str | None, seen: frozenset[int], number: int
) -> EntryPage | None:
    figure = told.figure
    below = (unit for _, unit, _, _ in answer.tree.below(roots_of(answer)))
    if figure.entries and not any(unit in seen for unit in below):
        return None
    if figure.entries > MOST_ENTRIES:
        return EntryPage(count=figure.entries, total=figure.value or 0, too_many=True)
    page = newest_entries(answer, figure, told.by_month, seen, number) or entry_page(answer, row, key, seen, number)
    return None if page.count and page.hidden == page.count else page


def _compared(answer: Answer, *, whole: bool) -> Compared:
    question = answer.question
    period = Period(question.first, question.last)
    comparison = comparable(answer, compared(period, period.year_before(), annotate=True))
    if comparison.basis is None or not whole:
        return Compared(comparison, None)
    against = comparison.against
    before = on_other_days(answer, against)
    if not before.scope.pieces:  # nothing stood then
        return Compared(comparison, None)
    _shared = before.reporting
    months = _rows(before, By.MONTH)
    return Compared(comparison, answered(before)[0], months)


def _with_parts(answer: Answer, countings: Sequence[Counting]) -> list[Figure]:
    """The figure, and those that a total counts where it counts the same everywhere and all the time."""
    items = countings[0].items if len(countings) == 1 else ()
    return answered(asked_again(answer, None, (answer.asked[0].code, *(view.code for view, _, _ in items))))


def roots_of(answer: Answer) -> set[int]:
    """The units at the top of what is asked about."""
    return {piece.unit_id for piece in answer.scope.pieces}


def names_of(question: Question, answer: Answer, unit_ids: Set[int] = frozenset()) -> dict[str, UnitName]:
    """Names by code on the last day: of what is asked about, of its rows, and of other units."""
    rows = {owing.unit_id for owing, _ in answer.scope.rows} | {owing.unit_id for owing in answer.scope.owing}
    roots = roots_of(answer)
    units = answer.tree.structure.units_of(rows | roots | unit_ids, question.last)
    found = {unit.code: UnitName(unit.name, unit.short_name) for unit in units.values()}
    for cluster in filter(None, (answer.tree.structure.cluster(code) for code in question.of if "/" in code)):
        found[cluster.code] = UnitName(cluster.name, cluster.name)
    return found


def tag_names(tags: Set[str], day: date) -> dict[str, str]:
    """Names by tag of the programmes and disasters among them, as they are called on a day."""
    if not any(tag.startswith((f"{By.PROGRAMME}:", f"{By.DISASTER}:")) for tag in tags):
        return {}
    programmes, disasters = names_of_causes(day)
    found = {f"{By.PROGRAMME}:{code}": name for code, name in programmes.items()}
    found |= {f"{By.DISASTER}:{code}": name for code, name in disasters.items()}
    return {tag: name for tag, name in found.items() if tag in tags}


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures of a scope and period in catalogue order; `earlier` by indicator, a year before."""

    question: Question
    figures: tuple[Figure, ...]
    comparison: Comparison
    earlier: Mapping[str, Figure]
    names: Mapping[str, UnitName]
    illustrative: bool

    def tells(self, figure: Figure) -> bool:
        """Is there something to read: a number, one of the year before, or a total that lies in no such period?"""
        before = self.earlier.get(figure.indicator)
        return bool(figure.value or figure.unplaced or (figure.value == 0 and before is not None and before.value))


def figures_page(question: Question, known: Structure | None = None) -> FiguresPage:
    """Every indicator of the catalogue for a scope and period; `known` as for `figure_page`. Raises Refusal for a scope
    that is none."""
    answer = opened(replace(question, indicators=()), known)
    answer = asked_again(answer, None, tuple(answer.catalogue.indicators))
    period = Period(question.first, question.last)
    comparison = comparable(answer, compared(period, period.year_before(), annotate=True))
    answer.reads.ahead(lambda: _all_told(answer.again(), comparison))
    found, earlier, shown = _all_told(answer, comparison)
    return FiguresPage(answer.question, found, comparison, earlier, names_of(answer.question, answer), shown)


def _all_told(answer: Answer, comparison: Comparison) -> tuple[tuple[Figure, ...], dict[str, Figure], bool]:
    """All figures, those of the year before by indicator, and whether any rests on illustrative data."""
    found = answered(answer, brief=True)
    earlier: dict[str, Figure] = {}
    if comparison.basis:
        before = on_other_days(answer, comparison.against)
        if before.scope.pieces:
            earlier = {figure.indicator: figure for figure in answered(before, brief=True)}
    days = [Period(answer.question.first, answer.question.last), *([comparison.against] if earlier else [])]
    return tuple(found), earlier, illustrative(roots_of(answer), days, stocks=True, reads=answer.reads)
