"""Every read of the book itself; numbers are asked of `figures.queries`."""

from .catalogue import catalogue, rulebook
from .head import Head, adjustments, head, open_imports, seq_at

__all__ = [
    "Head",
    "adjustments",
    "catalogue",
    "head",
    "open_imports",
    "rulebook",
    "seq_at",
]
