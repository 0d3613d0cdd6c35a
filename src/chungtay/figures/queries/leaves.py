"""Pieces of the tree as plain units and days, and the facts on them: for provenance and for the past."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from chungtay.figures.rules.figures import Piece
from chungtay.kernel.months import month_index
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.stocks import group_of, ids, stock_age

from .reads import Reads

COLUMNS = "f.id, f.unit_id, f.indicator_id, f.day, f.since, f.tagset_id, f.layer, f.sign, f.value"
OF_ENTRY = f"f.id >= {{0}} * {1 << LINE_BITS} AND f.id < ({{0}} + 1) * {1 << LINE_BITS}"
Spans = dict[int, list[tuple[int, int]]]  # unit id -> half-open ordinal spans in which its facts are in scope


class FactLine(NamedTuple):
    """A fact as it stands in the book (days are ordinals)."""

    id: int
    unit_id: int
    indicator_id: int
    day: int
    since: int
    tagset_id: int
    layer: int
    sign: int
    value: int


def spans_of(pieces: Iterable[Piece], paths: Iterable[tuple[int, int, int, int]]) -> Spans:
    """Units and spans below the pieces. `paths`: (ancestor, descendant, from, until)."""
    given = list(pieces)
    if len(given) == 1 and (given[0].since, given[0].until) == (0, FOREVER):
        whole: Spans = {}
        for root, unit, start, stop in paths:
            if root == given[0].unit_id:
                whole.setdefault(unit, []).append((start, stop))
        return whole
    by_root: dict[int, list[Piece]] = {}
    for piece in given:
        by_root.setdefault(piece.unit_id, []).append(piece)
    found: Spans = {}
    for ancestor, unit, start, stop in paths:
        for piece in by_root.get(ancestor, ()):
            since, until = max(start, piece.since), min(stop, piece.until)
            if since < until:
                found.setdefault(unit, []).append((since, until))
    return found


def fact_lines(
    reads: Reads, spans: Spans, indicators: Collection[int], until_day: int, *, from_day: int = 0, seq: int | None = None,
    tagsets: Sequence[int] | None = None, remainders: bool = False, begun_by: int | None = None,
) -> list[FactLine]:  # fmt: skip
    """Facts in the spans that stand, with a day up to `until_day`, in order of the book.

    `remainders`: only what is left of declared totals; `begun_by`: of spans that begin up to this day.
    """
    if not spans or not indicators:
        return []
    known = f" AND f.id < {(seq + 1) << LINE_BITS}" if seq is not None else ""
    upto = f" AND r.seq <= {seq}" if seq is not None else ""
    left = f" AND f.sign = 1 AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = f.id >> {LINE_BITS}{upto})"
    tagged = f" AND f.tagset_id IN ({ids(tagsets)})" if tagsets is not None else ""
    tagged += " AND f.layer > 0" if remainders else ""
    tagged += f" AND f.since <= {begun_by}" if begun_by is not None else ""
    sql = (
        f"SELECT {COLUMNS} FROM ledger_fact f WHERE f.unit_id IN ({ids(spans)}) AND f.indicator_id IN ({ids(indicators)})"
        f" AND f.day BETWEEN {from_day} AND {until_day}{known}{left}{tagged} ORDER BY f.id"
    )
    lines = [FactLine(*row) for row in reads.rows(sql, 9)]
    return [f for f in lines if any(a <= f.day < b for a, b in spans[f.unit_id])]


def newest_lines(
    reads: Reads, indicators: Collection[int], first: int, last: int, tagsets: Sequence[int] | None, most: int
) -> tuple[list[FactLine], FactLine | None]:
    """What stands of the whole book between two days, newest first, without asking unit by unit: `most` facts of records
    and as many remainders. With it the last of either where there may be more: nothing older than it is told."""
    only = f"f.indicator_id IN ({ids(indicators)})"
    only += f" AND f.tagset_id IN ({ids(tagsets)})" if tagsets is not None else ""
    ends = [month_index(date.fromordinal(day)) - gone for day, gone in ((first, 0), (last + 1, 1))]
    cells = (  # a remainder has one fact, on the last day of its cell's last month
        f"SELECT f.remainder_seq AS seq, f.last_month FROM ledger_standingcell f WHERE {only} AND f.remainder_seq IS NOT NULL"
        f" AND f.last_month BETWEEN {ends[0]} AND {ends[1]} ORDER BY f.last_month DESC, f.remainder_seq DESC LIMIT {most}"
    )
    sql = (  # `+`: on the way by the entries' numbers, by no other index
        f"SELECT * FROM (SELECT {COLUMNS} FROM ledger_standing s JOIN ledger_fact f ON {OF_ENTRY.format('s.seq')}"
        f" WHERE +{only} AND s.day BETWEEN {first} AND {last} ORDER BY s.day DESC, s.seq DESC, f.id DESC LIMIT {most}) a"
        f" UNION ALL SELECT {COLUMNS} FROM ({cells}) c JOIN ledger_fact f ON {OF_ENTRY.format('c.seq')}"
    )
    found = sorted((FactLine(*row) for row in reads.rows(sql, 9)), key=lambda f: (f.day, f.id), reverse=True)
    cuts = [some[-1] for left in (0, 1) if len(some := [one for one in found if bool(one.layer) == left]) == most]
    return found, max(cuts, key=lambda f: (f.day, f.id), default=None)


def latest_lines(lines: Iterable[FactLine], day: int) -> list[FactLine]:
    """Of each series of readings the one that counts on the day, in order of the book."""
    age = stock_age()
    series: dict[tuple[int, int, int, int], FactLine] = {}
    for line in sorted(lines, key=lambda f: (f.day, f.id)):
        series[line.unit_id, line.indicator_id, line.tagset_id, group_of(line.layer)] = line
    return sorted((f for f in series.values() if day < f.day + age), key=lambda f: f.id)
