"""Every write of the board: messages handed over."""

from .notifying import notify_donors, take_due_steps

__all__ = ["notify_donors", "take_due_steps"]
