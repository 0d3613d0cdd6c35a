"""Declarations that do not fit, as a review tells them."""

from collections.abc import Mapping

from chungtay.figures.queries.figures import Answer
from chungtay.kernel.periods import Period
from chungtay.ledger.queries import Flag, FlaggedCell, flags
from chungtay.ledger.queries.flags import flagged_cells
from chungtay.reports.rules.material import Flagged
from chungtay.reports.rules.remarks import months

from .bodies import Scope


def flagged(about: Scope, period: Period, answer: Answer) -> tuple[Flagged, ...]:
    """Declarations of the body and all below it that do not fit, whose span meets the period, as known now; read with what
    the answer reads."""
    known = answer.tree.structure
    units = known.descendant_ids(about.unit_ids)
    found = flags(
        units, first=period.first, last=period.last, rows=answer.reads.rows(*flagged_cells(units, period.first, period.last)),
        views=answer.catalogue, known=known, tagsets=answer.tagsets,
    )  # fmt: skip
    return tuple(_told(flag, flag.crossed, about.names) for flag in found)


def _told(flag: Flag, other: FlaggedCell | None, names: Mapping[str, str]) -> Flagged:
    cell = flag.cell
    crossed = f"số của {names.get(other.unit, other.unit)} ({months(other.first, other.last)})" if other else ""
    unit = names.get(cell.unit, cell.unit)
    return Flagged(flag.indicator, unit, cell.first, cell.last, cell.value, flag.beneath, crossed)
