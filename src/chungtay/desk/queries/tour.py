"""The number that the tour opens: one of the latest record that the person's units made."""

from dataclasses import dataclass

from chungtay.figures.queries.permitted import scopes_of
from chungtay.kernel.periods import Period
from chungtay.ledger.models import Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission
from chungtay.records.queries.records import Finder
from chungtay.records.rules import Search


@dataclass(frozen=True, slots=True)
class Example:
    """A number of a unit or cluster and a month, and the record that it comes from."""

    of: str
    month: Period
    indicator: str
    seq: int


def tour_example(seen: Sight) -> Example | None:
    """A number of the latest record that counts; of whom sees no records, of a whole scope. At most four questions."""
    own = seen.units(Permission.SEE_RECORDS)
    units = own or seen.units(Permission.SEE_FIGURES)
    seqs = Finder(Search(kind=EntryKind.RECORD), units).seqs(1) if units else []
    if not seqs:
        return None
    rows = Fact.objects.filter(pk__range=(seqs[0] << LINE_BITS, (seqs[0] + 1 << LINE_BITS) - 1))
    fact = rows.select_related("indicator").order_by("pk").first()
    if fact is None:
        return None
    unit = seen.structure.units_of([fact.unit_id], fact.day).get(fact.unit_id)
    code = unit.code if own and unit else scopes_of(seen)[0].code
    return Example(code, Period.month(fact.day.year, fact.day.month), fact.indicator.code, seqs[0])
