"""Tables on a page of a PDF: by their borders, or by columns that stand under each other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from .pieces import Filled

THIN: Final = 3.0  # points: a border, however it is drawn
NEAR: Final = 3.0  # points by which borders that meet may miss each other
MAX_COLUMNS: Final = 80
MAX_ROWS: Final = 300  # on one page


class Box(NamedTuple):
    """A rectangle, y upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def wide(self) -> float:
        return self.x1 - self.x0

    @property
    def high(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


class Word(NamedTuple):
    """A word and where it stands."""

    box: Box
    text: str


def lines_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words on one height, from left to right."""
    line: list[Word] = []
    high = 0.0
    for word in sorted(words, key=lambda word: -word.box.y0):
        if line and line[0].box.y0 - word.box.y0 > 0.5 * max(high, 1):
            yield sorted(line, key=lambda word: word.box.x0)
            line, high = [], 0.0
        line.append(word)
        high = max(high, word.box.high)
    if line:
        yield sorted(line, key=lambda word: word.box.x0)


def ruled_tables(words: list[Word], borders: Sequence[Box]) -> tuple[list[tuple[Box, list[Filled]]], list[Word]]:
    """Tables with borders, and the words that stand in none."""
    down = [box for box in borders if box.wide <= THIN < box.high]
    across = [box for box in borders if box.high <= THIN < box.wide]
    tables: list[tuple[Box, list[Filled]]] = []
    for low, high in _stretches(down):
        inside = [box for box in across if low - NEAR <= box.middle[1] <= high + NEAR]
        beside = [box for box in down if low <= box.middle[1] <= high]
        columns = _edges(box.middle[0] for box in beside)
        rows = _edges(box.middle[1] for box in inside)
        if 3 <= len(columns) <= MAX_COLUMNS and 3 <= len(rows) <= MAX_ROWS:
            region = Box(columns[0], rows[0], columns[-1], rows[-1])
            mine = [word for word in words if _holds(region, word)]
            words = [word for word in words if not _holds(region, word)]
            tables.append((region, _Ruled(columns, rows, beside, inside).cells(mine)))
    return [table for table in tables if table[1]], words


def _holds(region: Box, word: Word) -> bool:
    x, y = word.box.middle
    return region.x0 < x < region.x1 and region.y0 < y < region.y1


def _stretches(down: Iterable[Box]) -> list[list[float]]:
    """The heights over which borders go down without a break."""
    found: list[list[float]] = []
    for box in sorted(down, key=lambda box: box.y0):
        if not found or box.y0 > found[-1][1] + NEAR:
            found.append([box.y0, box.y1])
        found[-1][1] = max(found[-1][1], box.y1)
    return found


def _edges(places: Iterable[float]) -> list[float]:
    """Places of borders, those that nearly meet as one."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return edges


class _Ruled:
    """A table's slots between its borders; rows are counted from the top."""

    def __init__(self, columns: list[float], rows: list[float], down: Iterable[Box], across: Iterable[Box]) -> None:
        self.columns, self.rows = columns, rows
        self.height = len(rows) - 1
        self.parted_right: set[tuple[int, int]] = set()  # (row, column): a border to the left of the column
        self.parted_below: set[tuple[int, int]] = set()  # (row, column): a border above the row
        for box in down:
            edge = _nearest(columns, box.middle[0])
            first, last = _nearest(rows, box.y0), _nearest(rows, box.y1)
            self.parted_right.update((self.height - 1 - row, edge) for row in range(first, last))
        for box in across:
            edge = _nearest(rows, box.middle[1])
            first, last = _nearest(columns, box.x0), _nearest(columns, box.x1)
            self.parted_below.update((self.height - edge, column) for column in range(first, last))

    def cells(self, words: Iterable[Word]) -> list[Filled]:
        """The cells that hold words, those reaching over several slots once."""
        owner: dict[tuple[int, int], Filled] = {}
        for row in range(self.height):
            for column in range(len(self.columns) - 1):
                if (row, column) not in owner:
                    self._own(owner, row, column)
        held: dict[int, list[Word]] = {}
        cells: dict[int, Filled] = {}
        for word in words:
            x, y = word.box.middle
            slot = (self.height - bisect_right(self.rows, y), bisect_right(self.columns, x) - 1)
            if cell := owner.get(slot):
                cells[id(cell)] = cell
                held.setdefault(id(cell), []).append(word)
        for key, cell in cells.items():
            cell.text = " ".join(word.text for line in lines_of(held[key]) for word in line)
        return list(cells.values())

    def _own(self, owner: dict[tuple[int, int], Filled], row: int, column: int) -> None:
        wide = tall = 1
        while column + wide < len(self.columns) - 1 and (row, column + wide) not in self.parted_right:
            wide += 1
        while row + tall < self.height and (row + tall, column) not in self.parted_below:
            tall += 1
        cell = Filled(row, column, "", None, tall, wide)
        for down in range(row, row + tall):
            for right in range(column, column + wide):
                owner.setdefault((down, right), cell)


def _nearest(edges: Sequence[float], place: float) -> int:
    after = bisect_right(edges, place)
    around = range(max(0, after - 1), min(len(edges), after + 1))
    return min(around, key=lambda at: abs(edges[at] - place))


def aligned_cells(rows: Sequence[Sequence[Word]]) -> list[Filled]:
    """The cells of a table without borders: what overlaps from row to row is one column; none if two meet in one."""
    columns: list[tuple[float, float]] = []
    for box in sorted((word.box for row in rows for word in row), key=lambda box: box.x0):
        if columns and box.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], box.x1))
        else:
            columns.append((box.x0, box.x1))
    starts = [start for start, _ in columns]
    cells: list[Filled] = []
    for number, row in enumerate(rows):
        places = [bisect_right(starts, word.box.x0) - 1 for word in row]
        if len(set(places)) < len(places):
            return []
        cells += [Filled(number, place, word.text) for place, word in zip(places, row, strict=True)]
    return cells if len(columns) > 2 else []
