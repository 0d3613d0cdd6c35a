"""The numbers of entries, each with its indicator's name: of records what was posted, of declarations what was said."""

from collections.abc import Collection

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.records.rules import Amount, with_parts

NAMED = "i.code, v.name_vi, v.name_en, i.measure, i.scale, i.kind, p.code, t.key"  # of an indicator, its whole, and the tags
JOINED = (
    " JOIN ledger_indicator i ON i.id = {of}.indicator_id"
    " JOIN ledger_indicatorversion v ON v.indicator_id = i.id AND v.superseded_seq IS NULL"
    " LEFT JOIN ledger_indicator p ON p.id = v.part_of_id"
    " JOIN ledger_tagset t ON t.id = {of}.tagset_id"
)
RANGE = "{of}.id >= w.seq * {lines} AND {of}.id < (w.seq + 1) * {lines}"
SQL = (
    "WITH w (seq) AS (VALUES {places})"
    f" SELECT w.seq, {NAMED}, f.value, '' AS covers, NULL, 0, 0, '' AS state, NULL, NULL, f.id AS place"
    f" FROM w JOIN ledger_fact f ON {RANGE.format(of='f', lines=1 << LINE_BITS)}{JOINED.format(of='f')}"
    f" UNION ALL SELECT w.seq, {NAMED}, d.value, d.covers, d.estimate, d.first_month, d.last_month, c.state,"
    f" c.remainder, c.beneath, d.id FROM w JOIN ledger_declared d ON {RANGE.format(of='d', lines=1 << LINE_BITS)}"
    f"{JOINED.format(of='d')} LEFT JOIN ledger_standingcell c ON c.id = d.id ORDER BY place"
)


def amounts_of(seqs: Collection[int]) -> dict[int, tuple[Amount, ...]]:
    """The numbers of these entries in the order in which they were entered, wholes with their parts."""
    if not seqs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(places=", ".join(f"({int(seq)})" for seq in seqs)))
        rows = cursor.fetchall()
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
