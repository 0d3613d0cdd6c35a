"""What one gift, meal or house cost a unit before: asked when another one is recorded."""

from collections import defaultdict
from datetime import date, timedelta

from chungtay.aid.rules import WORKS, Work
from chungtay.figures.queries.figures import figures
from chungtay.figures.rules.figures import By, Question
from chungtay.kernel.days import a_year_before
from chungtay.organizations.queries import UnitOn


def earlier_prices(unit: UnitOn, work: Work, on: date) -> list[float]:
    """By month of the year before a day, what one of what the work counts was worth (đồng), at the unit and below it."""
    counted = WORKS[work]
    first, last = max(unit.valid_from, a_year_before(on)), on - timedelta(days=1)
    if not (counted.value and counted.count) or first > last:
        return []
    told: dict[str | None, dict[str, int]] = defaultdict(dict)
    for figure in figures(Question((unit.code,), first, last, (counted.value, counted.count), by=By.MONTH)):
        told[figure.key][figure.indicator] = figure.value or 0
    pairs = ((one.get(counted.value, 0), one.get(counted.count, 0)) for key, one in told.items() if key)
    return [value / count for value, count in pairs if value > 0 and count > 0]
