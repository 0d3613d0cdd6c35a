"""Declarations that do not fit, as a review tells them."""

from collections.abc import Mapping

from chungtay.ledger.queries import Flag, FlaggedCell, flags
from chungtay.ledger.queries.tree import descendant_ids
from chungtay.reports.rules.material import Flagged, Material
from chungtay.reports.rules.remarks import months

from .bodies import scope


def flagged(material: Material) -> tuple[Flagged, ...]:
    """Declarations of the body and all below it that do not fit, whose span meets the period, as known now."""
    period = material.period
    about = scope(material.body.code, period.first, period.last)
    found = flags(descendant_ids(about.unit_ids), first=period.first, last=period.last)
    return tuple(_told(flag, flag.crossed, about.names) for flag in found)


def _told(flag: Flag, other: FlaggedCell | None, names: Mapping[str, str]) -> Flagged:
    cell = flag.cell
    crossed = f"số của {names.get(other.unit, other.unit)} ({months(other.first, other.last)})" if other else ""
    unit = names.get(cell.unit, cell.unit)
    return Flagged(flag.indicator, unit, cell.first, cell.last, cell.value, flag.beneath, crossed)
