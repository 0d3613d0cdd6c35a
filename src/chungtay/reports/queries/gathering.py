"""Gathers what a review is written from: figures from the ledger, names from the organization, words that people wrote."""

from collections.abc import Iterable, Mapping
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.documents.rules import FigureReference
from chungtay.figures.queries import By, Figure, Question
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again, on_other_days
from chungtay.figures.queries.sources import illustrative
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period, compared
from chungtay.ledger.queries import open_imports
from chungtay.ledger.rules import Catalogue
from chungtay.programmes.queries import programmes
from chungtay.reports.models import ReviewMeeting, ReviewWords
from chungtay.reports.rules.material import Fact, Facts, FactsOf, Gathering, Material
from chungtay.reports.rules.results import FIELDS
from chungtay.reports.rules.wording import same_period_words

from .bodies import Scope, scope, stood
from .inclusion import inclusion

SAID_EVEN_IF_SILENT = frozenset(code for field in FIELDS for code in field.main)
NUMBERS = ("value", "zero")
REST = {By.UNIT: "Phần chung, không tách theo đơn vị", By.MONTH: "Khai gộp nhiều tháng"}


def material(*, of: str, first: date, last: date, known_seq: int | None = None) -> Material:
    """Everything that the review of a scope and period says. Raises Refusal for an unknown code."""
    period, about = Period(first, last), scope(of, first, last)
    whole = Answer(Question((of,), first, last, known_seq=known_seq))
    book = whole.catalogue
    whole = asked_again(whole, None, tuple(book.indicators))
    facts = {code: fact for code, fact in _facts(whole, about).items() if _worth_keeping(fact)}
    told = tuple(code for code, fact in facts.items() if fact.positive)
    flows = tuple(code for code in told if facts[code].kind == "flow")
    earlier_period, earlier, not_compared = _year_before(whole, about, period)
    gathering = _gathering(of, period)
    return Material(
        body=about.body,
        period=period,
        cut_off_on=last,
        facts=facts,
        heading=about.heading,
        gathering=gathering,
        members=about.members,
        earlier=earlier,
        earlier_period=earlier_period,
        not_compared=not_compared,
        by_unit=_rows(whole, By.UNIT, told, about.names),
        by_month=_rows(whole, By.MONTH, flows, {}),
        by_programme=_rows(whole, By.PROGRAMME, flows, {p.code: p.name for p in programmes(last)}),
        by_disaster=_rows(whole, By.DISASTER, flows, {d.code: d.name_vi for d in disasters()}),
        visits=_visits(whole, gathering, about),
        inclusion=inclusion(book, whole.rules, about.unit_ids, period),
        wholes=_wholes(book),
        words=_words(of, period),
        order=tuple(book.indicators),
        illustrative=illustrative(about.unit_ids, [period, *_beside(earlier_period, gathering)], stocks=True),
        unfinished_import=bool(open_imports()),
    )


def _facts(answer: Answer, about: Scope) -> Facts:
    return {figure.indicator: _fact(answer.question, figure, about.names) for figure in answered(answer)}


def _fact(question: Question, figure: Figure, names: Mapping[str, str], label: str = "") -> Fact:
    reference = FigureReference(
        of=question.of,
        indicator=figure.indicator,
        first=question.first,
        last=question.last,
        tags=tuple(sorted(question.tags)),
        by=question.by,
        key=figure.key,
        name=figure.name,
        label=label,
        measure=figure.measure,
        scale=figure.scale,
        state=figure.state,
        value=figure.value,
    )
    owed = figure.kind != "distinct"  # nobody owes what only linked identities can tell
    return Fact(
        indicator=figure.indicator,
        name=figure.name,
        measure=figure.measure,
        field=figure.field,
        reference=reference,
        state=figure.state,
        value=figure.value,
        scale=figure.scale,
        kind=figure.kind,
        reported=figure.reported,
        expected=figure.expected if owed else 0,
        missing=tuple(names.get(code, code) for code in figure.missing) if owed else (),
        unplaced=figure.unplaced,
        estimated=figure.estimated,
        overlapping=figure.overlapping,
    )


def _worth_keeping(fact: Fact) -> bool:
    return fact.state in NUMBERS or fact.unplaced > 0 or fact.indicator in SAID_EVEN_IF_SILENT


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
        units, begins = stood(whole.question.of[0], before.first, before.last)
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
    answer = asked_again(whole, by, codes)
    found: dict[str | None, dict[str, Fact]] = {}
    for figure in answered(answer):
        label = _month(figure.key) if by == By.MONTH and figure.key else names.get(figure.key or "", figure.key or "")
        label = label or REST.get(by, "")
        found.setdefault(figure.key, {})[figure.indicator] = _fact(answer.question, figure, names, label)
    keys = sorted(found, key=lambda key: (key is None, key or ""))
    return tuple(FactsOf(key, next(iter(found[key].values())).reference.label, found[key]) for key in keys)


def _month(key: str) -> str:
    return f"tháng {int(key[-2:])}"


def _gathering(of: str, period: Period) -> Gathering:
    row = ReviewMeeting.objects.filter(of=of, first_on=period.first, last_on=period.last).first()
    if row is None:
        return Gathering()
    return Gathering(row.held_on, row.part_of_day, row.place, row.host, row.visits_place)


def _visits(whole: Answer, gathering: Gathering, about: Scope) -> Fact | None:
    """Households visited on the day of the meeting: beside the period, never inside it."""
    if gathering.on is None:
        return None
    visits = asked_again(whole, None, ("visit.households",))
    return _facts(on_other_days(visits, Period(gathering.on, gathering.on)), about).get("visit.households")


def _words(of: str, period: Period) -> dict[str, str]:
    rows = ReviewWords.objects.filter(of=of, first_on=period.first, last_on=period.last).order_by("pk")
    return dict(rows.values_list("slot", "text"))


def _wholes(book: Catalogue) -> dict[str, tuple[str, ...]]:
    """By code the figures that include it, nearest first."""
    lines: Iterable[tuple[str, list[int]]] = ((code, book.lineage(view.id)) for code, view in book.indicators.items())
    return {code: tuple(book.by_id[i].code for i in line[1:]) for code, line in lines if len(line) > 1}
