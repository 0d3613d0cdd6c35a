"""The tree with a memory, in plain Python: dated parent edges and what follows from them.

All intervals are half-open days; `valid_to=None` is open. Days are dates in Viet Nam.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chungtay.kernel.errors import Refusal, gettext_noop

_OVERLAP = gettext_noop("Đơn vị %(unit)s có hai trạng thái cùng hiệu lực từ ngày %(day)s")
_HOLE = gettext_noop("Đơn vị %(unit)s không còn hiệu lực từ ngày %(day)s nhưng lại có hiệu lực về sau")
_EMPTY = gettext_noop("Đơn vị %(unit)s có thời hạn rỗng: từ %(day)s")
_CYCLE = gettext_noop("Đơn vị %(unit)s không thể thuộc chính mình (từ ngày %(day)s)")


@dataclass(frozen=True, slots=True)
class Edge:
    """A unit under its parent (None: at the top) for some days."""

    unit_id: int
    parent_id: int | None
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """`descendant_id` lies `depth` steps below `ancestor_id` for some days; depth 0 is the unit itself."""

    ancestor_id: int
    descendant_id: int
    depth: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which a unit's parent does not stand."""

    unit_id: int
    parent_id: int
    valid_from: date
    valid_to: date | None


def _end(valid_to: date | None) -> date:
    return date.max if valid_to is None else valid_to


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _open(end: date) -> date | None:
    return None if end == date.max else end


def stands(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Is `day` inside the half-open interval?"""
    return valid_from <= day < _end(valid_to)


def overlaps(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Do two half-open intervals share a day?"""
    return first[0] < _end(second[1]) and second[0] < _end(first[1])


class Tree:
    """Dated parent edges of any number of units; the order of the edges does not matter.

    `labels` names units in refusals (their codes); without it the ids stand there.
    """

    def __init__(self, edges: Iterable[Edge], labels: Mapping[int, str] | None = None) -> None:
        self._edges: dict[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            self._edges[edge.unit_id].append(edge)
        for own in self._edges.values():
            own.sort(key=lambda edge: edge.valid_from)
        self._labels = labels or {}

    def __contains__(self, unit_id: int) -> bool:
        return unit_id in self._edges

    def label(self, unit_id: int) -> str:
        """How refusals name the unit."""
        return self._labels.get(unit_id, str(unit_id))

    def life(self, unit_id: int) -> tuple[date, date | None]:
        """First day and (half-open) end of the unit. Raises KeyError for an unknown one."""
        own = self._edges.get(unit_id, [])
        if not own:
            raise KeyError(unit_id)
        return own[0].valid_from, own[-1].valid_to

    def ancestors_on(self, unit_id: int, day: date) -> tuple[int, ...]:
        """From the top down to the unit itself; empty if it does not stand on that day.

        A parent that does not stand cuts the line. Raises Refusal on a cycle.
        """
        line: list[int] = []
        at: int | None = unit_id
        while at is not None:
            if at in line:
                raise Refusal(_CYCLE, unit=self.label(unit_id), day=_written(day))
            edge = next((e for e in self._edges.get(at, ()) if stands(e.valid_from, e.valid_to, day)), None)
            if edge is None:
                break
            line.append(at)
            at = edge.parent_id
        return tuple(reversed(line))

    def paths(self, unit_ids: Collection[int] | None = None) -> list[Path]:
        """The transitive closure (depth 0 included) of all units or of the named ones, neighbours in time joined.

        Raises Refusal on a cycle.
        """
        found: list[Path] = []
        for unit_id in self._edges if unit_ids is None else unit_ids:
            found.extend(_joined(self._walk(unit_id)))
        return found

    def gaps(self, unit_ids: Collection[int] | None = None) -> list[Gap]:
        """Where a parent does not stand while its child (of all units or of the named ones) does, by child and day."""
        found: list[Gap] = []
        for unit_id in self._edges if unit_ids is None else unit_ids:
            for edge in self._edges.get(unit_id, ()):
                found.extend(self._gaps_of(edge))
        return sorted(found, key=lambda gap: (gap.unit_id, gap.valid_from))

    def check(self, unit_ids: Collection[int] | None = None) -> None:
        """Raises Refusal if a unit (any, or one of the named) has empty, overlapping or interrupted versions."""
        for unit_id in self._edges if unit_ids is None else unit_ids:
            own = self._edges.get(unit_id, [])
            for edge in own:
                if edge.valid_from >= _end(edge.valid_to):
                    raise Refusal(_EMPTY, unit=self.label(unit_id), day=_written(edge.valid_from))
            for before, after in pairwise(own):
                if _end(before.valid_to) > after.valid_from:
                    raise Refusal(_OVERLAP, unit=self.label(unit_id), day=_written(after.valid_from))
                if _end(before.valid_to) < after.valid_from:
                    raise Refusal(_HOLE, unit=self.label(unit_id), day=_written(_end(before.valid_to)))

    def _gaps_of(self, edge: Edge) -> Iterator[Gap]:
        if edge.parent_id is None:
            return
        covered = edge.valid_from
        end = _end(edge.valid_to)
        for above in self._edges.get(edge.parent_id, ()):
            if _end(above.valid_to) <= covered or above.valid_from >= end:
                continue
            if above.valid_from > covered:
                yield Gap(edge.unit_id, edge.parent_id, covered, above.valid_from)
            covered = _end(above.valid_to)
        if covered < end:
            yield Gap(edge.unit_id, edge.parent_id, covered, edge.valid_to)

    def _walk(self, unit_id: int) -> Iterator[Path]:
        """Every way up from the unit, each with the days on which all its edges hold."""
        ways: list[tuple[int, date, date, tuple[int, ...]]] = [(unit_id, date.min, date.max, ())]
        while ways:
            at, first, end, below = ways.pop()
            if at in below:
                raise Refusal(_CYCLE, unit=self.label(unit_id), day=_written(first))
            for edge in self._edges.get(at, ()):
                low, high = max(first, edge.valid_from), min(end, _end(edge.valid_to))
                if low >= high:
                    continue
                yield Path(at, unit_id, len(below), low, _open(high))
                if edge.parent_id is not None:
                    ways.append((edge.parent_id, low, high, (*below, at)))


def _joined(paths: Iterable[Path]) -> list[Path]:
    """Paths between the same two units at the same depth, joined where one begins as the other ends."""
    joined: list[Path] = []
    for path in sorted(paths, key=lambda p: (p.depth, p.ancestor_id, p.valid_from)):
        last = joined[-1] if joined else None
        if (
            last
            and (last.ancestor_id, last.depth) == (path.ancestor_id, path.depth)
            and last.valid_to == path.valid_from
        ):
            joined[-1] = Path(path.ancestor_id, path.descendant_id, path.depth, last.valid_from, path.valid_to)
        else:
            joined.append(path)
    return joined
