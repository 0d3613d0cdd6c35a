"""Reads of voluntary blood."""

from .layers import RuleBook, layer_set, layers_of, national_rules, rule_book, rules_for

__all__ = ["RuleBook", "layer_set", "layers_of", "national_rules", "rule_book", "rules_for"]
