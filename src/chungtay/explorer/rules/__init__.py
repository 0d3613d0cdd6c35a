"""What people ask and how they want it shown; pictures of it as text."""

from .asking import VIEWS, Against, Asked, View, against_of, neighbours, presets, turns, view_for

__all__ = ["VIEWS", "Against", "Asked", "View", "against_of", "neighbours", "presets", "turns", "view_for"]
