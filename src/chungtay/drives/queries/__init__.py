"""Reads of the pages of drives."""

from .board import (
    STAGES,
    Board,
    BoardAsked,
    board,
    board_drive,
    board_lines,
    board_slots,
    donations_of,
    rules_at,
    sign_ups_of,
    signed_up,
    stages_of,
    wanted,
)
from .listing import DriveLine, DrivesPage, campaigns_for, drives_page

__all__ = [
    "STAGES",
    "Board",
    "BoardAsked",
    "DriveLine",
    "DrivesPage",
    "board",
    "board_drive",
    "board_lines",
    "board_slots",
    "campaigns_for",
    "donations_of",
    "drives_page",
    "rules_at",
    "sign_ups_of",
    "signed_up",
    "stages_of",
    "wanted",
]
