"""Declarations that do not fit, as a review tells them."""

from collections.abc import Mapping

from chungtay.kernel.periods import Period
from chungtay.ledger.queries import Flag, FlaggedCell, flags
from chungtay.organizations.queries import Structure
from chungtay.reports.rules.material import Flagged
from chungtay.reports.rules.remarks import months

from .bodies import Scope


def flagged(about: Scope, period: Period, known: Structure) -> tuple[Flagged, ...]:
    """Declarations of the body and all below it that do not fit, whose span meets the period, as known now."""
    found = flags(known.descendant_ids(about.unit_ids), first=period.first, last=period.last)
    return tuple(_told(flag, flag.crossed, about.names) for flag in found)


def _told(flag: Flag, other: FlaggedCell | None, names: Mapping[str, str]) -> Flagged:
    cell = flag.cell
    crossed = f"số của {names.get(other.unit, other.unit)} ({months(other.first, other.last)})" if other else ""
    unit = names.get(cell.unit, cell.unit)
    return Flagged(flag.indicator, unit, cell.first, cell.last, cell.value, flag.beneath, crossed)
