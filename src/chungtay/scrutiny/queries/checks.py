"""What a unit is asked about its figures before it hands a report in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chungtay.aid.rules import WORKS, PriceRange
from chungtay.figures.rules.figures import By, Question
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure
from chungtay.scrutiny.rules.checks import (
    AskedReport,
    CheckWarning,
    Oddity,
    WarningCode,
    about,
    alone,
    jump,
    moves,
    parts_above,
    shared,
    stands_out,
    unlike_others,
)
from chungtay.scrutiny.rules.thresholds import Thresholds, thresholds

from .said import Said, name_param, number_param
from .usual import Like, Usual

MONEY = "dong"


def warnings_for(
    one: AskedReport, unit_id: int, known: Structure, *, estimate: bool | None = None, limits: Thresholds | None = None
) -> tuple[CheckWarning, ...]:
    """What is asked about the unit's figures of a report as known now, with all below it; contradictions first.

    Of the lines of the report's type, or, where it has none, of everything. An `estimate` (None: where the round's figures
    are cut off before its end) is not asked about numbers that are lower than usual, nor about months that are not over.
    """
    hasty = one.cutoff_on < one.last_on if estimate is None else estimate
    unit, limits = known.units_of([unit_id], one.last_on)[unit_id], limits or thresholds()
    period = Period(one.first_on, one.last_on)
    lines: dict[frozenset[str], set[str]] = {} if one.lines else {one.tags: set()}
    for indicator, tags in one.lines:
        lines.setdefault(tags | one.tags, set()).add(indicator)
    found: list[CheckWarning] = []
    said: Said | None = None
    for tags, codes in lines.items():
        usual = Usual(unit, period, tags, known, limits)
        first = None if said else Said(usual, one, set[str]().union(*lines.values()), hasty=hasty)
        usual.read(*(first.statements if first else ()))
        figures = _Figures(usual, tags, codes, limits, hasty=hasty).warnings()
        found += [w for w in figures if not codes or w.indicator in codes]
        said = said or first
    found += said.warnings() if said else ()
    order = {code: place for place, code in enumerate(WarningCode)}
    return tuple(sorted(found, key=lambda w: (not w.contradiction, order[w.code])))


class _Figures:
    """Checks of the numbers themselves."""

    def __init__(self, usual: Usual, tags: frozenset[str], only: set[str], limits: Thresholds, *, hasty: bool) -> None:
        self.usual, self.tags, self.only, self.limits, self.hasty = usual, tags, only, limits, hasty
        self.catalogue: Catalogue = usual.catalogue

    def warnings(self) -> Iterator[CheckWarning]:
        """Everything that is asked about them."""
        yield from self._parts()
        yield from self._alone()
        yield from self._moved()
        for price in self.limits.prices:
            yield from self._price(price)

    def _asked(self, *codes: str, period: Period | None = None, by: By | None = None) -> Question:
        days = period or self.usual.period
        return replace(self.usual.question, first=days.first, last=days.last, indicators=codes, by=by)

    def _moved(self) -> Iterator[CheckWarning]:
        """What moved. A whole or a total is not asked about again where a part of it is, and what moved the same way under
        one heading (`blood.donors`, `blood.units`) is one question."""
        views = [view for view in self.usual.views if not self.only or view.code in self.only]
        odd = {view.id: one for view in views if (one := self._jump(view) or self._unlike(view))}
        groups: dict[tuple[WarningCode, str, bool], list[CheckWarning]] = {}
        for pk, one in odd.items():
            view, low = self.catalogue.by_id[pk], one.numbers["now"] < one.numbers["usual"]
            if not (self.hasty and low) and not (self.usual.needed(view) & odd.keys()) - {pk}:
                groups.setdefault((one.code, view.code.split(".")[0], low), []).append(one)
        for (_code, heading, low), (first, *others) in groups.items():
            also = [name_param(self.catalogue[one.indicator]) for one in others]
            yield replace(
                first, params={**first.params, "also": {"also": also}}, about=f"{heading}:{'down' if low else 'up'}",
                asked=(*first.asked, *(one.asked[0] for one in others)),
            )  # fmt: skip

    def _parts(self) -> Iterator[CheckWarning]:
        parts: dict[str, list[str]] = {}
        for view in self.usual.views:
            if view.part_of and self.catalogue[view.part_of].measure == view.measure:
                parts.setdefault(view.part_of, []).append(view.code)
        for part, number, whole in parts_above(self.usual.values, parts, self.limits.within):
            views, other = (self.catalogue[part], self.catalogue[whole]), self.usual.values.get(whole, 0)
            params = {
                "part": name_param(views[0]), "number": number_param(views[0], number), "whole": name_param(views[1]),
                "other": number_param(views[1], other),
            }  # fmt: skip
            yield CheckWarning(
                WarningCode.PART_ABOVE_WHOLE, whole, self.tags, params, {"part": number, "whole": other},
                (self._asked(part), self._asked(whole)), about=f"{part}<{whole}",
            )  # fmt: skip

    def _alone(self) -> Iterator[CheckWarning]:
        numbers, values = companions(self.catalogue)
        kept = {code: others for code, others in values.items() if code not in self.limits.without_value}
        for code, pairs in ((WarningCode.VALUE_ALONE, numbers), (WarningCode.NUMBER_ALONE, kept)):
            for indicator in alone(self.usual.values, pairs):
                view, now = self.catalogue[indicator], self.usual.values[indicator]
                params = {"name": name_param(view), "number": number_param(view, now)}
                yield CheckWarning(code, indicator, self.tags, params, {"now": now}, (self._asked(indicator),))

    def _jump(self, view: IndicatorView) -> CheckWarning | None:
        told = self.usual.now.get(view.code)
        if told and told.unplaced:
            return None
        now, floor = told.value if told else 0, self._floor(view)
        before, season = (self.usual.earlier(view.code, days) for days in (self.usual.before, self.usual.season))
        odd = jump(now, before, season, floor, self.limits)
        if odd is None or shared(odd, self._moves(view, self.usual.like(view)), self.limits):
            return None
        params = {
            "name": name_param(view),
            "number": number_param(view, now),
            "other": number_param(view, about(odd.usual)),
        }
        span = Period(min(p.first for p in self.usual.before), self.usual.period.last)
        asked = (self._asked(view.code), self._asked(view.code, period=span, by=By.MONTH))
        return CheckWarning(
            WarningCode.JUMP, view.code, self.tags, params, {"now": now, "usual": round(odd.usual)}, asked
        )

    def _unlike(self, view: IndicatorView) -> CheckWarning | None:
        own, year_ago = self.usual.own_move(view)
        if not own or not year_ago or own.unplaced or year_ago.unplaced:
            return None
        others, floor = self._moves(view, self.usual.like(view)), self._floor(view)
        odd = unlike_others((own.value + floor) / (year_ago.value + floor), others, self.limits)
        if odd is None:
            return None
        params = {
            "name": name_param(view), "number": number_param(view, own.value), "other": number_param(view, year_ago.value),
            "units": len(others),
        }  # fmt: skip
        asked = (self._asked(view.code), self._asked(view.code, period=self.usual.period.year_before()))
        numbers = {"now": own.value, "usual": round(year_ago.value * odd.usual), "before": year_ago.value}
        return CheckWarning(WarningCode.UNLIKE_OTHERS, view.code, self.tags, params, numbers, asked)

    def _moves(self, view: IndicatorView, like: Like) -> list[float]:
        now, before = ({unit: one.value for unit, one in told.items()} for told in (like.now, like.before))
        return moves(now, before, self._floor(view))

    def _floor(self, view: IndicatorView) -> int:
        return self.limits.floor(view.measure) * int(10**view.scale)

    def _price(self, range_: PriceRange) -> Iterator[CheckWarning]:
        value, count = self.usual.values.get(range_.value, 0), sum(self.usual.values.get(c, 0) for c in range_.counts)
        if value <= 0 or count <= 0:
            return
        price, view = value / count, self.catalogue[range_.value]
        each = self.catalogue[range_.counts[0]].measure
        params: dict[str, Any] = {"name": name_param(view), "number": dong_param(about(price)), "each": {"each": each}}
        found: tuple[WarningCode, dict[str, Any]] | None = None
        if not range_.holds(price):
            found = WarningCode.PRICE_OUT_OF_RANGE, {"low": dong_param(range_.low), "high": dong_param(range_.high)}
        elif odd := self._odd(price, self.usual.ratios(range_.value, range_.counts), self.limits.least_periods):
            found = WarningCode.PRICE_JUMP, {"other": dong_param(about(odd.usual))}
        else:
            others = self.usual.ratios_of_others(range_.value, range_.counts)
            if odd := self._odd(price, others, self.limits.least_units):
                found = WarningCode.PRICE_UNLIKE_OTHERS, {"other": dong_param(about(odd.usual)), "units": len(others)}
        if found:
            asked = tuple(self._asked(code) for code in (range_.value, *range_.counts))
            numbers = {"value": value, "count": count, "price": round(price)}
            yield CheckWarning(found[0], range_.value, self.tags, params | found[1], numbers, asked)

    def _odd(self, price: float, others: list[float], least: int) -> Oddity | None:
        return stands_out(price, others, 0, self.limits) if len(others) >= least else None


def dong_param(value: float) -> dict[str, Any]:
    """An amount of money as a parameter."""
    return {"number": round(value), "scale": 0, "measure": MONEY}


def companions(catalogue: Catalogue) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Which numbers go with a value, and which values with a number: those that the catalogue has under one heading
    (`gift.value`, `gift.count`), and those that one kind of work counts; a whole has those of its parts."""
    views = [v for v in catalogue.indicators.values() if v.kind == IndicatorKind.FLOW and not v.derived]
    worth = [v.code for v in views if v.measure == MONEY and v.code.endswith(".value")]
    numbers: dict[str, set[str]] = {
        code: {v.code for v in views if v.measure != MONEY and v.code.split(".")[0] == code.split(".")[0]}
        for code in worth
    }
    values: dict[str, set[str]] = {}
    for work in WORKS.values():
        counted = {work.turns, work.households, work.count} - {""}
        numbers.setdefault(work.value, set()).update(counted)
        for code in counted:
            values.setdefault(code, set()).update(_with_wholes(work.value, catalogue))
    own = {code: set(others) for code, others in numbers.items()}
    for code in worth:
        for whole in _with_wholes(code, catalogue):
            numbers[whole] |= own[code]
    numbers.pop("", None)
    return numbers, values


def _with_wholes(code: str, catalogue: Catalogue) -> set[str]:
    return {catalogue.by_id[pk].code for pk in catalogue.lineage(catalogue[code].id)} if code else set()
