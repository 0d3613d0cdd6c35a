"""Targets in plain Python: what one says, how a total goes down the units, how far a figure has come."""

from .allocation import ShareBalance, allocated, share_balance
from .pasting import PastedShares, pasted_shares, unit_labels
from .progress import Pace, TargetProgress, progress, shown_percent
from .targets import BASIS_WORDS, StandingTarget, TargetBasis, TargetDraft, check_shares, summed

__all__ = [
    "BASIS_WORDS",
    "Pace",
    "PastedShares",
    "ShareBalance",
    "StandingTarget",
    "TargetBasis",
    "TargetDraft",
    "TargetProgress",
    "allocated",
    "check_shares",
    "pasted_shares",
    "progress",
    "share_balance",
    "shown_percent",
    "summed",
    "unit_labels",
]
