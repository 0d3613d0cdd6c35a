"""Every write of administration that joins writes of several apps; the others are called where they stand."""

from .catalogue import add_indicator, assign_counting_rule, correct_indicator, end_indicator, preview_rule
from .people import open_invitation

__all__ = [
    "add_indicator",
    "assign_counting_rule",
    "correct_indicator",
    "end_indicator",
    "open_invitation",
    "preview_rule",
]
