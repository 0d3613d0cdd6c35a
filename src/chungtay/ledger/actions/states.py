"""Which standing declarations keep a remainder after some came or went: crossing and ended ones do not."""

import heapq
from collections.abc import Iterable

from chungtay.kernel.months import month_last
from chungtay.ledger.queries.cells import StandingRow, standing_rows
from chungtay.ledger.queries.tree import descendant_ids
from chungtay.ledger.rules import CellState, Covers, IndicatorKind
from chungtay.ledger.rules.cells import Cell, crosses, ended

from .book import Book

FEW = 200


class States:
    """Standing declarations of some indicators around some units, indexed by who may cross whom."""

    def __init__(self, book: Book, changed: Iterable[Cell]) -> None:
        self.book = book
        cells = list(changed)
        rows = standing_rows(book.tagsets, indicators={c.indicator_id for c in cells}, units=self._related(cells))
        book.ancestry.load({r.cell.unit_id for r in rows})
        self.rows = {r.cell.id: r for r in rows}
        self.at: dict[tuple[int, int], list[Cell]] = {}
        self.under: dict[tuple[int, int], list[Cell]] = {}
        self.series: dict[tuple[object, ...], list[Cell]] = {}
        for row in rows:
            self._index(row.cell)

    def _related(self, cells: list[Cell]) -> set[int] | None:
        if len(cells) > FEW:
            return None
        units = {c.unit_id for c in cells}
        self.book.ancestry.load(units)
        above = {a for u in units for a, _, _ in self.book.ancestry.paths(u)}
        wide = {c.unit_id for c in cells if c.covers == Covers.ALL}
        return above | descendant_ids(wide)

    def _line(self, cell: Cell) -> set[int]:
        """Whoever stood above the unit at some time of the span, also for a while in the middle of it."""
        first, last = month_last(cell.first).toordinal(), month_last(cell.last).toordinal()
        return {a for a, since, until in self.book.ancestry.paths(cell.unit_id) if since <= last and first < until}

    def _index(self, cell: Cell) -> None:
        self.at.setdefault((cell.unit_id, cell.indicator_id), []).append(cell)
        self.series.setdefault(cell.series, []).append(cell)
        for ancestor in self._line(cell):
            self.under.setdefault((ancestor, cell.indicator_id), []).append(cell)

    def above(self, ancestor: int, unit: int, month: int) -> bool:
        """Does the ancestor stand above the unit (or is it) on the month's last day?"""
        return ancestor in self.book.ancestry.on(unit, month_last(month).toordinal())

    def near(self, cell: Cell) -> list[Cell]:
        """Cells that may share a unit with this one."""
        found = list(self.at.get((cell.unit_id, cell.indicator_id), ()))
        for ancestor in self._line(cell) - {cell.unit_id}:
            found += [c for c in self.at.get((ancestor, cell.indicator_id), ()) if c.covers == Covers.ALL]
        if cell.covers == Covers.ALL:
            found += [c for c in self.under.get((cell.unit_id, cell.indicator_id), ()) if c.unit_id != cell.unit_id]
        return found

    def follow(self, came: Iterable[Cell], went: Iterable[Cell]) -> list[StandingRow]:
        """Judge what came and what the change may free or bar; returns the rows whose state is new."""
        came, went = list(came), list(went)
        queue = [c.id for c in came]
        for cell in (*came, *went):
            queue += [c.id for c in self.series.get(cell.series, ()) if c.estimate]
        for cell in went:
            queue += [c.id for c in self.near(cell) if c.id > cell.id]
        heapq.heapify(queue)
        fresh = {c.id for c in came}
        moved: dict[int, StandingRow] = {}
        while queue:
            row = self.rows[heapq.heappop(queue)]
            state = self._judge(row.cell)
            if state == row.state and row.cell.id not in fresh:
                continue
            if state != row.state:
                for other in self.near(row.cell):
                    if other.id > row.cell.id:
                        heapq.heappush(queue, other.id)
            fresh.discard(row.cell.id)
            row.state = state
            moved[row.cell.id] = row
        return list(moved.values())

    def _judge(self, cell: Cell) -> str:
        if ended(cell, self.series.get(cell.series, ())):
            return CellState.ENDED
        if self.book.catalogue.by_id[cell.indicator_id].kind == IndicatorKind.STOCK:
            return CellState.LIVE
        for other in self.near(cell):
            earlier = other.id < cell.id and self.rows[other.id].state == CellState.LIVE
            if earlier and crosses(cell, other, self.above):
                return CellState.CROSSING
        return CellState.LIVE
