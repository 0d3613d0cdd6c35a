"""Reads of voluntary blood."""

from .donors import cards_of, facts_of, health_of
from .layers import RuleBook, layer_set, layers_of, national_rules, rule_book, rules_for
from .pages import DonorsAsked, donor_by_token, donor_page, donors_alike, donors_of, donors_page, exported_donor
from .retention import donors_forgotten, erasures_late

__all__ = [
    "DonorsAsked",
    "RuleBook",
    "cards_of",
    "donor_by_token",
    "donor_page",
    "donors_alike",
    "donors_forgotten",
    "donors_of",
    "donors_page",
    "erasures_late",
    "exported_donor",
    "facts_of",
    "health_of",
    "layer_set",
    "layers_of",
    "national_rules",
    "rule_book",
    "rules_for",
]
