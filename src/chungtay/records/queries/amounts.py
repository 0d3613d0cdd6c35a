"""The numbers of entries, each with its indicator's name: of records what was posted, of declarations what was said."""

from collections.abc import Collection

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.records.rules import Amount, with_parts

# An indicator, its whole, and the tags.
NAMED = "i.code, v.name_vi, v.name_en, i.measure, i.scale, i.kind, p.code, t.key"
# CROSS JOIN, because SQLite then keeps to the order: the few entries, their numbers by key, then names.
JOINED = (
    " CROSS JOIN ledger_indicator i CROSS JOIN ledger_indicatorversion v CROSS JOIN ledger_tagset t"
    " LEFT JOIN ledger_indicator p ON p.id = v.part_of_id"
)
RANGE = (
    "{of}.id >= w.seq * {lines} AND {of}.id < (w.seq + 1) * {lines} AND i.id = {of}.indicator_id"
    " AND v.indicator_id = i.id AND v.superseded_seq IS NULL AND t.id = {of}.tagset_id"
)
SQL = (
    "WITH w (seq) AS (VALUES {places})"
    f" SELECT w.seq, {NAMED}, f.value, '' AS covers, NULL, 0, 0, '' AS state, NULL, NULL, f.id AS place"
    f" FROM w CROSS JOIN ledger_fact f{JOINED.format(of='f')} WHERE {RANGE.format(of='f', lines=1 << LINE_BITS)}"
    f" UNION ALL SELECT w.seq, {NAMED}, d.value, d.covers, d.estimate, d.first_month, d.last_month, c.state,"
    f" c.remainder, c.beneath, d.id FROM w CROSS JOIN ledger_declared d{JOINED.format(of='d')}"
    f" LEFT JOIN ledger_standingcell c ON c.id = d.id WHERE {RANGE.format(of='d', lines=1 << LINE_BITS)}"
)


def amounts_of(seqs: Collection[int]) -> dict[int, tuple[Amount, ...]]:
    """The numbers of these entries in the order in which they were entered, wholes with their parts."""
    if not seqs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(places=", ".join(f"({int(seq)})" for seq in seqs)))
        rows = sorted(cursor.fetchall(), key=lambda row: row[-1])
    found: dict[int, list[Amount]] = {}
    for seq, *row in rows:
        found.setdefault(seq, []).append(_amount(*row[:-1]))
    return {seq: with_parts(amounts) if not amounts[0].covers else tuple(amounts) for seq, amounts in found.items()}


def _amount(
    code: str, name_vi: str, name_en: str, measure: str, scale: int, kind: str, part_of: str | None, tags: str,
    value: int, covers: str, estimate: bool | None, first: int, last: int, state: str | None,
    remainder: int | None, beneath: int | None,
) -> Amount:  # fmt: skip
    return Amount(
        code, name_vi, name_en or name_vi, measure, scale, kind, part_of, tags_of(tags), value, covers,
        bool(estimate), first, last, state or "", remainder, beneath,
    )  # fmt: skip
