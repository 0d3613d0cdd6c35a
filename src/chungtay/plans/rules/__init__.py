"""Targets in plain Python: what one says, how a total goes down the units, how far a figure has come."""

from .allocation import allocated
from .progress import Pace, TargetProgress, progress
from .targets import BASIS_WORDS, TargetBasis, TargetDraft, check_shares

__all__ = [
    "BASIS_WORDS",
    "Pace",
    "TargetBasis",
    "TargetDraft",
    "TargetProgress",
    "allocated",
    "check_shares",
    "progress",
]
