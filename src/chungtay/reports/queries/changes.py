"""What changed since a review was published: printed figures that are others now, and what came in between."""

from collections.abc import Iterable
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries import By
from chungtay.figures.queries.printed import Change, compared_now
from chungtay.figures.rules.printed import reference_of
from chungtay.ledger.models import Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.needs import Needs
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Structure
from chungtay.reports.models import Publication

MOST_FACTS = 20_000  # read to say what came after a publication; beyond it the count is of these


def changes_since(publication_id: int) -> list[Change]:
    """The printed figures that would be others now, in order of print."""
    figures = Publication.objects.values_list("figures", flat=True).get(pk=publication_id)
    found = compared_now({publication_id: [reference_of(row) for row in figures]}).changes[publication_id]
    return [change for change in found if change.changed]


def entries_since(
    seq: int, figures: Iterable[FigureReference], need: Needs, known: Structure
) -> dict[FigureReference, int | None]:
    """How many entries after `seq` count in each of these figures; None where a row by tag cannot be told so."""
    asked = list(figures)
    if not asked:
        return {}
    units = {figure: _units(figure, known) for figure in asked}
    recent = Fact.objects.filter(pk__gte=(seq + 1) << LINE_BITS, unit__in=frozenset[int]().union(*units.values()))
    rows = list(recent.values_list("pk", "unit_id", "indicator_id", "day")[:MOST_FACTS])
    found: dict[FigureReference, int | None] = {}
    for figure in asked:
        if figure.by in (By.PROGRAMME, By.DISASTER):
            found[figure] = None
            continue
        flows, stocks = need[figure.indicator, IndicatorKind.FLOW], need[figure.indicator, IndicatorKind.STOCK]
        found[figure] = len({
            pk >> LINE_BITS for pk, unit, indicator, day in rows
            if unit in units[figure] and day <= figure.last
            and (indicator in stocks or (indicator in flows and day >= figure.first and _in_month(figure, day)))
        })  # fmt: skip
    return found


def _units(figure: FigureReference, known: Structure) -> frozenset[int]:
    """The units that a figure counts: of its scope, or of its row."""
    codes = (figure.key,) if figure.by == By.UNIT and figure.key else figure.of
    tops = {unit for code in codes for unit in known.bearers(code)}
    tops |= {member.unit_id for code in codes for member in known.members_within(code, figure.first, figure.last)}
    return frozenset(known.descendant_ids(tops))


def _in_month(figure: FigureReference, day: date) -> bool:
    return figure.by != By.MONTH or not figure.key or figure.key == f"{day:%Y-%m}"
