"""Keeps every standing declaration's remainder: max(0, declared - beneath), posted as an ordinary fact.

Cells are settled in the order of containment, so that what lies beneath is settled first (architecture,
Declarations). A remainder that changes is reversed and posted anew in the same transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from django.db import connection

from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.queries.cells import (
    DETAIL_AND_OWN,
    StandingRow,
    Sums,
    cube_sums,
    fact_sums,
    live,
    standing_rows,
    stock_sums,
)  # fmt: skip
from chungtay.ledger.queries.stocks import group_of, latest, readings, stock_age
from chungtay.ledger.rules import Covers, EntryKind, IndicatorKind, Layer
from chungtay.ledger.rules.cells import Cell

from .book import Book, NewEntry
from .reversals import reversals_of

EVER = 10**6  # a month that never comes
Weigh = Callable[[int, int], int]  # (indicator id, month) -> how many units of the cell's indicator one counts
SAVE_SQL = "UPDATE ledger_standingcell SET state = %s, remainder = %s, remainder_seq = %s, beneath = %s WHERE id = %s"


def settle(book: Book, extra: Iterable[StandingRow] = ()) -> None:
    """Settle every declaration that what was flushed touches, and those given."""
    book.flush()
    rows = {row.cell.id: row for row in touched_rows(book)}
    rows.update({row.cell.id: row for row in extra})
    book.touched.clear()
    # what no longer counts must be gone before anything is weighed
    _repost(book, [(row, None) for row in rows.values() if not live(row)])
    book.flush()
    ordered = sorted(rows.values(), key=lambda r: _rank(book, r.cell))
    for _, level in groupby(ordered, key=lambda r: _rank(book, r.cell)):
        _settle_level(book, list(level))
    book.touched.clear()


def _rank(book: Book, cell: Cell) -> tuple[int, ...]:
    """Cells of one rank never lie beneath each other; beneath means a smaller rank."""
    last_day = month_last(cell.last).toordinal()
    cover = 0 if cell.covers == Covers.OWN else 1000 - len(book.ancestry.on(cell.unit_id, last_day))
    catalogue = book.catalogue
    total = int(bool(catalogue.by_id[cell.indicator_id].derived))
    return (cell.last, -cell.first, cover, -len(cell.tags), total, -catalogue.depth(cell.indicator_id))


def touched_rows(book: Book) -> list[StandingRow]:
    """Standing declarations that hold a touched place; for stocks also those of later days."""
    places = book.touched
    if not places:
        return []
    book.ancestry.load({p[0] for p in places})
    book.tagsets.load({p[4] for p in places})
    indicators = {w for p in places for w in book.watchers.get(p[1], ())}
    above = {a for p in places for a in book.ancestry.on(p[0], p[3])}
    rows = standing_rows(book.tagsets, indicators=indicators, units=above, months=_months_of(book))
    index: dict[tuple[int, int], list[StandingRow]] = {}
    for row in rows:
        index.setdefault((row.cell.unit_id, row.cell.indicator_id), []).append(row)
    held: dict[int, StandingRow] = {}
    for unit, indicator, since, day, tagset, layer in places:
        stock = book.catalogue.by_id[indicator].kind == IndicatorKind.STOCK
        span, tags = (book.month(since), book.month(day)), book.tagsets.tags(tagset)
        for ancestor in book.ancestry.on(unit, day):
            for watcher in book.watchers.get(indicator, ()):
                for row in index.get((ancestor, watcher), ()):
                    if row.cell.id not in held and _holds(row.cell, unit, span, tags, layer, stock):
                        held[row.cell.id] = row
    return list(held.values())


def _months_of(book: Book) -> tuple[int, int]:
    """Months that a declaration must meet to hold a touched place; a reading counts on every later day."""
    places = book.touched
    stock = any(book.catalogue.by_id[p[1]].kind == IndicatorKind.STOCK for p in places)
    return min(book.month(p[2]) for p in places), EVER if stock else max(book.month(p[3]) for p in places)


def _holds(cell: Cell, unit: int, span: tuple[int, int], tags: frozenset[str], layer: int, stock: bool) -> bool:
    if not cell.tags <= tags:
        return False
    if cell.covers == Covers.OWN and (cell.unit_id != unit or layer not in DETAIL_AND_OWN):
        return False
    if stock:
        return cell.last >= span[1]
    return cell.first <= span[0] and span[1] <= cell.last


def _settle_level(book: Book, level: list[StandingRow]) -> None:
    book.ancestry.load({row.cell.unit_id for row in level})
    beneath = _beneath(book, level)
    moved: list[tuple[StandingRow, int | None]] = []
    for row in level:
        stock = book.catalogue.by_id[row.cell.indicator_id].kind == IndicatorKind.STOCK
        rest = max(0, row.cell.value - beneath[row.cell.id]) if live(row) else 0
        wanted = rest > 0 or (stock and live(row))
        if rest != row.remainder or wanted != (row.remainder_seq is not None):
            moved.append((row, rest if wanted else None))
        row.beneath = beneath[row.cell.id]
    _repost(book, moved)
    book.flush()
    saved = [(row.state, row.remainder, row.remainder_seq, row.beneath, row.cell.id) for row in level]
    with connection.cursor() as cursor:
        cursor.executemany(SAVE_SQL, saved)


def _repost(book: Book, moved: Sequence[tuple[StandingRow, int | None]]) -> None:
    """Take remainders back and post those that are left (None: none)."""
    gone = [row.remainder_seq for row, _ in moved if row.remainder_seq is not None]
    reversals = dict(zip(gone, reversals_of(gone, book.forms), strict=True))
    for row, rest in moved:
        if row.remainder_seq is not None:
            book.append(reversals[row.remainder_seq])
        row.remainder, row.remainder_seq = rest or 0, None
        if rest is not None:
            row.remainder_seq = book.append(_remainder(book, row, rest))


def _remainder(book: Book, row: StandingRow, rest: int) -> NewEntry:
    cell, layer = row.cell, Layer.of(row.cell.covers, row.cell.estimate)
    return NewEntry(
        kind=EntryKind.REMAINDER,
        unit_id=cell.unit_id,
        since=month_first(cell.first).toordinal(),
        day=month_last(cell.last).toordinal(),
        payload=f"declared:{cell.id}",
        form=book.forms[((cell.indicator_id, row.tagset_id, int(layer), 1),)],
        values=(rest,),
    )


def _beneath(book: Book, level: list[StandingRow]) -> dict[int, int]:
    """Declared row id to the sum beneath it: everything in its cell but its own remainder."""
    found: dict[int, int] = {}
    stocks: list[StandingRow] = []
    flows: list[StandingRow] = []
    for row in level:
        stock = book.catalogue.by_id[row.cell.indicator_id].kind == IndicatorKind.STOCK
        (stocks if stock else flows).append(row)
    if flows:
        found |= _beneath_flows(book, flows)
    if stocks:
        found |= _beneath_stocks(book, stocks)
    return found


def _beneath_flows(book: Book, level: list[StandingRow]) -> dict[int, int]:
    first, last = level[0].cell.first, level[0].cell.last
    days = (month_first(first).toordinal(), month_last(last).toordinal())
    indicators = {i for row in level for i in _parts(book, row.cell.indicator_id)}
    alls = {r.cell.unit_id for r in level if r.cell.covers == Covers.ALL}
    cubed = {u for u in alls if book.ancestry.has_below(u)}
    own_units = {r.cell.unit_id for r in level if r.cell.covers == Covers.OWN}
    sums = cube_sums(cubed, indicators, first, last) if cubed else {}
    sums |= fact_sums(alls - cubed, indicators, days) if alls - cubed else {}
    owns = fact_sums(own_units, indicators, days, DETAIL_AND_OWN) if own_units else {}
    found = {}
    for row in level:
        source, cubed_row = (owns, False) if row.cell.covers == Covers.OWN else (sums, row.cell.unit_id in cubed)
        month = (lambda m: m) if cubed_row else book.month
        own = 0 if row.remainder_seq is None else row.remainder
        found[row.cell.id] = _weighed(book, row, source, month) - own
    return found


def _parts(book: Book, indicator_id: int) -> set[int]:
    """Every indicator whose facts may lie beneath a cell of this one."""
    ids = set(book.catalogue.families[book.catalogue.by_id[indicator_id].code])
    for included in book.rules.included(indicator_id):
        ids |= set(book.catalogue.families[book.catalogue.by_id[included].code])
    return ids


def _weighed(book: Book, row: StandingRow, sums: Sums, month: Callable[[int], int]) -> int:
    weigh = weight(book, row.cell)
    rows = sums.get(row.cell.unit_id, ())
    book.tagsets.load({r[1] for r in rows})
    return sum(
        value * weigh(indicator, month(at))
        for indicator, tagset, at, value in rows
        if row.cell.tags <= book.tagsets.tags(tagset)
    )


def weight(book: Book, cell: Cell) -> Weigh:
    """How much one unit of a fact counts in the cell: its own family once, a total's items by the rule in force."""
    catalogue = book.catalogue
    family = set(catalogue.families[catalogue.by_id[cell.indicator_id].code])
    if cell.indicator_id not in book.rules.totals:
        return lambda indicator, _: int(indicator in family)
    memo: dict[tuple[int, int], int] = {}

    def weigh(indicator: int, month: int) -> int:
        if (indicator, month) not in memo:
            memo[indicator, month] = _factor(book, cell, indicator, month) + int(indicator in family)
        return memo[indicator, month]

    return weigh


def _factor(book: Book, cell: Cell, indicator: int, month: int) -> int:
    chapter = chapter_of(book, cell.unit_id, month)
    lineage = set(book.catalogue.lineage(indicator))
    for item in book.rules.items(cell.indicator_id, chapter, month):
        if item.indicator_id in lineage:
            return item.factor
    return 0


def chapter_of(book: Book, unit_id: int, month: int) -> int | None:
    """The unit's chapter in a month: the nearest ancestor with a rule of its own, if any."""
    own = {c for t in book.rules.totals for c in book.rules.chapters(t)}
    line = book.ancestry.on(unit_id, month_last(month).toordinal())
    return next((a for a in reversed(line) if a in own), None)


def _beneath_stocks(book: Book, level: list[StandingRow]) -> dict[int, int]:
    day = month_last(level[0].cell.last).toordinal()
    indicators = {i for row in level for i in book.catalogue.families[book.catalogue.by_id[row.cell.indicator_id].code]}
    units = {r.cell.unit_id for r in level}
    sums, own = stock_sums(units, indicators, day), readings(units, indicators)
    age = stock_age()
    counted = {s: latest(series, day, age) for s, series in own.items()}
    book.tagsets.load({s[2] for s in own})
    found = {}
    for row in level:
        cell, group = row.cell, group_of(Layer.of(row.cell.covers, row.cell.estimate))
        series = (cell.unit_id, cell.indicator_id, row.tagset_id, group)
        mine = counted.get(series)
        if cell.covers == Covers.ALL:
            total = _weighed(book, row, sums, lambda d: book.month(d))
        else:
            family = set(book.catalogue.families[book.catalogue.by_id[cell.indicator_id].code])
            total = sum(
                r.value for s, r in counted.items()
                if r and s[0] == cell.unit_id and s[1] in family and s[3] != 2 and cell.tags <= book.tagsets.tags(s[2])
            )  # fmt: skip
        found[cell.id] = total - (mine.value if mine else 0)
    return found


def drop(book: Book, rows: Iterable[StandingRow]) -> None:
    """Take declarations out of force: reverse their remainders and forget their cells."""
    gone = list(rows)
    for entry in reversals_of([row.remainder_seq for row in gone if row.remainder_seq is not None], book.forms):
        book.append(entry)
    book.flush()
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM ledger_standingcell WHERE id = %s", [(row.cell.id,) for row in gone])
