"""Reads of voluntary blood."""

from .donors import cards_of, facts_of, health_of
from .drives import drive_on, drives_of, kept_funnel, told_funnel
from .honours import HonourBook, HonourScale, committed_scale, honour_book, scale_of, times_given
from .layers import RuleBook, layer_set, layers_of, national_rules, rule_book, rules_for
from .pages import DonorsAsked, donor_by_token, donor_page, donors_alike, donors_of, donors_page, exported_donor
from .retention import donors_forgotten, erasures_late

__all__ = [
    "DonorsAsked",
    "HonourBook",
    "HonourScale",
    "RuleBook",
    "cards_of",
    "committed_scale",
    "donor_by_token",
    "donor_page",
    "donors_alike",
    "donors_forgotten",
    "donors_of",
    "donors_page",
    "drive_on",
    "drives_of",
    "erasures_late",
    "exported_donor",
    "facts_of",
    "health_of",
    "honour_book",
    "kept_funnel",
    "layer_set",
    "layers_of",
    "national_rules",
    "rule_book",
    "rules_for",
    "scale_of",
    "times_given",
    "told_funnel",
]
