"""Donation identification numbers: read and checked, never made (ISBT 128, ST-001 v6.2.2, 3.1 and appendix A).

A number is 13 characters: facility (5), year (2), serial (6). K is ISO 7064 mod 37-2 over them; flag type 3 is 60 + K.
"""

import re
from dataclasses import dataclass

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_SHAPE = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[0-9]{2}[0-9]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DonationNumber:
    """A number of the right shape: its check character as printed in the box, and the flags that carry the same."""

    number: str
    check: str
    flag: str


def donation_number(text: str) -> DonationNumber | None:
    """The number with its check character; None where the shape is not that of ISBT 128."""
    if not _SHAPE.fullmatch(text):
        return None
    total = 0
    for character in text:
        total = (total + CHARACTERS.index(character)) * 2 % 37
    value = (38 - total) % 37
    return DonationNumber(text, CHARACTERS[value], str(60 + value))
