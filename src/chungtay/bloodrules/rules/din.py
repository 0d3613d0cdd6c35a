"""Donation identification numbers: read and checked, never made (ISBT 128, ST-001 v6.2.2, 3.1 and appendix A).

A number is 13 characters: facility (5), year (2), serial (6). K is ISO 7064 mod 37-2 over them; flag type 3 is 60 + K.
"""

import re
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import one_line

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
LONGEST: Final = 20
_SHAPE = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[0-9]{2}[0-9]{6}", re.ASCII)
_WRITTEN = re.compile(r"(=?)([A-Z1-9][A-Z0-9]{2}[0-9]{10})([0-9]{2})?([0-9A-Z*])?", re.ASCII)

WRONG_CHECK = gettext_noop("Mã “%(number)s” có ký tự kiểm tra %(told)s, đúng phải là %(right)s: xem lại từng ký tự.")
NO_NUMBER = gettext_noop("“%(number)s” bắt đầu bằng dấu = nhưng không phải mã ISBT 128 (13 ký tự và 2 ký tự cờ).")
TOO_LONG = gettext_noop("Mã “%(number)s” dài quá: nhiều nhất %(most)s ký tự.")


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


def checked_number(text: str) -> str:
    """A centre's number as it is kept: a local code as given, one of ISBT 128 by its 13 characters.

    ISBT 128 is what begins with "=", and what has that shape and is not digits alone (a local code may be). Flags of
    type 3 and the character in the box are verified where they are written. Raises Refusal where one is wrong.
    """
    bare = re.sub(r"[\s-]", "", text).upper()
    found = _WRITTEN.fullmatch(bare)
    number = donation_number(found[2]) if found and (found[1] or not bare.isdigit()) else None
    if found and number:
        flags, check = found[3] or "", found[4] or ""
        if found[3] and int(flags) >= 60 and flags != number.flag:
            raise Refusal(WRONG_CHECK, number=number.number, told=flags, right=number.flag)
        if check and check != number.check:
            raise Refusal(WRONG_CHECK, number=number.number, told=check, right=number.check)
        return number.number
    if bare.startswith("="):
        raise Refusal(NO_NUMBER, number=bare[:30])
    return local_number(text)


def local_number(text: str) -> str:
    """A code of the centre's own, as given. Raises Refusal where it is too long."""
    kept = one_line(text)
    if len(kept) > LONGEST:
        raise Refusal(TOO_LONG, number=f"{kept[:LONGEST]}…", most=LONGEST)
    return kept
