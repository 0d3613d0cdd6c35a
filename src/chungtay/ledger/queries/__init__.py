"""Every read of the book itself; numbers are asked of `figures.queries`."""

from .catalogue import catalogue, rulebook
from .flags import Flag, FlaggedCell, flags
from .head import Head, adjustments, head, open_imports, seq_at, watermarks

__all__ = [
    "Flag",
    "FlaggedCell",
    "Head",
    "adjustments",
    "catalogue",
    "flags",
    "head",
    "open_imports",
    "rulebook",
    "seq_at",
    "watermarks",
]
