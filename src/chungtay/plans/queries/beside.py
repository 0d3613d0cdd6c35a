"""Targets beside their figures: for a review, a submission, a meeting, or the page of targets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.reads import Reads, Statement
from chungtay.figures.queries.scope import obligations
from chungtay.figures.rules.figures import Figure, Question
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import statement_with, tag_key, tags_of
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure, structure
from chungtay.plans.models import Target
from chungtay.plans.rules import StandingTarget, TargetBasis, TargetProgress, progress, summed


@dataclass(frozen=True, slots=True)
class TargetBeside:
    """A target, the figure of its days up to a day, the question that this answers, and how far it has come.

    Where only some of a cluster's members have a target, the progress knows no share.
    """

    target: StandingTarget
    question: Question
    indicator: IndicatorView
    figure: Figure
    progress: TargetProgress


def standing_targets(at: datetime | None = None) -> QuerySet[Target]:
    """Targets that are neither replaced nor withdrawn, or were not at that moment."""
    if at is None:
        return Target.objects.filter(ended_at=None)
    return Target.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), entered_at__lte=at)


def told_of(row: Target) -> StandingTarget:
    """The row in plain words; with its indicator read."""
    papers = (row.paper,) if row.paper else ()
    period = Period(row.first_on, row.last_on)
    return StandingTarget(
        row.indicator.code, period, tags_of(row.tags), TargetBasis(row.basis), row.value, (row.unit_id,), papers=papers
    )


def target_rows(codes: Iterable[str], days: Period, known: Structure, at: datetime | None = None) -> list[Target]:
    """What these units, and whoever was ever a member of these clusters, are to reach in spans that hold these days,
    whatever the tags; one question. `scope_targets` tells whose they are."""
    return list(_rows(codes, known, at).filter(first_on__lte=days.first, last_on__gte=days.last))


def foreseen(rows: Iterable[Target], on: date, seq: int | None = None) -> list[Statement]:
    """What `with_figures` asks before all else: a page asks it together with its own."""
    return _begun(_days_of("", told_of(row), on, seq) for row in rows)


def _begun(questions: Iterable[Question]) -> list[Statement]:
    asked = [statement for one in questions for statement in (obligations(one), statement_with(one.tags))]
    return [statement for statement in asked if statement]


def _rows(codes: Iterable[str], known: Structure, at: datetime | None = None) -> QuerySet[Target]:
    units = {unit for code in codes for unit in _ever(code, known)}
    return (
        standing_targets(at)
        .filter(unit__in=units)
        .select_related("indicator")
        .order_by("indicator", "first_on", "last_on", "pk")
    )


def _ever(code: str, known: Structure) -> set[int]:
    return {row.unit_id for row in known.memberships(code)} if "/" in code else set(known.bearers(code))


def scope_targets(code: str, rows: Iterable[Target], last: date, known: Structure) -> list[StandingTarget]:
    """Those of the rows that are the scope's on the target's days up to `last`.

    A cluster's are the sums of what its members are to reach, rates left out: who counts is told by those days, as for its
    figure.
    """
    by_first: dict[date, list[Target]] = {}
    for row in rows:
        by_first.setdefault(row.first_on, []).append(row)
    found: list[StandingTarget] = []
    for first, those in by_first.items():
        until = max(first, last)
        if "/" in code:
            counted = {member.unit_id for member in known.members_within(code, first, until)}
        else:
            unit = known.unit_within(code, first, until)
            counted = {unit.id} if unit else set()
        mine = [row for row in those if row.unit_id in counted]
        if "/" in code:
            found += summed([told_of(r) for r in mine if r.indicator.kind != IndicatorKind.RATE], len(counted))
        else:
            found += map(told_of, mine)
    return found


def targets_beside(
    questions: Iterable[Question], known: Structure | None = None, at: datetime | None = None
) -> dict[Question, list[TargetBeside]]:
    """By question (of one unit or cluster): the targets of its indicators and exactly its tags whose span holds its days,
    each with its figure up to the question's last day. Three statements, however many are asked.

    A question's own days may begin after the target's: the figure beside it is that of the target's days.
    """
    known, asked = known or structure(), list(dict.fromkeys(questions))
    codes = {code for question in asked for code in question.indicators}
    tags = {tag_key(question.tags) for question in asked}
    rows = list(_rows([q.of[0] for q in asked], known, at).filter(indicator__code__in=codes, tags__in=tags))
    pairs: list[tuple[Question, StandingTarget]] = []
    for question in asked:
        units, key, days = _ever(question.of[0], known), tag_key(question.tags), Period(question.first, question.last)
        mine = [
            row for row in rows
            if row.unit_id in units and row.tags == key and row.indicator.code in question.indicators
            and row.first_on <= days.first and days.last <= row.last_on
        ]  # fmt: skip
        pairs += [(question, target) for target in scope_targets(question.of[0], mine, days.last, known)]
    found: dict[Question, list[TargetBeside]] = {question: [] for question in asked}
    told = with_figures([(question.of[0], target, question.last) for question, target in pairs], known)
    for (question, _), beside in zip(pairs, told, strict=True):
        found[question].append(beside)
    return found


def with_figures(
    asked: list[tuple[str, StandingTarget, date]], known: Structure, opened: Answer | None = None
) -> list[TargetBeside]:
    """Each target of a scope with its figure up to a day: two statements for all of them.

    `opened`: an answer of the same page, which shares what it has read, says up to which entry it is known, and as known
    now asks these ahead together with its own.
    """
    seq = opened.question.known_seq if opened else None
    is_foreseen = opened is not None and seq is None
    together: dict[Question, list[str]] = {}
    for code, target, on in asked:
        together.setdefault(_days_of(code, target, on, seq), []).append(target.indicator)
    reads = opened.reads if opened else Reads()
    reads.together(_begun(together))
    answers: dict[Question, Answer] = {}
    for question, codes in together.items():
        whole = replace(question, indicators=tuple(dict.fromkeys(codes)))
        opened = answers[question] = opened.asking(whole) if opened and seq is None else Answer(whole, known, reads)
    if not is_foreseen:
        reads.ahead(lambda: [answered(answer.again()) for answer in answers.values()])
    figures = {
        (question, figure.indicator): figure for question, answer in answers.items() for figure in answered(answer)
    }
    found = []
    for code, target, on in asked:
        question = _days_of(code, target, on, seq)
        view, figure = answers[question].catalogue[target.indicator], figures[question, target.indicator]
        alone = replace(question, indicators=(target.indicator,))
        found.append(TargetBeside(target, alone, view, figure, progress_of(target, figure.value, on)))
    return found


def _days_of(code: str, target: StandingTarget, on: date, seq: int | None) -> Question:
    """What has been reached up to the day; before the first, on the first."""
    first = target.period.first
    return Question((code,), first, max(first, min(target.period.last, on)), tags=target.tags, known_seq=seq)


def progress_of(target: StandingTarget, value: int | None, on: date) -> TargetProgress:
    """How far the value has come; unknown where the target is not everybody's."""
    days = target.period
    return progress(value if target.whole else None, target.value, days.first, days.last, on)
