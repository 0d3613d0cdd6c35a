"""What a unit is asked about the figures of a round before it hands its report in."""

from chungtay.ledger.queries.catalogue import tags_of
from chungtay.organizations.queries import Structure
from chungtay.scrutiny.queries import checks
from chungtay.scrutiny.rules.checks import AskedReport, CheckWarning
from chungtay.scrutiny.rules.thresholds import Thresholds
from chungtay.submissions.models import ReportRound
from chungtay.submissions.rules.calendar import attests, line_of


def warnings_for(
    one: ReportRound, unit_id: int, known: Structure, *, estimate: bool | None = None, limits: Thresholds | None = None
) -> tuple[CheckWarning, ...]:
    """What is asked about the unit's figures of a round as known now (`scrutiny.queries.checks.warnings_for`)."""
    lines = tuple(map(line_of, one.type.lines))
    asked = AskedReport(one.first_on, one.last_on, one.cutoff_on, tags_of(one.tags), lines, attests(one.type.cadence))
    return checks.warnings_for(asked, unit_id, known, estimate=estimate, limits=limits)
