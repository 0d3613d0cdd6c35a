"""What stands before the portal's pages: who may edit today, and pages that are kept until something changes."""

from .door import VisitorsRead
from .editors import EditorsOfToday
from .kept import KeptPages

__all__ = ["EditorsOfToday", "KeptPages", "VisitorsRead"]
