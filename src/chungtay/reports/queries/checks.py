"""What stands against publishing a report: looked at before, told again where it is published all the same."""

from dataclasses import dataclass
from datetime import date

from chungtay.figures.queries import Question
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Structure
from chungtay.records.queries.unfinished import UnfinishedImport, unfinished_imports
from chungtay.records.queries.waiting import waiting
from chungtay.reports.rules.composition import spoken
from chungtay.reports.rules.material import Flagged
from chungtay.reports.rules.progress import Written
from chungtay.reports.rules.remarks import missing_everywhere
from chungtay.reports.rules.slots import SLOTS, SlotPlan, wanted

from .bodies import scope
from .gathering import facts_of
from .progress import written_within


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against it. `unfinished` imports refuse it; the rest is said: records that `wait` for a leader's word,
    units that reported nothing, declarations that do not fit, slots without words."""

    scope: str
    unfinished: tuple[UnfinishedImport, ...]
    waiting: int
    missing: tuple[str, ...]
    flagged: tuple[Flagged, ...]
    gaps: tuple[SlotPlan, ...]

    @property
    def clear(self) -> bool:
        """Does nothing stand against it?"""
        return not (self.unfinished or self.waiting or self.missing or self.flagged or self.gaps)


def standing_against(of: str, first: date, last: date, known: Structure, on: date) -> Standing:
    """What stands against publishing the review of a scope and period, as of a day. Raises Refusal for a code that stands for none."""
    period, about = Period(first, last), scope(of, first, last, known, headed=False)
    own = written_within(of, last, last).get(period, Written())
    below = known.descendant_ids(about.unit_ids)
    empty = own.gaps(wanted(is_cluster=about.body.is_cluster))
    facts, unfit = facts_of(Question((of,), first, last), about, known)
    return Standing(
        scope=about.body.name,
        unfinished=tuple(unfinished_imports(below, first, last, on)),
        waiting=len(waiting(below, first, last)),
        missing=missing_everywhere(spoken(facts)),
        flagged=unfit,
        gaps=tuple(plan for plan in SLOTS if plan.key in empty),
    )
