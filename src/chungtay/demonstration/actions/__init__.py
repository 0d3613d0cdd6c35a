"""Loading the demonstration chapter."""

from .loading import Demonstration, load_demonstration
from .people import correct_passwords

__all__ = ["Demonstration", "correct_passwords", "load_demonstration"]
