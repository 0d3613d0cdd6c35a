"""Months as one running number: year * 12 + month - 1."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


def month_index(day: date) -> int:
    """The running number of a day's month."""
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=4096)
def month_first(month: int) -> date:
    """First day of a month."""
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def month_last(month: int) -> date:
    """Last day of a month."""
    return month_first(month).replace(day=monthrange(month // 12, month % 12 + 1)[1])
