"""The figures that a submission freezes: the lines of its type, or what the unit usually counts."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.printed import Change
from chungtay.figures.queries.reads import Reads, Statement
from chungtay.figures.queries.scope import obligations
from chungtay.figures.rules.figures import Figure, Question
from chungtay.figures.rules.printed import printed
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_index
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import AllTagSets, tags_of
from chungtay.ledger.queries.stocks import ids as spelled
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import Structure
from chungtay.submissions.models import ReportRound
from chungtay.submissions.rules.calendar import line_of

USUAL_MONTHS = 24  # what a unit has counted in so many months before the period's end, it usually counts


def figures_of(one: ReportRound, unit_id: int, known: Structure) -> list[FigureReference]:
    """The unit's figures of the round's days as known now, with all below it, in catalogue order; states stay as they are."""
    return [printed for printed, _ in _told(one, unit_id, known, before=False)]


def figures_beside(one: ReportRound, unit_id: int, known: Structure) -> list[Change]:
    """The same, each beside what the same days of the year before had."""
    return [
        Change(now, before.state, before.value) if before else Change(now, FigureState.NOT_REPORTED, None)
        for now, before in _told(one, unit_id, known, before=True)
    ]


def _told(
    one: ReportRound, unit_id: int, known: Structure, *, before: bool
) -> list[tuple[FigureReference, Figure | None]]:
    """Every figure, with the one of the year before; all that can be foreseen is asked in one statement."""
    code = known.units_of([unit_id], one.last_on)[unit_id].code
    period = Period(one.first_on, one.last_on)
    days = (period, period.year_before()) if before else (period,)
    since = min(month_first(month_index(one.last_on) - USUAL_MONTHS + 1), one.first_on)
    usual = Question((code,), since, one.last_on)
    said = () if one.type.lines else _said(known.below_within(unit_id, one.first_on, one.last_on), period)
    reads = Reads()
    owed = [obligations(Question((code,), each.first, each.last)) for each in days]
    reads.together([*owed, *said, *([] if one.type.lines else [obligations(usual)])])
    book = Answer(usual, known, reads)
    book.tagsets = AllTagSets()  # declarations of any tags are met
    lines = one.type.lines or _usual(book, said)
    asked: dict[frozenset[str], set[str]] = {}
    for indicator, tags in map(line_of, lines):
        asked.setdefault(tags | tags_of(one.tags), set()).add(indicator)
    order = book.catalogue.indicators
    questions = [
        Question((code,), one.first_on, one.last_on, tuple(c for c in order if c in codes), tags)
        for tags, codes in sorted(asked.items(), key=lambda item: sorted(item[0]))
    ]
    pairs = [(book.asking(question), _year_before(book, question) if before else None) for question in questions]
    reads.ahead(lambda: [answered(each.again()) for pair in pairs for each in pair if each])
    found = []
    for now, earlier in pairs:
        then = {figure.indicator: figure for figure in answered(earlier)} if earlier else {}
        for figure in answered(now):
            kept = replace(printed(now.question, figure), name=order[figure.indicator].name_vi)
            found.append((kept, then.get(figure.indicator)))
    return found


def _year_before(book: Answer, question: Question) -> Answer | None:
    """The same question a year earlier; None where no unit bore the code then."""
    days = Period(question.first, question.last).year_before()
    try:
        return book.asking(replace(question, first=days.first, last=days.last))
    except Refusal:
        return None


def _usual(book: Answer, said: Iterable[Statement]) -> list[str]:
    """What the unit with all below it has counted lately, and what it declared or gave its word for in the period."""
    book.reads.ahead(lambda: answered(book.again()))
    ids = {indicator for statement in said for (indicator,) in book.reads.rows(*statement)}
    return sorted({figure.indicator for figure in answered(book)} | {book.catalogue.by_id[pk].code for pk in ids})


def _said(unit_ids: Collection[int], period: Period) -> tuple[Statement, Statement]:
    """The indicators of which the units gave their word, and which they declared, for some of the days."""
    units, first, last = spelled(unit_ids), period.first, period.last
    words = (
        f"SELECT DISTINCT indicator_id FROM ledger_attestation WHERE unit_id IN ({units}) AND indicator_id IS NOT NULL"
        f" AND first_on <= {last.toordinal()} AND last_on >= {first.toordinal()}"
    )
    declared = (
        f"SELECT DISTINCT indicator_id FROM ledger_declared WHERE unit_id IN ({units})"
        f" AND first_month <= {month_index(last)} AND last_month >= {month_index(first)}"
    )
    return (words, 1), (declared, 1)
