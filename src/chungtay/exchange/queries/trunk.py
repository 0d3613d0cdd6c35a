"""The tree as one import takes it along."""

from chungtay.exchange.rules.lookups import Lookups
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.organizations.queries import latest_revision


class Trunk:
    """The tree's revision, and what is read after it: the ancestors of all units that a file may name."""

    def __init__(self, lookups: Lookups) -> None:
        self.revision, self.ancestry = latest_revision(), Ancestry()
        self.ancestry.load(named.unit_id for named in lookups.units.names)

    @property
    def stands(self) -> bool:
        """Is the tree as it was then? Under the book's lock it stays so."""
        return latest_revision() == self.revision
