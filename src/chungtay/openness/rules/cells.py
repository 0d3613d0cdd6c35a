"""Small cells of a table by unit and month that shows its totals too: what is hidden so that no small one can be worked out.

A cell joins its row with its column; a total joins its row or column with the margin. Of sums that are known a hidden cell
follows exactly where no ring of hidden cells goes through it: so the cheapest ring is hidden with it. What is hidden
looks the same whether it is small or not, so nobody knows which of a ring the small one is.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heappop, heappush
from typing import Final

from chungtay.kernel.small_cells import is_small, suppressed, told

TOTAL: Final = "*"
TOTALS_COST: Final = 8
REST: Final = ""  # the unit itself; what was declared of several months at once
Cell = tuple[str, str]  # row, column
Node = tuple[int, str]
Ring = list[Cell]


def with_rest(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """The table with what its rows and columns lack of their totals, so that every line sums to its total."""
    found = dict(cells)
    for column in {column for _, column in cells}:
        _rest(
            found,
            [(row, column) for row, at in cells if at == column and row != TOTAL],
            (TOTAL, column),
            (REST, column),
        )
    for row in {row for row, _ in found}:
        _rest(
            found, [(row, column) for at, column in found if at == row and column != TOTAL], (row, TOTAL), (row, REST)
        )
    return found


def _rest(found: dict[Cell, int], parts: Iterable[Cell], total: Cell, rest: Cell) -> None:
    lacks = found.get(total, 0) - sum(found[part] for part in parts if part != rest)
    if lacks or rest in found:
        found[rest] = lacks


def hidden_cells(cells: Mapping[Cell, int], k: int) -> frozenset[Cell]:
    """What must not be told of a table whose lines sum to their totals (`TOTAL` in either place)."""
    hidden = {cell for cell, value in cells.items() if is_small(value, k)}
    ways = _ways(cells)
    safe: set[Cell] = set()
    while True:
        before = len(hidden)
        for cell in sorted(hidden - safe):
            ring = _ring(cell, ways, lambda other: 0 if other in hidden else _price(other, cells[other]))
            hidden.update(ring)
            safe.update(ring)
        for line in _lines(cells):
            hidden.update(_beside_ones(line, cells, hidden))
        if len(hidden) == before:
            return frozenset(hidden)


def of_period(row: str, columns: Collection[str], hidden: Collection[Cell]) -> bool:
    """May the sum of some columns of a row be told: does it follow from what is told already?"""
    of_row = {column for at, column in hidden if at == row}
    inside = of_row & set(columns)
    return not inside or (TOTAL not in of_row and inside == of_row)


def hidden_rows(cells: Mapping[str, int], k: int) -> frozenset[str]:
    """The same of one breakdown with its total (`TOTAL`), whose rows may overlap."""
    rows, whole = {row: value for row, value in cells.items() if row != TOTAL}, cells.get(TOTAL, 0)
    summed = sum(rows.values()) == whole
    if is_small(whole, k) or (summed and told(rows, k)[1] is None):
        return frozenset(row for row, value in cells.items() if value)
    beside = suppressed(rows, k, summed=summed)
    return frozenset(
        row for row, value in rows.items() if beside[row] is None or (not summed and is_small(whole - value, k))
    )


def _price(cell: Cell, value: int) -> int:
    """What readers lose: totals are what they look for."""
    return abs(value) * (TOTALS_COST if TOTAL in cell else 1)


def _ways(cells: Mapping[Cell, int]) -> dict[Node, list[tuple[Node, Cell]]]:
    """Where each row and column leads; zeros are told always, and so is the total of all."""
    found: dict[Node, list[tuple[Node, Cell]]] = {}
    for cell, value in cells.items():
        if value and cell != (TOTAL, TOTAL):
            row, column = (0, cell[0]), (1, cell[1])
            found.setdefault(row, []).append((column, cell))
            found.setdefault(column, []).append((row, cell))
    return found


def _ring(cell: Cell, ways: Mapping[Node, list[tuple[Node, Cell]]], cost: Callable[[Cell], int]) -> Ring:
    """The cheapest ring through a cell; nothing where there is none."""
    start, goal = (0, cell[0]), (1, cell[1])
    waiting: list[tuple[int, Node, Ring]] = [(0, start, [])]
    reached: set[Node] = set()
    while waiting:
        paid, node, path = heappop(waiting)
        if node == goal:
            return [*path, cell]
        if node in reached:
            continue
        reached.add(node)
        for other, by in ways.get(node, ()):
            if by != cell and other not in reached:
                heappush(waiting, (paid + cost(by), other, [*path, by]))
    return []


def _lines(cells: Mapping[Cell, int]) -> Iterable[list[Cell]]:
    """Rows and columns, each without its total."""
    found: dict[Node, list[Cell]] = {}
    for row, column in cells:
        if column != TOTAL:
            found.setdefault((0, row), []).append((row, column))
        if row != TOTAL:
            found.setdefault((1, column), []).append((row, column))
    return found.values()


def _beside_ones(line: list[Cell], cells: Mapping[Cell, int], hidden: Collection[Cell]) -> Ring:
    """Another cell of the line where all that are hidden are ones: their sum would say so."""
    ones = [cell for cell in line if cell in hidden]
    if not ones or any(cells[cell] != 1 for cell in ones):
        return []
    others = [cell for cell in line if cells[cell] > 1 and cell not in hidden]
    return [min(others, key=lambda cell: (cells[cell], cell))] if others else []
