"""Reads of voluntary blood."""

from .donors import cards_of, facts_of, health_of
from .layers import RuleBook, layer_set, layers_of, national_rules, rule_book, rules_for
from .pages import DonorsAsked, donor_by_token, donor_page, donors_alike, donors_of, donors_page, exported_donor

__all__ = [
    "DonorsAsked",
    "RuleBook",
    "cards_of",
    "donor_by_token",
    "donor_page",
    "donors_alike",
    "donors_of",
    "donors_page",
    "exported_donor",
    "facts_of",
    "health_of",
    "layer_set",
    "layers_of",
    "national_rules",
    "rule_book",
    "rules_for",
]
