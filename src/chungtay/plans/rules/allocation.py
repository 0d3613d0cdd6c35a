"""A total shared out in whole numbers that sum to it exactly, by largest remainders (Hamilton)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def allocated(total: int, weights: Sequence[int]) -> list[int]:
    """`total` (>= 0) in proportion to the weights (>= 0); equally where all of them are 0.

    Each share is its exact proportion rounded down or up; the units left over go to the largest remainders, the first
    of equal ones. Raises ValueError for no weights, or a number below 0.
    """
    if not weights or total < 0 or min(weights) < 0:
        raise ValueError("a total and at least one weight, none below 0")
    parts = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(parts)
    shares = [total * part // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(total * parts[place] % whole), place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


@dataclass(frozen=True, slots=True)
class ShareBalance:
    """What the shares of a total say together: `shared` in all, of it `ended` by units that ended inside the span, and
    what they leave over of the total (below 0: go beyond it). Nothing is lost: total = shared + left."""

    shared: int
    ended: int
    left: int


def share_balance(total: int, shares: Iterable[tuple[int, bool]]) -> ShareBalance:
    """The balance of shares, each with whether its unit ended inside the span: what such a unit was given stays given."""
    given = list(shares)
    shared = sum(value for value, _ in given)
    return ShareBalance(shared, sum(value for value, ended in given if ended), total - shared)
