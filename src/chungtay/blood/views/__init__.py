"""The pages of voluntary blood."""

from .overview import blood
from .rules import blood_rules, record_rule_layer

__all__ = ["blood", "blood_rules", "record_rule_layer"]
