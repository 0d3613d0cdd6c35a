"""Behind a number: the entries that make it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from chungtay.figures.rules.figures import Behind, EntryLine, Piece, Question, Row
from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.tree import codes_of
from chungtay.ledger.rules import EntryKind, IndicatorKind, IndicatorView

from .figures import Answer
from .leaves import FactLine, Spans, fact_lines, latest_lines, spans_of
from .rows import LOCALITIES, Factors

CHUNK = 500
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


def counted_lines(answer: Answer, view: IndicatorView) -> list[Counted]:
    """The facts that count in the answer's figure of an indicator, each with its factor, in order of the book."""
    if view.derived == LOCALITIES:
        return [(line, 1) for line in _localities(answer, view)]
    indicators = answer.needed([view], view.kind) or (view.id,)
    if view.kind == IndicatorKind.STOCK:
        return [(line, 1) for line in _readings(answer, answer.scope.pieces, indicators)]
    lines = _lines(answer, _spans(answer, answer.scope.pieces), indicators, answer.first)
    return list(_counted(answer, view, [line for line in lines if line.since >= answer.first]))


def _spans(answer: Answer, pieces: Iterable[Piece]) -> Spans:
    return answer.past.spans(pieces) if answer.past else spans_of(pieces)


def _lines(answer: Answer, spans: Spans, indicators: Collection[int], first: int) -> list[FactLine]:
    seq = answer.question.known_seq
    return fact_lines(spans, indicators, answer.last, from_day=first, seq=seq, tagsets=answer.only)


def _readings(answer: Answer, pieces: Iterable[Piece], indicators: Collection[int]) -> list[FactLine]:
    """The readings that count on the last day, of units that stand in the pieces on that day."""
    spans = _spans(answer, pieces)
    standing: Spans = {
        unit: [(0, FOREVER)] for unit, days in spans.items() if any(a <= answer.last < b for a, b in days)
    }
    return latest_lines(_lines(answer, standing, indicators, 0), answer.last)


def _localities(answer: Answer, view: IndicatorView) -> list[FactLine]:
    """One line a locality that counts: its newest reading with an active site, worth one."""
    found = []
    for owing, pieces in answer.scope.rows:
        if owing.kind not in view.excluded_kinds:
            lines = _readings(answer, pieces, (answer.sites_of(view).id,))
            if sum(line.value for line in lines) > 0:
                newest = max((line for line in lines if line.value > 0), key=lambda line: (line.day, line.id))
                found.append(newest._replace(value=1))
    return sorted(found, key=lambda line: line.id)


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


def entry_lines(answer: Answer, counted: list[Counted]) -> list[EntryLine]:
    """What the entries of these facts say, in their order."""
    answer.tagsets.load({line.tagset_id for line, _ in counted})
    codes = codes_of({line.unit_id for line, _ in counted})
    entries = _entries({line.id >> LINE_BITS for line, _ in counted})
    found = []
    for line, factor in counted:
        seq = line.id >> LINE_BITS
        entry = entries[seq]
        found.append(
            EntryLine(
                seq=seq,
                id=f"{seq}.{line.id - (seq << LINE_BITS) + 1}",
                occurred_on=date.fromordinal(line.day),
                unit=codes[line.unit_id],
                value=line.value * factor,
                tags=tuple(sorted(answer.tagsets.tags(line.tagset_id))),
                title=entry.title,
                source=entry.source or (entry.payload if entry.kind == EntryKind.REMAINDER else ""),
                indicator=answer.catalogue.by_id[line.indicator_id].code,
            )
        )
    return found


def _entries(seqs: set[int]) -> dict[int, Entry]:
    wanted = sorted(seqs)
    found: dict[int, Entry] = {}
    for start in range(0, len(wanted), CHUNK):
        part = Entry.objects.filter(pk__in=wanted[start : start + CHUNK])
        found.update((e.seq, e) for e in part.only("seq", "kind", "title", "source", "payload"))
    return found
