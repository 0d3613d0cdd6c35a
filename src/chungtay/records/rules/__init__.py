"""What the sorting, approving and comparing of records follows, in plain Python."""

from .approvals import ApprovalState, OwnWork, may_approve_own
from .lines import Amount, Line, with_parts
from .search import Order, Search

__all__ = ["Amount", "ApprovalState", "Line", "Order", "OwnWork", "Search", "may_approve_own", "with_parts"]
