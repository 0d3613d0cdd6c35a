"""What is asked about what was said at all: declarations that do not fit, silent months, readings that are old."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from chungtay.figures.queries.reads import Statement
from chungtay.figures.rules.figures import By, Question
from chungtay.kernel.months import month_index
from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries import Flag, flags
from chungtay.ledger.queries.flags import flagged_cells
from chungtay.ledger.queries.stocks import ids
from chungtay.ledger.rules import FlagKind, IndicatorKind, IndicatorView
from chungtay.records.queries.silence import spans_said, words_said
from chungtay.scrutiny.rules.checks import AskedReport, CheckWarning, WarningCode

from .usual import Usual


class Said:
    """Checks that look at declarations, words and days instead of figures; `statements` are asked beforehand,
    `only`: the indicators that the report is about (none: all)."""

    def __init__(self, usual: Usual, one: AskedReport, only: set[str], *, hasty: bool) -> None:
        self.usual, self.report, self.only = usual, one, only
        self.last = one.cutoff_on if hasty else one.last_on
        self.units = usual.known.below_within(usual.unit.id, one.first_on, one.last_on)
        stocks = [view.id for view in usual.views if view.kind == IndicatorKind.STOCK]
        self.statements: list[Statement] = [flagged_cells(self.units, one.first_on, one.last_on)]
        if not one.tags:
            self.statements += [_spans(self.units, one), _latest(self.units, stocks, one.last_on)]

    def warnings(self) -> Iterator[CheckWarning]:
        """Everything that is asked about it."""
        found = flags(
            self.units, first=self.report.first_on, last=self.report.last_on,
            rows=self.usual.reads.rows(*self.statements[0]), views=self.usual.catalogue, known=self.usual.known,
        )  # fmt: skip
        asked = [flag for flag in found if self._asked(flag.indicator)]
        keys = dict(Entry.objects.filter(pk__in={flag.seq for flag in asked}).values_list("pk", "key"))
        yield from (self._flagged(flag, keys[flag.seq]) for flag in asked)
        if not self.report.tags:
            if self.report.whole:
                yield from self._silent()
            yield from self._old()

    def _flagged(self, flag: Flag, key: str) -> CheckWarning:
        view, cell = self.usual.catalogue[flag.indicator], flag.cell
        crossing, unit = flag.kind == FlagKind.CROSSING, self.usual.known.unit_within(cell.unit, cell.first, cell.last)
        params = {
            "unit": unit.short_name or unit.name if unit else cell.unit, "name": name_param(view),
            "number": number_param(view, cell.value), "days": [cell.first.isoformat(), cell.last.isoformat()],
        }  # fmt: skip
        numbers = {"declared": cell.value} | ({} if crossing else {"detail": flag.beneath})
        return CheckWarning(
            WarningCode.CROSSING if crossing else WarningCode.ABOVE_DETAIL, flag.indicator, self.report.tags,
            {**params, "days": {"days": params["days"]}} | ({} if crossing else {"other": number_param(view, flag.beneath)}),
            numbers, (Question((cell.unit,), cell.first, cell.last, (flag.indicator,)),),
            about=f"{flag.indicator}:{cell.unit}:{key}", contradiction=crossing and cell.unit == self.usual.unit.code,
        )  # fmt: skip

    def _silent(self) -> Iterator[CheckWarning]:
        spans = {span for found in spans_said(self.usual.reads.rows(*self.statements[1])).values() for span in found}
        life = self.usual.known.life(self.usual.unit.id)
        first = max(self.report.first_on, life[0].valid_from)
        last = min(self.last, (life[-1].valid_to or date.max) - timedelta(1))
        silent = [m for m in range(month_index(first), month_index(last) + 1) if not any(a <= m <= z for a, z in spans)]
        if silent:
            asked = replace(self.usual.question, by=By.MONTH)
            yield CheckWarning(
                WarningCode.SILENT_MONTHS, "", self.report.tags, {"months": {"months": silent}}, asked=(asked,)
            )

    def _old(self) -> Iterator[CheckWarning]:
        latest: dict[int, int] = dict(self.usual.reads.rows(*self.statements[2]))
        first = self.report.first_on.toordinal()
        old = {view: latest[view.id] for view in self.usual.views if latest.get(view.id, first) < first}
        counted = {view: day for view, day in old.items() if view.code in self.usual.now and self._asked(view.code)}
        if counted:
            day = date.fromordinal(min(counted.values())).isoformat()
            params = {"names": {"names": [name_param(view) for view in counted]}, "day": {"day": day}}
            numbers = {view.code: self.usual.now[view.code].value for view in counted}
            asked = replace(self.usual.question, indicators=tuple(numbers))
            yield CheckWarning(WarningCode.OLD_READING, "", self.report.tags, params, numbers, (asked,))

    def _asked(self, code: str) -> bool:
        return not self.only or code in self.only


def name_param(view: IndicatorView) -> dict[str, str]:
    """An indicator's name as a parameter, in both languages."""
    return {"vi": view.name_vi, "en": view.name_en}


def number_param(view: IndicatorView, value: float) -> dict[str, Any]:
    """A number of an indicator as a parameter, written where it is read."""
    return {"number": round(value), "scale": view.scale, "measure": view.measure}


def _spans(units: Iterable[int], one: AskedReport) -> Statement:
    """What was said of which days, whoever of the units said it."""
    sql, _ = words_said(one.first_on, one.last_on, frozenset(units))
    return f"SELECT DISTINCT w.what, 0, w.since, w.until FROM ({sql}) w", 4


def _latest(units: Iterable[int], stocks: Iterable[int], last: date) -> Statement:
    """By stock the day of the latest reading that stands."""
    return (
        f"SELECT f.indicator_id, MAX(f.day) FROM ledger_fact f WHERE f.unit_id IN ({ids(units)}) AND f.sign = 1"
        f" AND f.indicator_id IN ({ids(stocks)}) AND f.day <= {last.toordinal()} AND NOT EXISTS"
        f" (SELECT 1 FROM ledger_entry r WHERE r.reverses = f.id >> {LINE_BITS}) GROUP BY f.indicator_id",
        2,
    )
