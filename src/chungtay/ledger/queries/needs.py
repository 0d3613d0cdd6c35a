"""Which indicators' facts enter which figures: by families, counting rules and what is derived."""

from weakref import WeakKeyDictionary

from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView, Rulebook

LOCALITIES = "localities"  # counts units that have a site
Needs = dict[tuple[str, str], frozenset[int]]  # (code, kind) -> ids of the indicators of that kind
_kept: "WeakKeyDictionary[Rulebook, Needs]" = WeakKeyDictionary()


def needs(catalogue: Catalogue, rules: Rulebook) -> Needs:
    """For every figure of a catalogue the indicators of each kind that it needs; kept as long as the rules are."""
    found = _kept.get(rules)
    if found is None:
        found = _kept[rules] = {
            (view.code, kind): frozenset(_needed(catalogue, rules, view, kind))
            for view in catalogue.indicators.values()
            for kind in IndicatorKind
        }
    return found


def sites_of(catalogue: Catalogue, view: IndicatorView) -> IndicatorView:
    """The stock of sites that a count of localities is derived from."""
    return catalogue[view.code.rsplit(".", 1)[0] + ".sites"]


def _needed(catalogue: Catalogue, rules: Rulebook, view: IndicatorView, kind: str) -> set[int]:
    found: set[int] = set()
    if view.kind == kind:
        found |= set(catalogue.families[view.code])
        for item in rules.included(view.id):
            found |= set(catalogue.families[catalogue.by_id[item].code])
    if view.derived == LOCALITIES and kind == IndicatorKind.STOCK:
        found.add(sites_of(catalogue, view).id)
    return found
