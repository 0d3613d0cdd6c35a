"""Behind a number: the entries that make it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from chungtay.figures.rules.figures import Behind, EntryLine, Piece, Question, Row
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.queries.stocks import ids
from chungtay.ledger.rules import EntryKind, IndicatorKind, IndicatorView

from .figures import Answer
from .leaves import FactLine, Spans, latest_lines
from .rows import Factors

CHUNK = 500
DECLARED = "declared:"  # so begins what a remainder's entry carries: the id of the declared row
LEFT = f"e.kind = '{EntryKind.REMAINDER.value}' AND e.source = ''"
TOLD_SQL = (
    f"SELECT f.id, t.key, e.title, CASE WHEN {LEFT} THEN e.payload ELSE e.source END, o.title, o.source"
    f" FROM ledger_fact f JOIN ledger_entry e ON e.seq = f.id >> {LINE_BITS} JOIN ledger_tagset t ON t.id = f.tagset_id"
    f" LEFT JOIN ledger_entry o ON o.seq = CASE WHEN {LEFT}"
    f" THEN CAST(SUBSTR(e.payload, {len(DECLARED) + 1}) AS BIGINT) >> {LINE_BITS} END WHERE f.id IN ("
)
Counted = tuple[FactLine, int]  # a fact, and how often it counts


def behind(question: Question, indicator: str) -> Behind:
    """Every standing fact that counts in a figure, in order of the book; the values sum to the figure.

    For a total each value is already converted by the counting rule. For a stock only the readings that count
    on the last day. A rate is never summed: its total is what all its readings say, None where they differ.
    """
    answer = Answer(replace(question, indicators=(indicator,), by=None))
    view = answer.asked[0]
    lines = tuple(entry_lines(answer, counted_lines(answer, view)))
    if view.kind == IndicatorKind.RATE:
        said = {line.value for line in lines}
        return Behind(lines, said.pop() if len(said) == 1 else None)
    return Behind(lines, sum(line.value for line in lines))


def counted_lines(answer: Answer, view: IndicatorView, since: int = 0, spans: Spans | None = None) -> list[Counted]:
    """The facts that count in the answer's figure of an indicator, each with its factor, in order of the book; of a flow
    those of a day `since` or later (`spans`: those of the scope, where they are known, or as many as have any)."""
    if view.derived == LOCALITIES:
        return [(line, 1) for line in _localities(answer, view)]
    indicators = answer.needed([view], view.kind) or (view.id,)
    if view.kind == IndicatorKind.STOCK:
        return [(line, 1) for line in _readings(answer, answer.scope.pieces, indicators)]
    spans = answer.spans(answer.scope.pieces) if spans is None else spans
    return counted_of(answer, view, answer.lines(spans, indicators, max(answer.first, since), answer.last))


def counted_of(answer: Answer, view: IndicatorView, lines: Iterable[FactLine]) -> list[Counted]:
    """Those of these facts that count in a flow's figure, each with its factor."""
    return list(_counted(answer, view, [line for line in lines if line.since >= answer.first]))


def _readings(answer: Answer, pieces: Iterable[Piece], indicators: Collection[int]) -> list[FactLine]:
    """The readings that count on the last day, of units that stand in the pieces on that day."""
    spans = answer.spans(pieces)
    standing: Spans = {unit: [(0, FOREVER)] for unit in spans if _stands(spans, unit, answer.last)}
    return latest_lines(answer.lines(standing, indicators, 0, answer.last), answer.last)


def _localities(answer: Answer, view: IndicatorView) -> list[FactLine]:
    """One line a locality that counts: its newest reading with an active site, worth one."""
    rows = [pieces for owing, pieces in answer.scope.rows if owing.kind not in view.excluded_kinds]
    lines = _readings(answer, [piece for pieces in rows for piece in pieces], (answer.sites_of(view).id,))
    found = []
    for pieces in rows:
        below = answer.spans(pieces)
        here = [line for line in lines if _stands(below, line.unit_id, answer.last)]
        if sum(line.value for line in here) > 0:
            newest = max((line for line in here if line.value > 0), key=lambda line: (line.day, line.id))
            found.append(newest._replace(value=1))
    return sorted(found, key=lambda line: line.id)


def _stands(spans: Spans, unit: int, day: int) -> bool:
    return any(first <= day < until for first, until in spans.get(unit, ()))


def _counted(answer: Answer, view: IndicatorView, lines: Sequence[FactLine]) -> Iterable[Counted]:
    family = set(answer.catalogue.families[view.code])
    chapters = answer.rules.chapters(view.id)
    factors: dict[int | None, Factors] = {}
    answer.ancestry.load({line.unit_id for line in lines} if chapters else ())
    for line in lines:
        if line.indicator_id in family:
            yield line, 1
            continue
        above = reversed(answer.ancestry.on(line.unit_id, line.day)) if chapters else ()
        chapter = next((a for a in above if a in chapters), None)
        counting = factors.setdefault(chapter, Factors(answer, view.id, chapter))
        day = date.fromordinal(line.day)
        factor = counting.of(Row(line.indicator_id, 0, day.year * 12 + day.month - 1, False, 0, 0, 0, 0))
        if factor:
            yield line, factor


class Told(NamedTuple):
    """What a fact's entry says: tags as they are stored; a remainder also with the words of its declaration."""

    tags: str
    title: str
    source: str
    declared_title: str | None
    declared_source: str | None


def entry_lines(answer: Answer, counted: Sequence[Counted], told: Mapping[int, Told] | None = None) -> list[EntryLine]:
    """What the entries of these facts say, in their order."""
    told = told_of([line.id for line, _ in counted]) if told is None else told
    return [
        EntryLine(
            seq=line.id >> LINE_BITS, id=f"{line.id >> LINE_BITS}.{line.id % (1 << LINE_BITS) + 1}",
            occurred_on=date.fromordinal(line.day), unit=answer.tree.structure.code_of(line.unit_id),
            value=line.value * factor, tags=tuple(sorted(tags_of(told[line.id].tags))), title=told[line.id].title,
            source=told[line.id].source, indicator=answer.catalogue.by_id[line.indicator_id].code,
        )
        for line, factor in counted
    ]  # fmt: skip


def told_of(fact_ids: Sequence[int]) -> dict[int, Told]:
    """What entries say, by the id of their fact; some hundreds in one statement."""
    found: dict[int, Told] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(fact_ids), CHUNK):
            cursor.execute(f"{TOLD_SQL}{ids(fact_ids[start : start + CHUNK])})")
            found.update({fact: Told(*said) for fact, *said in cursor.fetchall()})
    return found
