"""Under which report a late fact is listed."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """An accepted report of a type: its days, and the entry up to which its figures tell."""

    first_on: date
    last_on: date
    seq: int


def listed(day: date, seq: int, earlier: Iterable[Told], *, closed: bool) -> bool:
    """Does a report list the fact of a day before its own, entered as entry `seq`?

    `earlier`: the reports of its type that were frozen before it. It does, where a report has told of that day, or it was
    closed, and none that was frozen since has the fact: in its own figures, or in its list where it is of later days. So a
    fact is told once, in whatever order the reports come.
    """
    spoken = [one for one in earlier if one.last_on >= day]
    return (closed or any(one.first_on <= day for one in spoken)) and all(seq > one.seq for one in spoken)


def listed_from(first_on: date, earlier: Iterable[Told]) -> int:
    """The entry after which everything lies that a report from `first_on` on may list: that of the last report up to there,
    whatever it is; 0 where days before it have no report."""
    reaching = [one.seq for one in earlier if one.last_on.toordinal() >= first_on.toordinal() - 1]
    return max(reaching, default=0)
