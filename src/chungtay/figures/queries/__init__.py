"""Every read of figures. `figures` is the one query behind all that is printed."""

from chungtay.figures.rules import Behind, By, EntryLine, Figure, Question

from .behind import behind
from .figures import figures

__all__ = ["Behind", "By", "EntryLine", "Figure", "Question", "behind", "figures"]
