"""Every read of the book itself; numbers are asked of `figures.queries`."""

from .catalogue import catalogue, included_in, rulebook
from .head import Head, adjustments, head, open_imports, seq_at

__all__ = [
    "Head",
    "adjustments",
    "catalogue",
    "head",
    "included_in",
    "open_imports",
    "rulebook",
    "seq_at",
]
