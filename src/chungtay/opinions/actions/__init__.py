"""Every write of opinions, and every reading of what is sealed."""

from .deciding import decide_opinions, open_email, undo_decisions
from .ending import erase_old_opinions, erase_opinion, withdraw_opinion
from .sending import submit_opinion

__all__ = [
    "decide_opinions", "erase_old_opinions", "erase_opinion", "open_email", "submit_opinion", "undo_decisions",
    "withdraw_opinion",
]  # fmt: skip
