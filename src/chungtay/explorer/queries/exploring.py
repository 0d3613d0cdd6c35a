"""One question in many views: up to five indicators, broken down, beside an earlier period, asked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chungtay.explorer.rules import Asked
from chungtay.figures.queries.comparable import comparable
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import (
    UNBROKEN,
    UnitName,
    asked_again,
    names_of,
    on_other_days,
    roots_of,
)
from chungtay.figures.queries.reads import Reads
from chungtay.figures.queries.scope import obligations
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.queries.tags import UNKNOWN, names_of_causes
from chungtay.figures.rules import By, Figure, Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Basis, Comparison, Period
from chungtay.ledger.queries.catalogue import AllTagSets
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure

MOST_CELLS = 50  # of months, whose silence is told one by one
ByCode = dict[str, Figure]
ByKey = dict[str | None, ByCode]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the breakdown: its figures by indicator, and those of the earlier period (`before`: its key there)."""

    key: str | None
    figures: Mapping[str, Figure]
    earlier: Mapping[str, Figure]
    before: str | None


@dataclass(frozen=True, slots=True)
class Explored:
    """An answer: totals by indicator, rows, the same of the earlier period.

    `units` of the rows: id by code; `names` by unit code, `tags` by tag; `catalogue` by code.
    """

    asked: Asked
    indicators: tuple[IndicatorView, ...]
    totals: Mapping[str, Figure]
    earlier: Mapping[str, Figure]
    lines: tuple[Line, ...]
    comparison: Comparison | None
    units: Mapping[str, int]
    names: Mapping[str, UnitName]
    tags: Mapping[str, str]
    catalogue: Mapping[str, IndicatorView]
    illustrative: bool
    unfinished: bool = False  # an import is half posted: the figures may still change

    @property
    def is_compared(self) -> bool:
        """Does an earlier period stand beside this one?"""
        return bool(self.earlier)


@dataclass(frozen=True, slots=True)
class _Told:
    totals: ByCode
    rows: ByKey
    earlier: ByCode
    earlier_rows: ByKey
    illustrative: bool


def explored(asked: Asked, known: Structure | None = None) -> Explored:
    """The answer to what is asked; without indicators that of the catalogue's first. `known`: the organization as known
    now. Raises Refusal for a scope or an indicator that is none."""
    comparison = asked.comparison()
    answer = _opened(asked, comparison, known)
    comparison = comparable(answer, comparison) if comparison else None
    codes = asked.question.indicators or (next(iter(answer.catalogue.indicators)),)
    answer = asked_again(answer, None, codes)
    tags = _tag_names(asked)
    for tag in sorted(asked.question.tags - tags.keys()):
        if tag not in answer.tagsets.used():  # type: ignore[attr-defined]
            raise Refusal(UNKNOWN, code=tag)
    against = comparison.against if comparison and comparison.basis else None
    answer.reads.ahead(lambda: _told(answer.again(), asked.by, against))
    told = _told(answer, asked.by, against)
    asked = replace(asked, question=replace(asked.question, indicators=codes))
    lines = tuple(_lines(answer, asked, told, comparison))
    return Explored(
        asked, tuple(answer.asked), told.totals, told.earlier, lines, comparison,
        {owing.code: owing.unit_id for owing, _ in answer.scope.rows}, names_of(asked.question, answer),
        tags, answer.catalogue.indicators, told.illustrative,
    )  # fmt: skip


def _opened(asked: Asked, comparison: Comparison | None, known: Structure | None) -> Answer:
    """The question being answered; tag sets, where they matter, are all read together."""
    question, reads, tagsets = replace(asked.question, by=None, indicators=()), Reads(), AllTagSets()
    days = [question, _of(question, comparison), *(_months_apart(question) if asked.by == By.MONTH else ())]
    reads.together(map(obligations, days))
    answer = Answer(replace(question, tags=frozenset()), known, reads)
    answer.question, answer.tagsets = question, tagsets
    answer.only = tagsets.holding(question.tags) if question.tags else None
    return answer


def _of(question: Question, comparison: Comparison | None) -> Question:
    if comparison is None:
        return question
    return replace(question, first=comparison.against.first, last=comparison.against.last)


def _told(answer: Answer, by: By, against: Period | None) -> _Told:
    before = on_other_days(answer, against) if against else None
    if before is not None and not before.scope.pieces:
        before = None  # nothing stood then
    both = [one for one in (answer, before) if one is not None]
    rows = [asked_again(one, by, _broken(one)) for one in both if _broken(one)]
    found = [_by_key(answered(one)) for one in rows]
    if by == By.MONTH and rows and answer.past is None:  # what was known is asked month by month of the facts
        _say_silent_months(rows[0], found[0])
    totals = [_by_key(answered(one)).get(None, {}) for one in both]
    stocks = any(view.kind == IndicatorKind.STOCK or view.derived == LOCALITIES for view in answer.asked)
    days = [Period(one.question.first, one.question.last) for one in both]
    shown = illustrative(roots_of(answer), days, stocks=stocks, reads=answer.reads)
    return _Told(
        totals[0], found[0] if found else {}, totals[1] if before else {}, found[1] if len(found) > 1 else {}, shown
    )


def _say_silent_months(answer: Answer, rows: ByKey) -> None:
    """A month without entries says what it is: nothing happened, or nobody has reported; where there are not too many."""
    months = list(_months_apart(answer.question))
    for asked in months if len(months) * len(answer.asked) <= MOST_CELLS else ():
        key = f"{asked.first:%Y-%m}"
        if answer.reads.noting or any(view.code not in rows.get(key, {}) for view in answer.asked):
            twin = on_other_days(answer, Period(asked.first, asked.last))
            told = {one.indicator: replace(one, key=key) for one in answered(asked_again(twin, None))}
            rows[key] = told | rows.get(key, {})


def _months_apart(question: Question) -> Iterator[Question]:
    """The question about each of its months."""
    for month in _months_of(question):
        whole = Period.of_months(month, month)
        yield replace(question, first=max(whole.first, question.first), last=min(whole.last, question.last))


def _months_of(question: Question) -> range:
    return range(month_index(question.first), month_index(question.last) + 1)


def _broken(answer: Answer) -> tuple[str, ...]:
    """The indicators whose rows can be told apart."""
    return tuple(view.code for view in answer.asked if view.kind not in UNBROKEN)


def _by_key(figures: list[Figure]) -> ByKey:
    found: ByKey = {}
    for figure in figures:
        found.setdefault(figure.key, {})[figure.indicator] = figure
    return found


def _lines(answer: Answer, asked: Asked, told: _Told, comparison: Comparison | None) -> Iterator[Line]:
    for key in _keys(answer, asked, told.rows):
        before = _earlier_key(asked, comparison, key)
        earlier = told.earlier_rows.get(before, {}) if before or key is None else {}
        yield Line(key, told.rows.get(key, {}), earlier, before)


def _keys(answer: Answer, asked: Asked, rows: ByKey) -> list[str | None]:
    """The rows in their order: units by code, every month, tags by the first indicator's number; what has no key last."""
    named = [key for key in rows if key is not None]
    if asked.by == By.UNIT:
        named = [owing.code for owing, _ in answer.scope.rows if owing.code in rows]
    elif asked.by == By.MONTH and rows:
        named = [f"{month // 12}-{month % 12 + 1:02}" for month in _months_of(asked.question)]
    elif asked.by != By.FIELD:
        first = answer.asked[0].code
        named.sort(key=lambda key: (-(rows[key][first].value or 0) if first in rows[key] else 0, key))
    return [*named, *([None] if None in rows else [])]


def _earlier_key(asked: Asked, comparison: Comparison | None, key: str | None) -> str | None:
    """Under which key the same row stands in the earlier period: months by their place in it."""
    if key is None or asked.by != By.MONTH:
        return key
    if comparison is None or comparison.basis != Basis.MONTHS:
        return None
    month = int(key[:4]) * 12 + int(key[5:]) - 1
    month += month_index(comparison.against.first) - month_index(comparison.period.first)
    return f"{month // 12}-{month % 12 + 1:02}"


def _tag_names(asked: Asked) -> dict[str, str]:
    """Every programme and disaster by its tag, as they are called on the last day."""
    programmes, disasters = names_of_causes(asked.question.last)
    found = {f"{By.PROGRAMME}:{code}": name for code, name in programmes.items()}
    return found | {f"{By.DISASTER}:{code}": name for code, name in disasters.items()}
