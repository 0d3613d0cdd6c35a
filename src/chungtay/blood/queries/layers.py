"""Which rules hold for a unit on a day: the national ones, and what its province and the collecting site lay over them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from chungtay.blood.models import RuleLayer
from chungtay.bloodrules.formats.rulesets import committed, rule_set
from chungtay.bloodrules.rules.rulesets import DonorRules, RuleSet, donor_rules
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import stands


@lru_cache(maxsize=1)
def national_rules() -> RuleSet:
    """The committed rules of Viet Nam."""
    return rule_set("VN", committed("rules.json")["rules"]["VN"])


def layer_set(row: RuleLayer) -> RuleSet:
    """What a layer says, read."""
    return rule_set(row.version, {"name": row.source, "version": row.version, **row.rules})


@dataclass(frozen=True)
class RuleBook:
    """All layers that stand on a day, read once; asked for many units. A unit's newest layer of a site takes the place of
    those before it."""

    on: date
    rows: tuple[RuleLayer, ...]
    tree: Structure | None = None
    read: dict[tuple[int, ...], DonorRules] = field(default_factory=dict)

    def layers(self, unit_id: int, site: str = "") -> list[RuleLayer]:
        """Over the national rules, the last on top: units from above down, and behind them the site's own."""
        if not self.rows:
            return []
        above = [
            p.ancestor_id
            for p in (self.tree or structure()).above(unit_id)
            if stands(p.valid_from, p.valid_to, self.on)
        ]
        places = [(unit, "") for unit in above] + ([(unit, site) for unit in above] if site else [])
        newest = {(row.unit_id, row.site): row for row in self.rows}
        return [newest[place] for place in places if place in newest]

    def rule_set(self, unit_id: int, site: str = "") -> RuleSet:
        """The rules laid over each other, each with its source."""
        return national_rules().under(*map(layer_set, self.layers(unit_id, site)))

    def rules(self, unit_id: int, site: str = "") -> DonorRules:
        """The same, read for use."""
        rows = self.layers(unit_id, site)
        key = tuple(row.pk for row in rows)
        if key not in self.read:
            self.read[key] = donor_rules(self.rule_set(unit_id, site))
        return self.read[key]


def rule_book(on: date) -> RuleBook:
    """The layers of a day."""
    rows = tuple(RuleLayer.objects.filter(first_on__lte=on).order_by("first_on", "pk"))
    return RuleBook(on, rows, structure() if rows else None)


def rules_for(unit_id: int, on: date, site: str = "") -> DonorRules:
    """The rules of one unit."""
    return rule_book(on).rules(unit_id, site)


def layers_of(unit_ids: Iterable[int]) -> list[RuleLayer]:
    """Every layer of these units, also past and coming, the newest first."""
    return list(RuleLayer.objects.filter(unit__in=list(unit_ids)).order_by("-first_on", "-pk"))
