"""Pages of opinions: for who sends one, for who reads them first."""

from .own import export_opinion, own_opinion
from .queue import decide_opinions, open_email, opinions
from .sending import submit_opinion

__all__ = ["decide_opinions", "export_opinion", "open_email", "opinions", "own_opinion", "submit_opinion"]
