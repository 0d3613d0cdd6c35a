"""What the papers of a meeting say: its paper, the page of whoever chairs, minutes, notice of conclusions, slides."""

from .chair import compose_chair_page
from .deck import compose_deck
from .material import Aim, ConclusionTold, Invited, MeetingMaterial, MemberText, Occasion, Warned
from .minutes import compose_minutes, compose_notice
from .paper import compose_paper
from .signing import compose_signing

__all__ = [
    "Aim",
    "ConclusionTold",
    "Invited",
    "MeetingMaterial",
    "MemberText",
    "Occasion",
    "Warned",
    "compose_chair_page",
    "compose_deck",
    "compose_minutes",
    "compose_notice",
    "compose_paper",
    "compose_signing",
]
