"""Every read of the ledger. `figures` is the one query behind all that is printed."""

from chungtay.ledger.rules.figures import Behind, By, EntryLine, Figure, Question

from .behind import behind
from .catalogue import catalogue, included_in, rulebook
from .figures import figures
from .head import Head, adjustments, head, open_imports, seq_at

__all__ = [
    "Behind",
    "By",
    "EntryLine",
    "Figure",
    "Head",
    "Question",
    "adjustments",
    "behind",
    "catalogue",
    "figures",
    "head",
    "included_in",
    "open_imports",
    "rulebook",
    "seq_at",
]
