"""The pages of drives."""

from .board import change_drive, change_sign_up, drive
from .planning import add_campaign, add_drive, correct_drive, drives, withdraw_drive
from .results import record_result

__all__ = [
    "add_campaign",
    "add_drive",
    "change_drive",
    "change_sign_up",
    "correct_drive",
    "drive",
    "drives",
    "record_result",
    "withdraw_drive",
]
