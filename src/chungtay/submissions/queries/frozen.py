"""The figures that a submission freezes: the lines of its type, or what the unit usually counts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Q

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.reads import Reads
from chungtay.figures.rules.figures import Question
from chungtay.figures.rules.printed import printed
from chungtay.kernel.months import month_first, month_index
from chungtay.ledger.models import Attestation, Declared
from chungtay.ledger.queries.catalogue import catalogue, tags_of
from chungtay.organizations.queries import Structure
from chungtay.submissions.models import ReportRound
from chungtay.submissions.rules.calendar import line_of

USUAL_MONTHS = 24  # what a unit has counted in so many months before the period's end, it usually counts


def figures_of(one: ReportRound, unit_id: int, known: Structure) -> list[FigureReference]:
    """The unit's figures of the round's days as known now, with all below it, in catalogue order; states stay as they are."""
    unit = known.units_of([unit_id], one.last_on)[unit_id]
    asked: dict[frozenset[str], set[str]] = {}
    lines = one.type.lines or usual(unit.code, unit_id, one, known)
    for indicator, tags in map(line_of, lines):
        asked.setdefault(tags | tags_of(one.tags), set()).add(indicator)
    reads, found = Reads(), list[FigureReference]()
    order = catalogue().indicators
    for tags, codes in sorted(asked.items(), key=lambda item: sorted(item[0])):
        indicators = tuple(code for code in order if code in codes)
        question = Question((unit.code,), one.first_on, one.last_on, indicators, tags)
        for figure in answered(Answer(question, known, reads)):
            found.append(replace(printed(question, figure), name=order[figure.indicator].name_vi))
    return found


def usual(code: str, unit_id: int, one: ReportRound, known: Structure) -> list[str]:
    """What the unit with all below it has counted lately, and what it declared or gave its word for in the period."""
    since = month_first(month_index(one.last_on) - USUAL_MONTHS + 1)
    counted = answered(Answer(Question((code,), min(since, one.first_on), one.last_on), known))
    lives = _stood_below(unit_id, one.first_on, one.last_on, known)
    return sorted({figure.indicator for figure in counted} | _said(lives, one.first_on, one.last_on))


def _stood_below(unit_id: int, first: date, last: date, known: Structure) -> set[int]:
    """The unit and all that stood below it on a day of the period."""
    return {
        below for below in known.descendant_ids([unit_id]) for path in known.above(below)
        if path.ancestor_id == unit_id and path.valid_from <= last and (path.valid_to is None or path.valid_to > first)
    }  # fmt: skip


def _said(unit_ids: Iterable[int], first: date, last: date) -> set[str]:
    given = Attestation.objects.filter(
        Q(first_on__lte=last, last_on__gte=first), unit__in=unit_ids, indicator__isnull=False
    )
    months = {"first_month__lte": month_index(last), "last_month__gte": month_index(first)}
    declared = Declared.objects.filter(unit__in=unit_ids, **months)
    return {code for rows in (given, declared) for code in rows.values_list("indicator__code", flat=True).distinct()}
