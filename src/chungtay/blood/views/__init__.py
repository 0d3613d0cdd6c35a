"""The pages of voluntary blood."""

from .changing import (
    correct_donor,
    end_donor,
    erase_donor,
    merge_donors,
    pause_donor,
    record_donor_consent,
    record_health,
)
from .donors import add_donor, change_donor, donor, donors
from .layers import blood_rules, record_rule_layer
from .overview import blood
from .own import change_own, export_own, own_donor, register_donor

__all__ = [
    "add_donor",
    "blood",
    "blood_rules",
    "change_donor",
    "change_own",
    "correct_donor",
    "donor",
    "donors",
    "end_donor",
    "erase_donor",
    "export_own",
    "merge_donors",
    "own_donor",
    "pause_donor",
    "record_donor_consent",
    "record_health",
    "record_rule_layer",
    "register_donor",
]
