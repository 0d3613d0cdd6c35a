"""One question in many views: up to five indicators, broken down, beside an earlier period, asked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chungtay.disasters.queries import disasters
from chungtay.explorer.rules import Asked
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
from chungtay.figures.rules import By, Figure, Question
from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Basis, Comparison, Period
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure
from chungtay.programmes.queries import names_on

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
    question, reads = replace(asked.question, by=None), Reads()
    reads.together(obligations(other) for other in (question, _of(question, comparison)))
    answer = Answer(replace(question, indicators=()), known, reads)
    codes = question.indicators or (next(iter(answer.catalogue.indicators)),)
    answer = asked_again(answer, None, codes)
    if question.tags or asked.by in (By.PROGRAMME, By.DISASTER):
        answer.tagsets.load_all()  # what is declared under tags speaks too: any of them may be met
    against = comparison.against if comparison and comparison.basis else None
    answer.reads.ahead(lambda: _told(answer.again(), asked.by, against))
    told = _told(answer, asked.by, against)
    asked = replace(asked, question=replace(asked.question, indicators=codes))
    lines = tuple(_lines(answer, asked, told, comparison))
    return Explored(
        asked, tuple(answer.asked), told.totals, told.earlier, lines, comparison,
        {owing.code: owing.unit_id for owing, _ in answer.scope.rows}, names_of(asked.question, answer),
        _tag_names(asked), answer.catalogue.indicators, told.illustrative,
    )  # fmt: skip


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
    totals = [_by_key(answered(one)).get(None, {}) for one in both]
    stocks = any(view.kind == IndicatorKind.STOCK or view.derived == LOCALITIES for view in answer.asked)
    days = [Period(one.question.first, one.question.last) for one in both]
    shown = illustrative(roots_of(answer), days, stocks=stocks, reads=answer.reads)
    return _Told(
        totals[0], found[0] if found else {}, totals[1] if before else {}, found[1] if len(found) > 1 else {}, shown
    )


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
        months = range(month_index(asked.question.first), month_index(asked.question.last) + 1)
        named = [f"{month // 12}-{month % 12 + 1:02}" for month in months]
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
    found = {f"{By.PROGRAMME}:{code}": name for code, name in names_on(asked.question.last).items()}
    return found | {f"{By.DISASTER}:{disaster.code}": disaster.name_vi for disaster in disasters()}
