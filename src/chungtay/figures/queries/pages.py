"""What the page behind a figure shows, and the page of all figures of a scope."""

from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index
from chungtay.kernel.periods import Comparison, Period, compared
from chungtay.ledger.rules import IndicatorKind, IndicatorView, RuleItem
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations import queries as organizations
from chungtay.programmes.queries import programmes

from .entry_pages import MOST_ENTRIES, EntryPage, entry_page
from .figures import Answer, answered
from .scope import scope_of
from .sources import illustrative

NO_FIELD = gettext_noop("Tham số “key”: không có lĩnh vực nào mang mã “%(key)s”.")
UNBROKEN = (IndicatorKind.RATE, IndicatorKind.DISTINCT)  # rows of these cannot be told apart


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a unit or cluster is called: in headings, and in rows."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Counting:
    """What a total counts from a month on, for one chapter (empty: wherever no own rule stands)."""

    chapter: str
    since: date
    items: tuple[tuple[IndicatorView, int, str], ...]


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


def figure_page(
    question: Question, row: By | None = None, key: str | None = None, *, seen: frozenset[int], number: int = 1
) -> FigurePage:
    """The page behind the figure of the question's only indicator; `row` and `key`: behind a row of its breakdown that
    is no question of its own (`narrowed` tells).

    `seen` are the units whose records the reader may see, `number` the page of entries. Raises Refusal for a scope or
    an indicator that is none.
    """
    answer = Answer(replace(question, by=None))
    view, _shared = answer.asked[0], answer.reporting  # read once for all that is asked again
    whole = row is None
    by_month = _rows(answer, By.MONTH) if whole else ()  # first: what is read by month serves the whole
    countings = tuple(_countings(answer, view)) if whole else ()
    figure, *parts = _with_parts(answer, countings) if row is None else [_row(answer, row, key)]
    entries = _entries(answer, figure, row, key, seen, number)
    shown_entries = entries.shown if entries else ()
    comparison = _compared(answer, whole=whole)
    period = Period(question.first, question.last)
    beside = [comparison.comparison.against] if comparison.earlier else []
    return FigurePage(
        question=question,
        row=row,
        key=key,
        indicator=view,
        figure=figure,
        compared=comparison,
        by_unit=_rows(answer, By.UNIT) if whole else (),
        by_month=by_month,
        countings=countings,
        parts=tuple(parts),
        names=names_of(question, answer, {shown.unit_id for shown in shown_entries}),
        tags=tag_names(question.tags | {tag for shown in shown_entries for tag in shown.line.tags}, question.last),
        indicators=answer.catalogue.indicators,
        entries=entries,
        illustrative=illustrative(
            roots_of(answer), [period, *beside], stocks=view.kind == IndicatorKind.STOCK or view.derived == "localities"
        ),
    )


def asked_again(answer: Answer, by: By | None, indicators: tuple[str, ...] | None = None) -> Answer:
    """The same answer broken down, or about other indicators: catalogue, rules, scope and tree are shared."""
    twin = copy(answer)
    twin.question = replace(answer.question, by=by, indicators=indicators or answer.question.indicators)
    twin.by_tags = by in (By.PROGRAMME, By.DISASTER)
    twin.asked = [answer.catalogue[code] for code in twin.question.indicators]
    return twin


def on_other_days(answer: Answer, days: Period) -> Answer:
    """The same asked of another period: catalogue, rules and tree are shared. Raises Refusal as a new question does."""
    question = replace(answer.question, first=days.first, last=days.last)
    if answer.past:
        return Answer(question)
    twin = copy(answer)
    twin.__dict__.pop("reporting", None)  # who owes is another matter then
    twin.question, twin.first, twin.last = question, days.first.toordinal(), days.last.toordinal()
    twin.scope = scope_of(question, twin.ancestry, twin.tree)
    return twin


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
    answer: Answer, figure: Figure, row: By | None, key: str | None, seen: frozenset[int], number: int
) -> EntryPage | None:
    if figure.entries > MOST_ENTRIES:
        return EntryPage(count=figure.entries, total=figure.value or 0, too_many=True)
    page = entry_page(answer, row, key, seen, number)
    return None if page.count and page.hidden == page.count else page


def _compared(answer: Answer, *, whole: bool) -> Compared:
    question = answer.question
    period = Period(question.first, question.last)
    comparison = compared(period, period.year_before(), annotate=True)
    if comparison.basis is None or not whole:
        return Compared(comparison, None)
    against = comparison.against
    before = on_other_days(answer, against)
    if not before.scope.pieces:  # nothing stood then
        return Compared(comparison, None)
    months = _rows(before, By.MONTH)
    return Compared(comparison, answered(before)[0], months)


def _countings(answer: Answer, view: IndicatorView) -> Iterable[Counting]:
    """What a total counts, for each chapter and from each month inside the period in which the rule is another."""
    if view.id not in answer.rules.totals:
        return
    roots = roots_of(answer)
    own = answer.rules.chapters(view.id)
    lines = [answer.ancestry.on(root, answer.last) for root in roots]
    nearest = {next((a for a in reversed(line) if a in own), None) for line in lines}
    inside = own & organizations.descendant_ids(roots) if own else set()
    codes = organizations.codes_of(own)
    first, last = month_index(answer.question.first), month_index(answer.question.last)
    for chapter in sorted(nearest | inside, key=lambda c: c or 0):
        before: tuple[RuleItem, ...] | None = None
        for month in range(first, last + 1):
            items = answer.rules.items(view.id, chapter, month)
            if items != before:
                views = tuple((answer.catalogue.by_id[i.indicator_id], i.factor, i.reason) for i in items)
                yield Counting(codes.get(chapter or 0, ""), month_first(month), views)
            before = items


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
    units = organizations.units_of(rows | roots | unit_ids, question.last)
    found = {unit.code: UnitName(unit.name, unit.short_name) for unit in units.values()}
    for cluster in filter(None, (organizations.cluster(code) for code in question.of if "/" in code)):
        found[cluster.code] = UnitName(cluster.name, cluster.name)
    return found


def tag_names(tags: Set[str], day: date) -> dict[str, str]:
    """Names by tag of the programmes and disasters among them, as they are called on a day."""
    found: dict[str, str] = {}
    if any(tag.startswith(f"{By.PROGRAMME}:") for tag in tags):
        found |= {f"{By.PROGRAMME}:{programme.code}": programme.name for programme in programmes(day)}
    if any(tag.startswith(f"{By.DISASTER}:") for tag in tags):
        found |= {f"{By.DISASTER}:{disaster.code}": disaster.name_vi for disaster in disasters()}
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


def figures_page(question: Question) -> FiguresPage:
    """Every indicator of the catalogue for a scope and period. Raises Refusal for a scope that is none."""
    answer = Answer(replace(question, indicators=()))
    answer = asked_again(answer, None, tuple(answer.catalogue.indicators))
    question = answer.question
    found = answered(answer)
    period = Period(question.first, question.last)
    comparison = compared(period, period.year_before(), annotate=True)
    earlier: dict[str, Figure] = {}
    if comparison.basis:
        against = comparison.against
        before = on_other_days(answer, against)
        if before.scope.pieces:
            earlier = {figure.indicator: figure for figure in answered(before)}
    shown = illustrative(roots_of(answer), [period, *([comparison.against] if earlier else [])], stocks=True)
    return FiguresPage(question, tuple(found), comparison, earlier, names_of(question, answer), shown)
