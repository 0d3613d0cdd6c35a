"""Keys of declared cells, and the sources of what is typed into the sheet of monthly totals or read from a document.

Whoever declares a cell without a key of its own finds it again under the cell's.
"""

import hashlib
from datetime import date
from typing import Final

from .drafts import Amount, DeclarationDraft

LONGEST_KEY: Final = 180
CELL: Final = "cell:"  # how the keys begin that cells are given
MONTHLY_TOTALS: Final = "monthly_totals"  # source of an entry that the sheet of monthly totals makes
ON_BEHALF: Final = "monthly_totals_on_behalf"  # the same, entered for the unit by one above it
KEPT_ELSEWHERE: Final = ("blood-drive:", "blood-list:", "honours:")  # such records are corrected where they arose
BLOOD_DRIVE: Final = "blood_drive"  # source of an entry that the result of a blood drive makes
DOCUMENT: Final = "document:"  # how the sources begin of what was read from a document


def cell_key(draft: DeclarationDraft, amount: Amount) -> str:
    """The key of a declared cell that has none of its own: an estimate and a final are two."""
    parts = [_month(draft.first), _month(draft.last), draft.covers, amount.indicator, *sorted(amount.tags)]
    key = CELL + ":".join([*parts, "estimate"] if draft.estimate else parts)
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:120]}:{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def document_source(number: int, place: int, span: tuple[int, int], reader: str) -> str:
    """The source of an entry read from a document: its number, the figure's place and span, the reader's version."""
    return f"{DOCUMENT}{number}:{place}:{span[0]}-{span[1]}:{reader}"


def document_place(source: str) -> tuple[int, int] | None:
    """Number of the document and place of the figure that a source names; None for any other source."""
    parts = source.split(":")
    if not source.startswith(DOCUMENT) or len(parts) < 4 or not (parts[1] + parts[2]).isdecimal():
        return None
    return int(parts[1]), int(parts[2])
