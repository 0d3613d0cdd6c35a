"""Behind a number: the entries that make it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from chungtay.figures.rules.figures import Behind, EntryLine, Question, Row
from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.stocks import group_of, stock_age
from chungtay.ledger.queries.tree import codes_of
from chungtay.ledger.rules import IndicatorKind, IndicatorView

from .figures import Answer, Factors
from .leaves import FactLine, Spans, fact_lines, spans_of

CHUNK = 500
Counted = tuple[FactLine, int]  # a fact, and how often it counts


def behind(question: Question, indicator: str) -> Behind:
    """Every standing fact that counts in a figure, in order of the book; the values sum to the figure.

    For a total each value is already converted by the counting rule. For a stock only the readings that count
    on the last day.
    """
    answer = Answer(replace(question, indicators=(indicator,), by=None))
    lines = entry_lines(answer, counted_lines(answer, answer.asked[0]))
    return Behind(tuple(lines), sum(line.value for line in lines))


def counted_lines(answer: Answer, view: IndicatorView) -> list[Counted]:
    """The facts that count in the answer's figure of an indicator, each with its factor, in order of the book."""
    spans = answer.past.spans(answer.scope.pieces) if answer.past else spans_of(answer.scope.pieces)
    if view.kind == IndicatorKind.STOCK:
        return [(line, 1) for line in _latest(_lines(answer, view, spans, 0), answer.last)]
    return list(_counted(answer, view, _lines(answer, view, spans, answer.first)))


def _lines(answer: Answer, view: IndicatorView, spans: Spans, first: int) -> list[FactLine]:
    kind = IndicatorKind.STOCK if view.derived == "localities" else IndicatorKind(view.kind)
    indicators = answer.needed([view], kind) or (view.id,)
    lines = fact_lines(
        spans, indicators, answer.last, from_day=first, seq=answer.question.known_seq, tagsets=answer.only
    )
    return [line for line in lines if line.since >= first]


def _latest(lines: Iterable[FactLine], day: int) -> list[FactLine]:
    """Of each series the reading that counts on the day."""
    age = stock_age()
    series: dict[tuple[int, int, int, int], FactLine] = {}
    for line in sorted(lines, key=lambda f: (f.day, f.id)):
        series[line.unit_id, line.indicator_id, line.tagset_id, group_of(line.layer)] = line
    return sorted((f for f in series.values() if day < f.day + age), key=lambda f: f.id)


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
                source=entry.source or entry.payload,
                indicator=answer.catalogue.by_id[line.indicator_id].code,
            )
        )
    return found


def _entries(seqs: set[int]) -> dict[int, Entry]:
    wanted = sorted(seqs)
    found: dict[int, Entry] = {}
    for start in range(0, len(wanted), CHUNK):
        part = Entry.objects.filter(pk__in=wanted[start : start + CHUNK])
        found.update((e.seq, e) for e in part.only("seq", "title", "source", "payload"))
    return found
