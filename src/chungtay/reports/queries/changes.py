"""What changed since a review was published: printed figures that are others now, and what came in between."""

from collections.abc import Iterable, Mapping
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries import By
from chungtay.figures.queries.printed import Change, compared_now
from chungtay.figures.rules.printed import reference_of
from chungtay.kernel.periods import Period
from chungtay.ledger.models import Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.needs import Needs
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Structure
from chungtay.reports.models import Publication

FLOW, STOCK = IndicatorKind.FLOW, IndicatorKind.STOCK
MOST_FACTS = 20_000  # read to say how many entries came after a publication; beyond it no number is told


def changes_since(publication_id: int) -> list[Change]:
    """The printed figures that would be others now, in order of print."""
    figures = Publication.objects.values_list("figures", flat=True).get(pk=publication_id)
    found = compared_now({publication_id: [reference_of(row) for row in figures]}).changes[publication_id]
    return [change for change in found if change.changed]


def entries_since(
    seq: int, figures: Iterable[FigureReference], need: Needs, known: Structure
) -> dict[FigureReference, int | None]:
    """How many entries after `seq` count in each of these figures; None where a row by tag cannot be told so, and where very
    many facts came since."""
    asked = list(figures)
    if not asked:
        return {}
    units = _Units(known)
    below = frozenset[int]().union(*(units.of(figure) for figure in asked))
    needed = {i for figure in asked for i in (*need[figure.indicator, FLOW], *need[figure.indicator, STOCK])}
    recent = Fact.objects.filter(pk__gte=(seq + 1) << LINE_BITS, unit__in=below, indicator__in=needed)
    recent = recent.filter(day__lte=max(figure.last for figure in asked)).order_by("pk")
    by_indicator: dict[int, list[tuple[int, int, date]]] = {}
    facts = list(recent.values_list("pk", "unit_id", "indicator_id", "day")[: MOST_FACTS + 1])
    if len(facts) > MOST_FACTS:
        return dict.fromkeys(asked)
    for pk, unit, indicator, day in facts:
        by_indicator.setdefault(indicator, []).append((pk >> LINE_BITS, unit, day))
    return {
        figure: None
        if figure.by in (By.PROGRAMME, By.DISASTER)
        else _counted(figure, need, by_indicator, units.of(figure))
        for figure in asked
    }


def _counted(
    figure: FigureReference, need: Needs, facts: Mapping[int, list[tuple[int, int, date]]], units: frozenset[int]
) -> int:
    """How many entries of these facts count in a figure: stocks up to its last day, flows within its days."""
    first, last = figure.first, figure.last
    if figure.by == By.MONTH and figure.key:
        month = Period.month(int(figure.key[:4]), int(figure.key[-2:]))
        first, last = max(first, month.first), min(last, month.last)
    found = {
        seq for indicator in need[figure.indicator, STOCK] for seq, unit, day in facts.get(indicator, ())
        if day <= figure.last and unit in units
    }  # fmt: skip
    return len(found.union(
        seq for indicator in need[figure.indicator, FLOW] for seq, unit, day in facts.get(indicator, ())
        if first <= day <= last and unit in units
    ))  # fmt: skip


class _Units:
    """The units that figures count: of their scope, or of their row."""

    def __init__(self, known: Structure) -> None:
        self.known = known
        self._found: dict[tuple[tuple[str, ...], date, date], frozenset[int]] = {}

    def of(self, figure: FigureReference) -> frozenset[int]:
        """Those of a figure."""
        codes = (figure.key,) if figure.by == By.UNIT and figure.key else figure.of
        asked = codes, figure.first, figure.last
        if asked not in self._found:
            tops = {unit for code in codes for unit in self.known.bearers(code)}
            tops |= {m.unit_id for code in codes for m in self.known.members_within(code, figure.first, figure.last)}
            self._found[asked] = frozenset(self.known.descendant_ids(tops))
        return self._found[asked]
