"""A search as a condition on what stands, for both databases."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tagsets_with
from chungtay.ledger.queries.stocks import ids
from chungtay.records.rules import ApprovalState, Search

FEW_UNITS = 60  # so many ids stand in the statement; more are bound as one value, which is quicker to read
Condition = tuple[str, list[Any]]
TAGGED = (
    "(EXISTS (SELECT 1 FROM ledger_fact f WHERE f.id >= s.seq * {lines} AND f.id < (s.seq + 1) * {lines}"
    " AND f.tagset_id IN ({sets})) OR EXISTS (SELECT 1 FROM ledger_declared d WHERE d.id >= s.seq * {lines}"
    " AND d.id < (s.seq + 1) * {lines} AND d.tagset_id IN ({sets})))"
)
SAID = "EXISTS (SELECT 1 FROM records_approval a WHERE a.entry_seq = s.seq AND a.state = '{state}')"
LISTED = "s.kind IN ('record', 'declaration')"


def of_units(unit_ids: Collection[int], column: str = "s.unit_id") -> Condition:
    """Rows of these units. Many units are held against each row and never looked up by index."""
    if len(unit_ids) <= FEW_UNITS:
        return f"{column} IN ({ids(unit_ids)})", []
    if connection.vendor == "sqlite":
        return f"+{column} IN (SELECT value FROM json_each(%s))", [json.dumps(sorted(unit_ids))]
    return f"+{column} = ANY(%s)", [sorted(unit_ids)]


def condition_of(search: Search, unit_ids: Collection[int]) -> Condition:
    """What stands (`ledger_standing s`), of these units, that is looked for."""
    parts = [(LISTED, []), of_units(unit_ids), *_of_words(search), *_of_days(search), *_of_content(search)]
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _of_words(search: Search) -> Iterator[Condition]:
    for word in search.words:
        plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        yield "s.words LIKE %s ESCAPE '\\'", [f"%{plain}%"]


def _of_days(search: Search) -> Iterator[Condition]:
    if search.first:
        yield "s.day >= %s", [search.first.toordinal()]
    if search.last:
        yield "s.day <= %s", [search.last.toordinal()]


def _of_content(search: Search) -> Iterator[Condition]:
    if search.kind:
        yield "s.kind = %s", [search.kind]
    if search.work:
        yield "EXISTS (SELECT 1 FROM aid_delivery g WHERE g.entry_seq = s.seq AND g.work = %s)", [search.work]
    if search.by:
        yield "EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = s.seq AND e.by_id = %s)", [search.by]
    for tag in search.tags:
        yield TAGGED.format(lines=1 << LINE_BITS, sets=ids(tagsets_with(frozenset([tag])))), []
    if search.state:
        yield _of_state(search.state), []


def _of_state(state: ApprovalState) -> str:
    approved, returned = (SAID.format(state=one) for one in (ApprovalState.APPROVED, ApprovalState.RETURNED))
    if state == ApprovalState.APPROVED:
        return approved
    return f"NOT {approved} AND {'' if state == ApprovalState.RETURNED else 'NOT '}{returned}"
