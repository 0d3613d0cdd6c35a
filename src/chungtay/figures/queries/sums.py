"""Sums of facts over pieces of the tree: from the cube where it keeps them, from the covering index elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.figures.rules.figures import Piece, Row, ragged_days, whole_months
from chungtay.kernel.months import month_index, month_last
from chungtay.ledger.queries.stocks import ids
from chungtay.ledger.queries.tree import TreeNow
from chungtay.ledger.rules.kinds import ESTIMATES

from .reads import Reads

ESTIMATED = ids(ESTIMATES)


@dataclass(frozen=True, slots=True)
class Ask:
    """What to add up: indicator ids, both days (ordinals, inclusive), tag sets (None: all), and how finely."""

    indicators: tuple[int, ...]
    first: int
    last: int
    tagsets: tuple[int, ...] | None = None
    by_tagset: bool = False
    by_month: bool = False
    by_unit: bool = False

    @property
    def only(self) -> str:
        """Condition on indicators and tag sets."""
        where = f" AND indicator_id IN ({ids(self.indicators)})"
        return where if self.tagsets is None else where + f" AND tagset_id IN ({ids(self.tagsets)})"

    @property
    def tagset(self) -> str:
        """The tag set column, or 0 where it is not asked for."""
        return "tagset_id" if self.by_tagset else "0"

    @property
    def grouping(self) -> str:
        """What the rows are grouped by."""
        columns = ("indicator_id", "tagset_id" if self.by_tagset else "", "unit_id" if self.by_unit else "")
        return ", ".join(filter(None, columns))

    @property
    def unit(self) -> str:
        """The unit column, or 0 where it is not asked for."""
        return "unit_id" if self.by_unit else "0"


def flow_rows(reads: Reads, tree: TreeNow, pieces: Iterable[Piece], ask: Ask) -> list[Row]:
    """Rows of flows of these pieces (no piece inside another), as known now."""
    grouped: dict[tuple[int, int], list[int]] = {}
    for piece in pieces:
        grouped.setdefault((piece.since, piece.until), []).append(piece.unit_id)
    rows: list[Row] = []
    for (since, until), units in grouped.items():
        cubed, leaves = tree.ancestry.split(units)
        if cubed:
            rows += _cubed(reads, tree, cubed, since, until, ask)
        if leaves:
            rows += _facts(reads, leaves, since, until, ask)
    return rows


def _cubed(reads: Reads, tree: TreeNow, units: Sequence[int], since: int, until: int, ask: Ask) -> list[Row]:
    first, last = max(ask.first, since), min(ask.last, until - 1)
    if first > last:
        return []
    months = whole_months(first, last)
    rows = []
    where = f"unit_id IN ({ids(units)}){ask.only}"
    asked_from = month_index(date.fromordinal(ask.first)) + (date.fromordinal(ask.first).day > 1)
    if months:
        spans = "CASE WHEN first_month < last_month THEN 1 ELSE 0 END"
        span = f", last_month, {spans}" if ask.by_month else ""
        sql = (
            f"SELECT indicator_id, {ask.tagset}, {ask.unit}, SUM(value), SUM(entries), SUM(estimated){span}"
            " FROM ledger_monthsum"
            f" WHERE {where} AND last_month BETWEEN {months[0]} AND {months[1]} AND first_month >= {asked_from}"
            f" GROUP BY {ask.grouping}{span}"
        )
        for indicator, tagset, unit, value, entries, estimated, *at in reads.rows(sql, 8 if span else 6):
            month, long = (at[0], bool(at[1])) if at else (-1, False)
            rows.append(Row(indicator, tagset, month, long, int(value), int(entries), int(estimated), 0, unit))
    rows += _long_spans(reads, where, since, until, ask)
    for span_of_days in ragged_days(first, last):
        rows += _ragged(reads, tree, units, span_of_days, ask)
    return rows


def _long_spans(reads: Reads, where: str, since: int, until: int, ask: Ask) -> list[Row]:
    """Remainders of several months that the question cuts, by the months their last day lies in."""
    low, high = whole_months(ask.first, ask.last) or (10**7, -1)
    first, last = (month_index(date.fromordinal(d)) for d in (ask.first, ask.last))
    sql = (
        f"SELECT indicator_id, {ask.tagset}, {ask.unit}, last_month, SUM(value) FROM ledger_monthsum"
        f" WHERE {where} AND first_month < last_month AND last_month >= {first} AND first_month <= {last}"
        f" AND NOT (first_month >= {low} AND last_month <= {high})"
        f" GROUP BY {ask.grouping}, last_month"
    )
    rows = []
    for indicator, tagset, unit, month, value in reads.rows(sql, 5):
        if value and since <= month_last(month).toordinal() < until:
            rows.append(Row(indicator, tagset, month if ask.by_month else -1, True, 0, 0, 0, int(value), unit))
    return rows


def _ragged(reads: Reads, tree: TreeNow, units: Sequence[int], span: tuple[int, int], ask: Ask) -> list[Row]:
    """Days of an unfinished month: facts of every unit below; remainders of that month are cut."""
    grouped: dict[tuple[int, int], dict[int, list[int]]] = {}
    for root, unit, low, high in tree.below(units):
        if low <= span[1] and high > span[0]:
            grouped.setdefault((low, high), {}).setdefault(unit, []).append(root)
    rows = []
    for (low, high), below in grouped.items():
        found = _facts(reads, list(below), low, high, ask, within=span)
        rows += [r._replace(unit_id=root) for r in found for root in below[r.unit_id]] if ask.by_unit else found
    return rows


def _facts(
    reads: Reads, units: Sequence[int], since: int, until: int, ask: Ask, within: tuple[int, int] | None = None
) -> list[Row]:
    """The units' own facts; `within`: only these days (then only that month's own remainders may be cut)."""
    first, last = within or (ask.first, ask.last)
    low, high = max(first, since), min(last, until - 1)
    inside = f"day BETWEEN {low} AND {high} AND since >= {ask.first}"
    month_end = month_last(month_index(date.fromordinal(last))).toordinal()
    cut = f"layer > 0 AND day >= {low} AND day < {until} AND since <= {last} AND (day > {ask.last} OR since < {ask.first})"
    if within:
        one = month_index(date.fromordinal(within[0]))
        cut += f" AND day <= {month_end} AND since >= {month_last(one - 1).toordinal() + 1}"
    at = ", day, since" if ask.by_month else ""
    sql = (
        f"SELECT indicator_id, {ask.tagset}, {ask.unit}, SUM(CASE WHEN {inside} THEN value ELSE 0 END),"
        f" SUM(CASE WHEN {inside} THEN sign ELSE 0 END),"
        f" SUM(CASE WHEN {inside} AND layer IN ({ESTIMATED}) THEN value ELSE 0 END),"
        f" SUM(CASE WHEN {cut} THEN value ELSE 0 END){at}"
        f" FROM ledger_fact WHERE unit_id IN ({ids(units)}){ask.only} AND day >= {low}"
        f" AND (day <= {high} OR ({cut})) GROUP BY {ask.grouping}{at}"
    )
    rows = []
    for indicator, tagset, unit, value, entries, estimated, unplaced, *days in reads.rows(sql, 9 if at else 7):
        month, long = _month(days)
        rows.append(Row(indicator, tagset, month, long, int(value), int(entries), int(estimated), int(unplaced), unit))
    return [r for r in rows if r.value or r.entries or r.unplaced]


def _month(days: Sequence[int]) -> tuple[int, bool]:
    if not days:
        return -1, False
    last = month_index(date.fromordinal(days[0]))
    return last, month_index(date.fromordinal(days[1])) < last


def busy_units(reads: Reads, units: Collection[int], ask: Ask, since: int) -> set[int]:
    """Those of the units, all with others below, that have anything to add up in the months from a day on."""
    first, last = (month_index(date.fromordinal(day)) for day in (since, ask.last))
    sql = (
        f"SELECT DISTINCT unit_id FROM ledger_monthsum WHERE unit_id IN ({ids(units)}){ask.only} AND entries > 0"
        f" AND last_month BETWEEN {first} AND {last}"
    )
    return {unit for (unit,) in reads.rows(sql, 1)}


def stock_rows(reads: Reads, pieces: Iterable[Piece], ask: Ask) -> list[Row]:
    """Rows of stocks on the last day: latest readings of the pieces that stand under their roots then."""
    units = [p.unit_id for p in pieces if p.since <= ask.last < p.until]
    if not units:
        return []
    sql = (
        f"SELECT indicator_id, {ask.tagset}, {ask.unit}, SUM(value), SUM(entries), SUM(estimated) FROM ledger_stocksum"
        f" WHERE unit_id IN ({ids(units)}){ask.only} AND day <= {ask.last} GROUP BY {ask.grouping}"
    )
    found = [Row(i, t, -1, False, int(v), int(n), int(e), 0, u) for i, t, u, v, n, e in reads.rows(sql, 6)]
    return [r for r in found if r.entries]


def present(
    reads: Reads, tree: TreeNow, units: Collection[int], flows: Ask, stocks: Collection[int]
) -> dict[int, set[int]]:
    """By indicator the units that have facts of it in the question, each unit with all below it."""
    found: dict[int, set[int]] = {}
    cubed, leaves = tree.ancestry.split(units)
    if cubed and flows.indicators:
        if months := whole_months(flows.first, flows.last):
            _add_cubed(found, reads, cubed, tree.ancestry.tops(cubed), months, flows)
        for span in ragged_days(flows.first, flows.last):
            _add_ragged(found, reads, tree, cubed, span, flows)
    if leaves and flows.indicators:
        _add(found, reads.rows(_own_pairs(leaves, (flows.first, flows.last), flows), 2))
    if stocks and units:
        only = Ask(tuple(stocks), flows.first, flows.last, flows.tagsets).only
        sql = (
            f"SELECT unit_id, indicator_id FROM ledger_stocksum WHERE unit_id IN ({ids(units)}){only}"
            f" AND day <= {flows.last} GROUP BY unit_id, indicator_id HAVING SUM(entries) <> 0"
        )
        _add(found, reads.rows(sql, 2))
    return found


def _add(found: dict[int, set[int]], pairs: Iterable[tuple[int, ...]]) -> None:
    for unit, indicator in pairs:
        found.setdefault(indicator, set()).add(unit)


def _add_cubed(
    found: dict[int, set[int]], reads: Reads, units: Collection[int], tops: Collection[int], months: tuple[int, int], ask: Ask
) -> None:  # fmt: skip
    """One probe of the cube for each unit and indicator: a cell with entries is enough, none need be added up.

    Nearly all report nearly everything that anybody reports: so the statement tells who has none, unit 0 for each indicator
    among them, of the indicators that those above all (`tops`) have any of.
    """
    here = f"m.last_month BETWEEN {months[0]} AND {months[1]} AND m.first_month >= {months[0]} AND m.entries > 0" + (
        "" if ask.tagsets is None else f" AND m.tagset_id IN ({ids(ask.tagsets)})"
    )
    sql = (
        f"WITH u(id) AS (VALUES {_values([0, *units])}), a(id) AS (VALUES {_values(ask.indicators)}), i AS (SELECT a.id FROM a"
        f" WHERE EXISTS (SELECT 1 FROM ledger_monthsum m WHERE m.unit_id IN ({ids(tops)}) AND m.indicator_id = a.id AND {here}))"
        " SELECT unit_id, indicator_id FROM (SELECT u.id AS unit_id, i.id AS indicator_id,"
        " (SELECT 1 FROM ledger_monthsum m WHERE m.unit_id = u.id AND m.indicator_id = i.id"  # no join: an index probe
        f" AND {here} LIMIT 1) AS here FROM i CROSS JOIN u) probed WHERE here IS NULL"
    )
    absent: dict[int, set[int]] = {}
    _add(absent, reads.rows(sql, 2))
    for indicator, lacking in absent.items():
        if len(lacking) <= len(units):
            found[indicator] = set(units) - lacking


def _values(numbers: Iterable[int]) -> str:
    return ", ".join(f"({int(n)})" for n in numbers)


def _own_pairs(units: Iterable[int], span: tuple[int, int], ask: Ask) -> str:
    return (
        f"SELECT unit_id, indicator_id FROM ledger_fact WHERE unit_id IN ({ids(units)}){ask.only}"
        f" AND day BETWEEN {span[0]} AND {span[1]} AND since >= {ask.first}"
        " GROUP BY unit_id, indicator_id HAVING SUM(sign) <> 0"
    )


def _add_ragged(
    found: dict[int, set[int]], reads: Reads, tree: TreeNow, units: Collection[int], span: tuple[int, int], ask: Ask
) -> None:
    above: dict[int, set[int]] = {}
    for root, unit, start, end in tree.below(units):
        if start <= span[1] and end > span[0]:
            above.setdefault(unit, set()).add(root)
    if above:
        for unit, indicator in reads.rows(_own_pairs(above, span, ask), 2):
            found.setdefault(indicator, set()).update(above[unit])
