"""Every read of lists."""

from .checking import JudgedRow, Verdict, verdict
from .lists import blood_list_of, listed_of, lists_of, staged_in, told_in
from .matching import Register

__all__ = [
    "JudgedRow",
    "Register",
    "Verdict",
    "blood_list_of",
    "listed_of",
    "lists_of",
    "staged_in",
    "told_in",
    "verdict",
]
