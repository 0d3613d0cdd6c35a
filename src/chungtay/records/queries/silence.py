"""Who has said anything of a month: recorded, declared or attested; and what a newcomer has entered so far.

Statements of numbers alone, so that a page can ask them together with what it asks of figures.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from chungtay.figures.queries.reads import Statement
from chungtay.figures.queries.scope import standing
from chungtay.kernel.months import month_index
from chungtay.ledger.queries.stocks import ids

LOOKED_BACK = 10_000  # so many entries: what a newcomer enters for others is among the last
_DAYS, _MONTHS = 0, 1
Spans = dict[int, set[tuple[int, int]]]  # unit to first and last month, inclusive


def words_said(first: date, last: date, unit_ids: Collection[int] | None = None) -> Statement:
    """What was recorded, declared or attested for days between the two (inclusive), of these units or of all."""
    start, end = first.toordinal(), last.toordinal()
    mine = f" AND {{}}.unit_id IN ({ids(unit_ids)})" if unit_ids is not None else ""
    return (
        f"SELECT {_DAYS} AS what, s.unit_id, s.day AS since, s.day AS until FROM ledger_standing s"
        f" WHERE s.kind = 'record' AND s.day BETWEEN {start} AND {end}{mine.format('s')}"
        f" UNION SELECT {_MONTHS}, c.unit_id, c.first_month, c.last_month FROM ledger_standingcell c"
        f" WHERE c.first_month <= {month_index(last)} AND c.last_month >= {month_index(first)}{mine.format('c')}"
        f" UNION SELECT {_DAYS}, a.unit_id, a.first_on, a.last_on FROM ledger_attestation a"
        f" WHERE a.first_on <= {end} AND a.last_on >= {start}{mine.format('a')}{standing('a', None)}",
        4,
    )


def owed_words(first: date, last: date) -> Statement:
    """Who owes a report for a period between the two days (inclusive), where obligations were posted."""
    start, end = first.toordinal(), last.toordinal()
    within = f"o.first_on >= {start} AND o.last_on <= {end}{standing('o', None)}"
    return f"SELECT o.unit_id, o.first_on, o.last_on FROM ledger_obligation o WHERE {within}", 3


def spans_said(rows: Iterable[tuple[Any, ...]]) -> Spans:
    """The answer to `words_said`, by unit, in months."""
    found: Spans = {}
    for what, unit, since, until in rows:
        span = (since, until)
        if what == _DAYS:
            span = (month_index(date.fromordinal(since)), month_index(date.fromordinal(until)))
        found.setdefault(unit, set()).add(span)
    return found


def entered_by(user_id: int, own: Collection[int]) -> Statement:
    """Whether the person has recorded (1), declared (2): what stands of the own units, and lately for any other."""
    kind = "CASE {}.kind WHEN 'record' THEN 1 ELSE 2 END"
    return (
        f"SELECT {kind.format('e')} FROM ledger_entry e WHERE e.kind IN ('record', 'declaration')"
        f" AND e.by_id = {user_id} AND e.seq > (SELECT MAX(seq) FROM ledger_chainhead) - {LOOKED_BACK}"
        f" UNION SELECT {kind.format('s')} FROM ledger_standing s CROSS JOIN ledger_entry e"
        f" WHERE s.unit_id IN ({ids(own)}) AND e.seq = s.seq AND e.by_id = {user_id}",
        1,
    )
