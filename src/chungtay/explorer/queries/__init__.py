"""What an exploration shows, and the questions that people kept."""

from .exploring import Explored, Line, explored
from .places import Place, places_of
from .saved import Kept, kept_by, kept_for

__all__ = ["Explored", "Kept", "Line", "Place", "explored", "kept_by", "kept_for", "places_of"]
