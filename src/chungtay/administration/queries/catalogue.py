"""The catalogue as its administrator sees it: since when each indicator is what it is, and what totals include."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.kernel.months import month_first
from chungtay.ledger.models import CountingRule, Entry, IndicatorVersion
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import IndicatorView
from chungtay.organizations.queries import units_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What an indicator was called and meant, and when that was entered."""

    name: str
    definition: str
    ended_on: date | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator, the one it lies in, those that lie in it, and everything it was before, the latest first."""

    view: IndicatorView
    whole: IndicatorView | None
    parts: tuple[IndicatorView, ...]
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A counting rule: for whom (empty: wherever no own rule stands), since which month, what it includes and why."""

    chapter_id: int | None
    chapter: str
    since: date
    reason: str
    entered_at: datetime | None
    items: tuple[tuple[IndicatorView, int, str], ...]


@dataclass(frozen=True, slots=True)
class CountingPage:
    """A total and its counting rules, the one that holds the longest into the future first."""

    total: IndicatorView
    rules: tuple[RuleLine, ...]


def since_of() -> dict[str, datetime]:
    """When the version of each indicator that stands was entered, by code."""
    rows = dict(IndicatorVersion.objects.filter(superseded_seq=None).values_list("indicator__code", "added_seq"))
    moments = _moments(rows.values())
    return {code: moments[seq] for code, seq in rows.items() if seq in moments}


def indicator_page(code: str) -> IndicatorPage | None:
    """The indicator of that code, or None."""
    views = catalogue().indicators
    view = views.get(code)
    if view is None:
        return None
    rows = list(IndicatorVersion.objects.filter(indicator=view.id).order_by("-added_seq", "-pk"))
    moments = _moments(row.added_seq for row in rows)
    versions = tuple(VersionLine(r.name_vi, r.definition_vi, r.ended_on, moments.get(r.added_seq)) for r in rows)
    parts = tuple(other for other in views.values() if other.part_of == code)
    return IndicatorPage(view, views.get(view.part_of or ""), parts, versions)


def counting(on: date) -> list[CountingPage]:
    """Every total that is derived by a counting rule, with its rules; chapters named as on that day."""
    views = catalogue()
    rules = list(
        CountingRule.objects.filter(superseded_seq=None).prefetch_related("items").order_by("-first_month", "-pk")
    )
    names = units_of({rule.chapter_id for rule in rules if rule.chapter_id}, on)
    moments = _moments(rule.added_seq for rule in rules)
    lines: dict[int, list[RuleLine]] = {}
    for rule in rules:
        items = tuple((views.by_id[item.indicator_id], item.factor, item.reason) for item in rule.items.all())
        chapter = names[rule.chapter_id].name if rule.chapter_id in names else ""
        line = RuleLine(
            rule.chapter_id, chapter, month_first(rule.first_month), rule.reason, moments.get(rule.added_seq), items
        )
        lines.setdefault(rule.total_id, []).append(line)
    totals = [view for view in views.indicators.values() if view.derived == "total"]
    return [CountingPage(view, tuple(lines.get(view.id, ()))) for view in totals]


def _moments(seqs: Iterable[int]) -> dict[int, datetime]:
    return dict(Entry.objects.filter(pk__in=set(seqs)).values_list("seq", "recorded_at"))
