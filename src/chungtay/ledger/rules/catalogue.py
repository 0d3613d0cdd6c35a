"""The catalogue as it stands at a moment: families of indicators and counting rules."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chungtay.kernel.errors import Refusal, gettext_noop

from .kinds import IndicatorKind

_ENDED = gettext_noop("Chỉ tiêu “%(name)s” đã kết thúc từ ngày %(day)s.")


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator: stored integers are values times 10**scale of `measure`."""

    id: int
    code: str
    name_vi: str
    name_en: str
    measure: str
    kind: str
    field: str
    definition: str
    part_of: str | None
    scale: int
    derived: str
    excluded_kinds: frozenset[str]
    source: str
    ended_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Is it still counted on that day?"""
        return self.ended_on is None or day < self.ended_on


@dataclass(frozen=True)
class Catalogue:
    """All indicators by code, with their `part_of` families."""

    indicators: Mapping[str, IndicatorView]
    by_id: Mapping[int, IndicatorView] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {i.id: i for i in self.indicators.values()})

    def __getitem__(self, code: str) -> IndicatorView:
        try:
            return self.indicators[code]
        except KeyError:
            raise Refusal(gettext_noop("Không có chỉ tiêu mang mã “%(code)s”."), code=code) from None

    @cached_property
    def _ended(self) -> frozenset[str]:
        return frozenset(view.code for view in self.indicators.values() if view.ended_on)

    def check_day(self, codes: Iterable[str], day: date) -> None:
        """Raises Refusal for an indicator that is counted no more on that day."""
        for code in self._ended.intersection(codes) if self._ended else ():
            if not self[code].stands_on(day):
                raise Refusal(_ENDED, name=self[code].name_vi, day=f"{self[code].ended_on:%d/%m/%Y}")

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for view in self.indicators.values():
            if view.part_of:
                parts.setdefault(view.part_of, []).append(view.code)
        return parts

    @cached_property
    def families(self) -> dict[str, tuple[int, ...]]:
        """Code to the ids that its figure sums: itself and its descendants of the same measure."""
        return {code: tuple(self._family(code)) for code in self.indicators}

    def _family(self, code: str) -> list[int]:
        own = self.indicators[code]
        ids = [own.id]
        for part in self._parts.get(code, ()):
            if self.indicators[part].measure == own.measure:
                ids += self._family(part)
        return ids

    def lineage(self, indicator_id: int) -> list[int]:
        """The indicator and every ancestor whose figure includes it, nearest first."""
        view = self.by_id[indicator_id]
        ids = [view.id]
        while view.part_of and self.indicators[view.part_of].measure == view.measure:
            view = self.indicators[view.part_of]
            ids.append(view.id)
        return ids

    def depth(self, indicator_id: int) -> int:
        """How many ancestors include this indicator."""
        return len(self.lineage(indicator_id)) - 1

    def checked_parts(self, amounts: Mapping[str, int]) -> dict[str, int]:
        """What is left to post per code when a row's parents include their parts in the same row.

        Raises Refusal when the parts exceed their whole.
        """
        left = dict(amounts)
        for code, value in amounts.items():
            parent = self.nearest_given(code, amounts)
            if parent is not None:
                left[parent] -= value
        for code, rest in left.items():
            if rest < 0 <= amounts[code]:
                raise Refusal(
                    gettext_noop("%(whole)s (%(value)s) nhỏ hơn tổng các phần của nó trong cùng dòng (thừa %(over)s)."),
                    whole=self[code].name_vi,
                    value=amounts[code],
                    over=-rest,
                )
        return left

    def nearest_given(self, code: str, amounts: Container[str]) -> str | None:
        """The nearest whole of a flow that stands among the codes given, where its number includes this one."""
        view = self[code]
        if view.kind != IndicatorKind.FLOW:
            return None
        while view.part_of:
            parent = self[view.part_of]
            if parent.measure != self[code].measure:
                return None
            if parent.code in amounts:
                return parent.code
            view = parent
        return None


@dataclass(frozen=True, slots=True)
class RuleItem:
    """An included indicator: `factor` units of the total for one of the indicator."""

    indicator_id: int
    factor: int
    reason: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A counting rule in force from `first_month` for a chapter (None: wherever no own rule stands)."""

    chapter_id: int | None
    total_id: int
    first_month: int
    items: tuple[RuleItem, ...]


class Rulebook:
    """Counting rules of a moment: which items a total includes for a chapter in a month."""

    def __init__(self, rules: Iterable[RuleView]) -> None:
        self._rules: dict[tuple[int | None, int], list[RuleView]] = {}
        for rule in sorted(rules, key=lambda r: r.first_month):
            self._rules.setdefault((rule.chapter_id, rule.total_id), []).append(rule)

    def items(self, total_id: int, chapter_id: int | None, month: int) -> tuple[RuleItem, ...]:
        """The items in force: the chapter's own latest rule up to the month, else the general one, else nothing."""
        for chapter in (chapter_id, None) if chapter_id is not None else (None,):
            standing = [r for r in self._rules.get((chapter, total_id), ()) if r.first_month <= month]
            if standing:
                return standing[-1].items
        return ()

    def chapters(self, total_id: int) -> set[int]:
        """Chapters that have a rule of their own for this total."""
        return {c for c, t in self._rules if t == total_id and c is not None}

    def months(self, total_id: int) -> set[int]:
        """Months in which some rule of this total begins."""
        return {r.first_month for (_, t), rules in self._rules.items() if t == total_id for r in rules}

    def included(self, total_id: int) -> set[int]:
        """Every indicator that some rule of this total includes."""
        return {
            i.indicator_id for (_, t), rules in self._rules.items() if t == total_id for r in rules for i in r.items
        }

    def lasting(self, total_id: int) -> set[int]:
        """Every indicator that the latest rule of this total, of any chapter, includes."""
        return {i.indicator_id for (_, t), rules in self._rules.items() if t == total_id for i in rules[-1].items}

    @property
    def totals(self) -> set[int]:
        """Totals that have a rule."""
        return {t for _, t in self._rules}


def checked_rule(catalogue: Catalogue, total: str, codes: Iterable[str]) -> None:
    """A rule never includes a parent together with its own descendant (it would count twice), nor a total."""
    given = set(codes)
    for code in given:
        if catalogue[code].kind != IndicatorKind.FLOW or catalogue[code].derived:
            raise Refusal(
                gettext_noop("Tổng %(total)s không thể gồm %(code)s: chỉ gồm số phát sinh."), total=total, code=code
            )
        view = catalogue[code]
        while view.part_of:
            if view.part_of in given:
                raise Refusal(
                    gettext_noop("Tổng %(total)s gồm cả %(part)s lẫn %(whole)s là tính hai lần."),
                    total=total,
                    part=code,
                    whole=view.part_of,
                )
            view = catalogue[view.part_of]
