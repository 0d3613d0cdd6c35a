"""Which tiers of honours hold for a unit on a day, and how often donors gave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count

from chungtay.blood.models import Donation, HonourTable
from chungtay.bloodrules.formats.rulesets import committed, honour_tiers
from chungtay.bloodrules.rules.honours import HonourTier
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import stands


@dataclass(frozen=True, slots=True)
class HonourScale:
    """Tiers from the lowest on and the text that sets them; `table`: the province's own, None: the committed one."""

    tiers: tuple[HonourTier, ...]
    source: str
    table: HonourTable | None = None


@dataclass(frozen=True, slots=True)
class HonourBook:
    """The tables that hold on a day, read once; asked for many units."""

    on: date
    rows: Mapping[int, HonourTable]
    tree: Structure | None = None

    def scale(self, unit_id: int) -> HonourScale:
        """The nearest table above the unit, else the committed one."""
        for path in reversed(self.tree.above(unit_id) if self.tree else ()):
            if path.ancestor_id in self.rows and stands(path.valid_from, path.valid_to, self.on):
                return scale_of(self.rows[path.ancestor_id])
        return committed_scale()


def honour_book(on: date) -> HonourBook:
    """The tables of a day; a province's newest takes the place of those before it."""
    found = HonourTable.objects.filter(first_on__lte=on).order_by("first_on", "pk")
    rows = {row.unit_id: row for row in found}
    return HonourBook(on, rows, structure() if rows else None)


@lru_cache(maxsize=2)
def committed_scale(*, family: bool = False) -> HonourScale:
    """What holds where a province has no table of its own."""
    said = committed("honours.json")["family" if family else "individual"]
    return HonourScale(honour_tiers(family=family), said["source"])


def scale_of(row: HonourTable) -> HonourScale:
    """A province's table, read."""
    return HonourScale(tuple(HonourTier(least, name) for least, name in row.tiers), row.source, row)


def times_given(donor_ids: Collection[int], on: date) -> dict[int, int]:
    """How often each gave up to a day; of whom nothing is recorded is left out."""
    rows = Donation.objects.filter(donor__in=donor_ids, withdrawn_because="", given_on__lte=on)
    return dict(rows.order_by().values_list("donor").annotate(Count("pk")))
