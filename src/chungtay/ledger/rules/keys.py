"""Keys of declared cells, and the sources of what is typed into the sheet of monthly totals.

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


def cell_key(draft: DeclarationDraft, amount: Amount) -> str:
    """The key of a declared cell that has none of its own: an estimate and a final are two."""
    parts = [_month(draft.first), _month(draft.last), draft.covers, amount.indicator, *sorted(amount.tags)]
    key = CELL + ":".join([*parts, "estimate"] if draft.estimate else parts)
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:120]}:{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
