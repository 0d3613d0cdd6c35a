"""What the sorting, approving and comparing of records follows, in plain Python."""

from .approvals import ApprovalState, OwnWork, may_approve_own
from .changes import Came, Changes, changes_of
from .lines import Amount, Line, with_parts
from .search import Order, Search

__all__ = [
    "Amount",
    "ApprovalState",
    "Came",
    "Changes",
    "Line",
    "Order",
    "OwnWork",
    "Search",
    "changes_of",
    "may_approve_own",
    "with_parts",
]
