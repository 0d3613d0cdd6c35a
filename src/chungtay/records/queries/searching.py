"""A search as a condition on what stands, for both databases."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from chungtay.kernel.text import spelled
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.stocks import ids
from chungtay.organizations.queries import Everyone
from chungtay.organizations.rules import CHAPTER, written_out
from chungtay.records.rules import ApprovalState, Search

Condition = tuple[str, list[Any]]
FEW_UNITS = 60  # so many ids stand in the statement; more are bound as one value, which is quicker to read
TAGGED = (
    "(EXISTS (SELECT 1 FROM ledger_fact f WHERE f.id >= s.seq * {lines} AND f.id < (s.seq + 1) * {lines}"
    " AND f.tagset_id IN ({sets})) OR EXISTS (SELECT 1 FROM ledger_declared d WHERE d.id >= s.seq * {lines}"
    " AND d.id < (s.seq + 1) * {lines} AND d.tagset_id IN ({sets})))"
)
SETS = "SELECT t.id FROM ledger_tagset t WHERE '|' || t.key || '|' LIKE %s ESCAPE '\\'"
BELOW = "s.unit_id IN (SELECT b.descendant_id FROM organizations_unitpath b WHERE b.ancestor_id {which})"
NAMED = (
    "IN (SELECT c.id FROM organizations_unit c WHERE c.code = %s UNION SELECT v.unit_id"
    " FROM organizations_unitversion v WHERE v.superseded_in_id IS NULL AND (v.name IN (%s, %s) OR v.short_name = %s))"
)
MARK = "(SELECT MAX(m.seq) FROM records_waitingmark m)"
UNSAID = f"+s.seq > {MARK} OR +s.seq IN (SELECT w.entry_seq FROM records_waiting w)"
UNSAID_DAYS = (  # few: what stands is looked for on these, by its index
    "s.day IN (SELECT e.day FROM records_waiting w CROSS JOIN ledger_entry e WHERE e.seq = w.entry_seq"
    f" UNION SELECT e.day FROM ledger_entry e WHERE e.kind IN ('record', 'declaration') AND e.seq > {MARK})"
)
APPROVED = "EXISTS (SELECT 1 FROM records_approval a WHERE a.entry_seq = s.seq AND a.state = 'approved')"
RETURNED = "EXISTS (SELECT 1 FROM records_approval r WHERE r.entry_seq = s.seq AND r.state = 'returned')"
EVERYTHING: Condition = ("1 = 1", [])


def of_units(unit_ids: Collection[int], column: str = "s.unit_id") -> Condition:
    """Rows of these units. `{by}` before the column stays empty for looking them up by index; `+`: each row is held
    against them, on a way that another index gives.
    """
    if isinstance(unit_ids, Everyone):
        return EVERYTHING
    if len(unit_ids) <= FEW_UNITS:
        return f"{{by}}{column} IN ({ids(unit_ids)})", []
    if connection.vendor == "sqlite":
        return f"{{by}}{column} IN (SELECT value FROM json_each(%s))", [json.dumps(sorted(unit_ids))]
    return f"{{by}}{column} = ANY(%s)", [sorted(unit_ids)]


def condition_of(search: Search, unit_ids: Collection[int]) -> Condition:
    """What stands (`ledger_standing s`), of these units, that is looked for; with `{by}` as in `of_units`."""
    parts = [of_units(unit_ids), *_of_place(search), *_of_words(search)]
    parts += [*_of_days(search), *_of_content(search)]
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _of_place(search: Search) -> Iterator[Condition]:
    if search.unit:
        yield BELOW.format(which="= %s"), [search.unit]
    if search.unit_named:
        typed = " ".join(spelled(search.unit_named).split())
        full = written_out(typed)
        yield BELOW.format(which=NAMED), [typed, full, f"{CHAPTER} {full[:1].lower()}{full[1:]}", typed]


def _of_words(search: Search) -> Iterator[Condition]:
    for word in search.words:
        yield "s.words LIKE %s ESCAPE '\\'", [f"%{_plain(word)}%"]


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


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
        yield TAGGED.format(lines=1 << LINE_BITS, sets=SETS), [f"%|{_plain(tag)}|%"] * 2
    if search.state:
        yield _of_state(search.state), []


def _of_state(state: ApprovalState) -> str:
    """By the kept list of what waits: what is not approved is in it or came after its mark."""
    if state == ApprovalState.APPROVED:
        return f"NOT ({UNSAID})"
    return f"{UNSAID_DAYS} AND ({UNSAID}) AND NOT {APPROVED} AND {'' if state == ApprovalState.RETURNED else 'NOT '}{RETURNED}"
