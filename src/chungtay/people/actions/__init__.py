"""Every write of persons, and every reading of what is sealed."""

from .consents import record_consent, withdraw_consent
from .persons import add_person, correct_person, erase_person, merge_persons, open_profiles

__all__ = [
    "add_person",
    "correct_person",
    "erase_person",
    "merge_persons",
    "open_profiles",
    "record_consent",
    "withdraw_consent",
]
