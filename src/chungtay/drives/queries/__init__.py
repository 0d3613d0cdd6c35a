"""Reads of the pages of drives."""

from .board import STAGES, Board, BoardAsked, board, sign_ups_of, signed_up, slots_of, stages_of, wanted
from .listing import DriveLine, DrivesPage, campaigns_for, drives_page

__all__ = [
    "STAGES",
    "Board",
    "BoardAsked",
    "DriveLine",
    "DrivesPage",
    "board",
    "campaigns_for",
    "drives_page",
    "sign_ups_of",
    "signed_up",
    "slots_of",
    "stages_of",
    "wanted",
]
