"""Loading the demonstration chapter."""

from .approvals import approve_work
from .loading import Demonstration, load_demonstration
from .people import correct_passwords
from .portal import open_news

__all__ = ["Demonstration", "approve_work", "correct_passwords", "load_demonstration", "open_news"]
