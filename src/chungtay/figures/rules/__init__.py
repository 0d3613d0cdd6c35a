"""Questions put to the book and the figures that answer them."""

from .figures import Behind, By, EntryLine, Figure, Question

__all__ = ["Behind", "By", "EntryLine", "Figure", "Question"]
