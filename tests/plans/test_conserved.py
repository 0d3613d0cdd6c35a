"""A total on its way down a tree of units: nothing is lost, nothing appears, whatever is replaced and whoever ends."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.plans.rules import allocated, share_balance

WEIGHTS = st.integers(0, 10**6)
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@dataclass
class Node:
    """A unit with its weight among its siblings and what it was given; `ended`: it can be given nothing more."""

    weight: int
    below: list["Node"] = field(default_factory=list)
    given: int = 0
    ended: bool = False


TREES = st.recursive(
    st.builds(Node, WEIGHTS),
    lambda below: st.builds(Node, WEIGHTS, st.lists(below, min_size=1, max_size=6)),
    max_leaves=40,
)


def share_out(node: Node) -> None:
    """Each unit shares what it was given out among those right below; one that ended keeps what it had."""
    open_units = [one for one in node.below if not one.ended]
    left = node.given - sum(one.given for one in node.below if one.ended)
    if open_units and left >= 0:
        for one, part in zip(open_units, allocated(left, [one.weight for one in open_units]), strict=True):
            one.given = part
    for one in node.below:
        share_out(one)


def balance(node: Node):
    return share_balance(node.given, [(one.given, one.ended) for one in node.below])


def inner(node: Node):
    """Every unit with others below it."""
    return [node, *(found for one in node.below for found in inner(one))] if node.below else []


def leaves(node: Node) -> int:
    return sum(map(leaves, node.below)) if node.below else node.given


@unhurried
@given(TREES, st.integers(0, 10**12))
def test_a_total_reaches_the_leaves_of_any_tree_whole(tree, total):
    tree.given = total
    share_out(tree)
    assert all(balance(node).left == 0 for node in inner(tree))
    assert leaves(tree) == total


@unhurried
@given(TREES, st.lists(st.integers(0, 10**12), min_size=1, max_size=4), st.data())
def test_totals_replaced_and_units_ended_leave_a_difference_that_is_shown_never_a_loss(tree, totals, data):
    for total in totals:
        tree.given = total
        if data.draw(st.booleans(), label="shared out anew"):
            share_out(tree)
        units = [one for node in inner(tree) for one in node.below]
        if units and data.draw(st.booleans(), label="one ends"):
            data.draw(st.sampled_from(units)).ended = True
        balances = {id(node): balance(node) for node in inner(tree)}
        for node in inner(tree):
            found = balances[id(node)]
            assert found.shared + found.left == node.given
            assert found.ended == sum(one.given for one in node.below if one.ended) <= found.shared
        assert leaves(tree) + sum(found.left for found in balances.values()) == total
