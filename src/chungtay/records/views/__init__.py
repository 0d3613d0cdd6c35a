"""The pages of what was entered."""

from .record import record
from .records import records

__all__ = ["record", "records"]
