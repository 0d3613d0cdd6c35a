"""Every read of lists."""

from .checking import JudgedRow, Verdict, verdict
from .lists import list_of, listed_of, lists_of, staged_in, told_in
from .matching import Register

__all__ = ["JudgedRow", "Register", "Verdict", "list_of", "listed_of", "lists_of", "staged_in", "told_in", "verdict"]
