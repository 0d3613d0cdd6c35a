"""What the pages of blood are sent: shape and wording."""

from .donors import (
    AddDonor,
    CorrectDonor,
    FindDonor,
    GiveReason,
    MergeDonors,
    PauseDonor,
    RecordConsent,
    RecordHealth,
    RegisterDonor,
)
from .layers import RecordRuleLayer

__all__ = [
    "AddDonor",
    "CorrectDonor",
    "FindDonor",
    "GiveReason",
    "MergeDonors",
    "PauseDonor",
    "RecordConsent",
    "RecordHealth",
    "RecordRuleLayer",
    "RegisterDonor",
]
