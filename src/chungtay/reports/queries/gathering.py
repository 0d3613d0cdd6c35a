"""Gathers what a review is written from: figures from the ledger, names from the organization, words that people wrote."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from chungtay.documents.rules import TargetReference
from chungtay.figures.queries import By, Figure, Question
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again, begun, on_other_days
from chungtay.figures.queries.reads import Statement
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.queries.tags import names_of_causes
from chungtay.figures.rules.printed import printed
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period, compared
from chungtay.ledger.queries.catalogue import AllTagSets
from chungtay.ledger.queries.head import OPEN_IMPORTS, recorded_at
from chungtay.ledger.queries.tree import tree_now
from chungtay.ledger.rules import Catalogue, IndicatorView
from chungtay.organizations.queries import Structure, structure
from chungtay.plans.models import Target
from chungtay.plans.queries import foreseen, scope_targets, target_rows, with_figures
from chungtay.reports.rules.material import Fact, Facts, FactsOf, Flagged, Gathering, Material, Planned
from chungtay.reports.rules.results import FIELDS
from chungtay.reports.rules.wording import same_period_words

from .bodies import Scope, scope, stood
from .flagged import flagged
from .inclusion import inclusion
from .words import Said, said_of, words_of

SAID_EVEN_IF_SILENT = frozenset(code for field in FIELDS for code in field.main)
NUMBERS = ("value", "zero")
REST = {
    By.UNIT: gettext_noop("Phần chung, không tách theo đơn vị"),
    By.MONTH: gettext_noop("Khai gộp nhiều tháng"),
}

BREAKDOWNS = (By.UNIT, By.MONTH, By.PROGRAMME, By.DISASTER)


class Beside(Protocol):
    """What a page asks together with a review."""

    @property
    def statements(self) -> list[Statement]:
        """What is asked before all else."""

    def read(self, answer: Answer) -> None:
        """Ask, with what the answer knows; once on nothing."""


def material(
    *, of: str, first: date, last: date, known_seq: int | None = None, known: Structure | None = None,
    said: Said | None = None, each_unit: bool = False, beside: Beside | None = None,
) -> Material:  # fmt: skip
    """Everything that the review of a scope and period says. Raises Refusal for an unknown code.

    `known`: the organization as known now; `said`: what it is told beside its figures, where that was asked already; `each_unit`: each unit's year before and targets too;
    `beside`: what is asked with it.
    """
    known = known or structure()
    period, about = Period(first, last), scope(of, first, last, known)
    said = said or said_of(of, period, known)
    gathering = said.gathering
    codes = (of, *(member.code for member in about.members)) if each_unit else (of,)
    aims = target_rows(codes, period, known, recorded_at(known_seq) if known_seq is not None else None)
    more = [*foreseen(aims, last, known_seq), *(beside.statements if beside else ())]
    whole = _opened(Question((of,), first, last, known_seq=known_seq), gathering, known, more)
    book = whole.catalogue
    whole.tagsets = tagsets = AllTagSets()  # its rows by programme and disaster may meet any
    programmes, disasters = names_of_causes(last, tagsets)
    names = {By.UNIT: about.names, By.PROGRAMME: programmes, By.DISASTER: disasters}

    def begin(answer: Answer) -> tuple[_Sums, list[tuple[str, Planned]]]:
        asked_again(answer, By.MONTH).flows(answer.scope.pieces, answer.about)  # first: by month serves the whole
        if beside:
            beside.read(answer)
        return _summed(answer, about, gathering), _planned(answer, about, codes, aims, programmes | disasters)

    def ahead(answer: Answer) -> None:
        sums, _ = begin(answer)
        _broken_down(answer, sums, list(book.indicators.values()), names, each_unit=each_unit)

    whole.reads.ahead(lambda: ahead(whole.again()))
    sums, planned = begin(whole)
    told = [book[code] for code, fact in sums.facts.items() if fact.positive]
    by_unit, by_month, by_programme, by_disaster, earlier = _broken_down(whole, sums, told, names, each_unit=each_unit)
    return Material(
        body=about.body, period=period, cut_off_on=last, facts=sums.facts, heading=about.heading, gathering=gathering,
        members=about.members, earlier=sums.earlier, earlier_period=sums.earlier_period,
        not_compared=sums.not_compared, by_unit=by_unit, by_month=by_month, by_programme=by_programme,
        by_disaster=by_disaster, visits=sums.visits, wholes=_wholes(book),
        targets=tuple(one for code, one in planned if code == of),
        targets_of_units={unit: tuple(one for code, one in planned if code == unit) for unit in codes[1:]},
        words=words_of(said.words), directed=said.directed,
        inclusion=inclusion(book, whole.rules, about.unit_ids, period, tree_now(known)),
        flagged=sums.flagged, earlier_by_unit=earlier, order=tuple(book.indicators),
        illustrative=sums.illustrative, unfinished_import=sums.unfinished,
    )  # fmt: skip


def facts_of(question: Question, about: Scope, known: Structure) -> tuple[Facts, tuple[Flagged, ...]]:
    """The figures of the period alone, and the declarations that do not fit."""
    whole, period = _opened(question, Gathering(), known), Period(question.first, question.last)

    def read(answer: Answer) -> tuple[Facts, tuple[Flagged, ...]]:
        return _kept(answer, about), flagged(about, period, answer)

    whole.reads.ahead(lambda: read(whole.again()))
    return read(whole)


class _Sums(NamedTuple):
    """Figures of the period, of the year before and of the meeting's day."""

    facts: Facts
    earlier_period: Period | None
    earlier: Facts
    not_compared: str
    visits: Fact | None
    illustrative: bool
    flagged: tuple[Flagged, ...]
    unfinished: bool


def _opened(question: Question, gathering: Gathering, known: Structure, more: Iterable[Statement] = ()) -> Answer:
    """The answer about every indicator; who owes is asked for all days that the review tells of, `more` with it."""
    days = _beside(Period(question.first, question.last).year_before(), gathering)
    whole = Answer(question, known, begun(question, days, more))
    return asked_again(whole, None, tuple(whole.catalogue.indicators))


def _summed(whole: Answer, about: Scope, gathering: Gathering) -> _Sums:
    period, _shared = Period(whole.question.first, whole.question.last), whole.reporting
    facts = _kept(whole, about)
    earlier_period, earlier, not_compared = _year_before(whole, about, period)
    beside = [period, *_beside(earlier_period, gathering)]
    shown = illustrative(about.unit_ids, beside, stocks=True, reads=whole.reads)
    visits = _visits(whole, gathering, about)
    now = whole.question.known_seq is None
    unfit = flagged(about, period, whole) if now else ()
    unfinished = any(many for (many,) in whole.reads.rows(*OPEN_IMPORTS))
    return _Sums(facts, earlier_period, earlier, not_compared, visits, shown, unfit, unfinished)


def _broken_down(
    whole: Answer, sums: _Sums, told: Iterable[IndicatorView], names: Mapping[By, Mapping[str, str]], *, each_unit: bool
) -> list[tuple[FactsOf, ...]]:
    """Rows of what has a number by unit, month, programme, disaster; by unit a year before, where `each_unit` is told."""
    told = list(told)
    codes, flows = (tuple(view.code for view in some) for some in (told, [v for v in told if v.kind == "flow"]))
    _shared = whole.reporting
    rows = [_rows(whole, by, codes if by == By.UNIT else flows, names.get(by, {})) for by in BREAKDOWNS]
    before = on_other_days(whole, sums.earlier_period) if each_unit and sums.earlier_period else None
    return [*rows, _rows(before, By.UNIT, codes, names[By.UNIT]) if before else ()]


def _facts(answer: Answer, about: Scope) -> Facts:
    return {figure.indicator: _fact(answer.question, figure, about.names) for figure in answered(answer, brief=True)}


def _kept(answer: Answer, about: Scope) -> Facts:
    worth = filter(_worth_keeping, answered(answer, brief=True))
    return {figure.indicator: _fact(answer.question, figure, about.names) for figure in worth}


def _fact(question: Question, figure: Figure, names: Mapping[str, str], label: str = "") -> Fact:
    owed = figure.kind != "distinct"  # nobody owes what only linked identities can tell
    return Fact(
        indicator=figure.indicator, name=figure.name, measure=figure.measure, field=figure.field,
        reference=printed(question, figure, label), state=figure.state, value=figure.value, scale=figure.scale, kind=figure.kind,
        reported=figure.reported, expected=figure.expected if owed else 0, unplaced=figure.unplaced,
        missing=tuple(names.get(code, code) for code in figure.missing) if owed else (),
        estimated=figure.estimated, overlapping=figure.overlapping,
    )  # fmt: skip


def _worth_keeping(figure: Figure) -> bool:
    return figure.state in NUMBERS or figure.unplaced > 0 or figure.indicator in SAID_EVEN_IF_SILENT


def _year_before(whole: Answer, about: Scope, period: Period) -> tuple[Period | None, Facts, str]:
    """The equal period a year earlier, or why the two are not compared (no word where nothing stood then)."""
    before = period.year_before()
    if compared(period, before, annotate=True).basis is None:
        return None, {}, f"{same_period_words(before)} vì kỳ này có {period.days} ngày, khi đó có {before.days} ngày"
    if before.last >= period.first:
        return None, {}, f"{same_period_words(before)} vì kỳ báo cáo dài hơn một năm"
    if about.ends:
        who = "có đơn vị trong Cụm" if about.body.is_cluster else "đơn vị"
        ended = f"{who} kết thúc hoạt động từ ngày {day_written(about.ends)}"
        return None, {}, f"{same_period_words(before)} vì {ended}"
    try:
        units, begins = stood(whole.question.of[0], before.first, before.last, whole.tree.structure)
    except Refusal:
        return None, {}, ""
    if units != set(about.unit_ids):
        return None, {}, f"{same_period_words(before)} vì khi đó thành phần của Cụm khác"
    if begins > before.first:
        return None, {}, f"{same_period_words(before)} vì đơn vị thành lập ngày {day_written(begins)}"
    return before, _facts(on_other_days(whole, before), about), ""


def _beside(earlier: Period | None, gathering: Gathering) -> list[Period]:
    """Other days that a review tells of: the year before, and the day of its meeting."""
    return [*([earlier] if earlier else []), *([Period(gathering.on, gathering.on)] if gathering.on else [])]


def _rows(whole: Answer, by: By, codes: tuple[str, ...], names: Mapping[str, str]) -> tuple[FactsOf, ...]:
    """One row per unit, month, programme or disaster, in the order of keys, the rest last."""
    if not codes:
        return ()
    answer = asked_again(whole, by, codes, about=tuple(whole.catalogue.indicators))
    found: dict[str | None, dict[str, Fact]] = {}
    for figure in answered(answer, brief=True):
        label = _month(figure.key) if by == By.MONTH and figure.key else names.get(figure.key or "", figure.key or "")
        label = label or REST.get(by, "")
        found.setdefault(figure.key, {})[figure.indicator] = _fact(answer.question, figure, names, label)
    keys = sorted(found, key=lambda key: (key is None, key or ""))
    return tuple(FactsOf(key, next(iter(found[key].values())).reference.label, found[key]) for key in keys)


def _month(key: str) -> str:
    return f"tháng {int(key[-2:])}"


def _visits(whole: Answer, gathering: Gathering, about: Scope) -> Fact | None:
    """Households visited on the day of the meeting: beside the period, never inside it."""
    if gathering.on is None:
        return None
    visits = asked_again(whole, None, ("visit.households",))
    return _facts(on_other_days(visits, Period(gathering.on, gathering.on)), about).get("visit.households")


def _planned(
    whole: Answer, about: Scope, codes: Iterable[str], rows: list[Target], names: Mapping[str, str]
) -> list[tuple[str, Planned]]:
    """Each scope's targets by its code, with the figure of their own days; those known then are asked by themselves."""
    if whole.reads.noting and whole.question.known_seq is not None:
        return []
    last, tree = whole.question.last, whole.tree.structure
    asked = [
        (code, target, last)
        for code in codes for target in scope_targets(code, rows, last, tree)
        if target.indicator in whole.catalogue.indicators
    ]  # fmt: skip
    return [
        (code, Planned(
            one.target, _fact(one.question, one.figure, about.names), one.progress,
            TargetReference(code, one.target.period.last.year, one.target.value, one.indicator.scale),
            tuple(names.get(tag.partition(":")[2], tag) for tag in sorted(one.target.tags)),
        ))
        for (code, _, _), one in zip(asked, with_figures(asked, tree, whole), strict=True)
    ]  # fmt: skip


def _wholes(book: Catalogue) -> dict[str, tuple[str, ...]]:
    """By code the figures that include it, nearest first."""
    lines: Iterable[tuple[str, list[int]]] = ((code, book.lineage(view.id)) for code, view in book.indicators.items())
    return {code: tuple(book.by_id[i].code for i in line[1:]) for code, line in lines if len(line) > 1}
