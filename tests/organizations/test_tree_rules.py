"""The dated closure in plain Python, against a walk day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.organizations.rules import Edge, Gap, Path, Tree

ORIGIN = date(2024, 1, 1)
SPAN = 12


def on(offset: int | None) -> date | None:
    return None if offset is None else ORIGIN + timedelta(days=offset)


@st.composite
def trees(draw: st.DrawFn) -> list[Edge]:
    """A few units, each with a life of up to three versions; parents have smaller numbers, or any (cycles)."""
    edges: list[Edge] = []
    free = draw(st.booleans())
    count = draw(st.integers(1, 6))
    for unit in range(count):
        cuts = sorted(draw(st.sets(st.integers(0, SPAN), min_size=2, max_size=4)))
        last_is_open = draw(st.booleans())
        for number, (start, end) in enumerate(pairwise(cuts)):
            others = [n for n in range(count) if n != unit] if free else list(range(unit))
            parent = draw(st.sampled_from([None, *others]))
            open_end = last_is_open and number == len(cuts) - 2
            edges.append(Edge(unit, parent, on(start), None if open_end else on(end)))
    return edges


def walked(edges: list[Edge], unit: int, day: date) -> list[int] | None:
    """The line upwards on one day, nearest first; None if it runs in a circle."""
    line: list[int] = []
    at: int | None = unit
    while at is not None:
        if at in line:
            return None
        standing = [
            e for e in edges if e.unit_id == at and e.valid_from <= day and (not e.valid_to or day < e.valid_to)
        ]
        if not standing:
            break
        line.append(at)
        at = standing[0].parent_id
    return line


@given(trees())
def test_the_closure_is_what_a_walk_day_by_day_finds(edges: list[Edge]) -> None:
    tree = Tree(edges)
    units = {edge.unit_id for edge in edges}
    days = [ORIGIN + timedelta(days=offset) for offset in range(SPAN + 3)]
    lines = {(unit, day): walked(edges, unit, day) for unit in units for day in days}
    if None in lines.values():
        with pytest.raises(Refusal, match="không thể thuộc chính mình"):
            tree.paths()
        return
    paths = tree.paths()
    for (unit, day), line in lines.items():
        found = {
            (path.depth, path.ancestor_id)
            for path in paths
            if path.descendant_id == unit and path.valid_from <= day and (path.valid_to is None or day < path.valid_to)
        }
        assert found == set(enumerate(line or []))
        assert tree.ancestors_on(unit, day) == tuple(reversed(line or []))


@given(trees())
def test_paths_between_two_units_never_overlap_and_are_joined(edges: list[Edge]) -> None:
    try:
        paths = Tree(edges).paths()
    except Refusal:
        return
    seen: dict[tuple[int, int], list[Path]] = {}
    for path in paths:
        seen.setdefault((path.ancestor_id, path.descendant_id), []).append(path)
    for own in seen.values():
        own.sort(key=lambda path: path.valid_from)
        for before, after in pairwise(own):
            assert before.valid_to is not None and before.valid_to <= after.valid_from
            assert before.valid_to < after.valid_from or before.depth != after.depth


@given(trees())
def test_a_gap_is_a_day_on_which_the_parent_does_not_stand(edges: list[Edge]) -> None:
    gaps = Tree(edges).gaps()
    for offset in range(SPAN + 3):
        day = ORIGIN + timedelta(days=offset)
        standing = {e.unit_id: e for e in edges if e.valid_from <= day and (not e.valid_to or day < e.valid_to)}
        orphans = {unit for unit, e in standing.items() if e.parent_id is not None and e.parent_id not in standing}
        assert {g.unit_id for g in gaps if g.valid_from <= day and (not g.valid_to or day < g.valid_to)} == orphans


def test_a_rename_does_not_split_the_path() -> None:
    top = Edge(1, None, ORIGIN)
    before, after = Edge(2, 1, ORIGIN, on(5)), Edge(2, 1, on(5))
    assert Path(1, 2, 1, ORIGIN, None) in Tree([top, before, after]).paths([2])
    assert len(Tree([top, before, after]).paths([2])) == 2


def test_a_unit_whose_parent_ended_shows_as_a_gap() -> None:
    tree = Tree([Edge(1, None, ORIGIN, on(5)), Edge(2, 1, ORIGIN, on(9))])
    assert tree.gaps() == [Gap(2, 1, on(5), on(9))]


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ([Edge(1, None, on(3), on(3))], "thời hạn rỗng"),
        ([Edge(1, None, on(0), on(5)), Edge(1, None, on(4))], "hai trạng thái"),
        ([Edge(1, None, on(0)), Edge(1, None, on(4))], "hai trạng thái"),
        ([Edge(1, None, on(0), on(5)), Edge(1, None, on(6))], "không còn hiệu lực"),
    ],
)
def test_a_life_without_order_is_refused(edges: list[Edge], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        Tree(edges, {1: "22.206"}).check()


def test_the_refusal_names_the_unit_by_its_code() -> None:
    edges = [Edge(1, 2, ORIGIN), Edge(2, 1, ORIGIN)]
    with pytest.raises(Refusal) as refused:
        Tree(edges, {1: "22.206", 2: "22"}).paths([1])
    assert str(refused.value) == "Đơn vị 22.206 không thể thuộc chính mình (từ ngày 01/01/2024)"


def test_an_unknown_unit_has_no_ancestors_and_no_life() -> None:
    tree = Tree([])
    assert tree.ancestors_on(7, ORIGIN) == ()
    with pytest.raises(KeyError):
        tree.life(7)
