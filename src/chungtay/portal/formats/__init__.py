"""Bytes that the portal reads: published reviews, and files that editors put beside articles."""

from .papers import check_paper
from .reviews import is_illustrative, parts_of

__all__ = ["check_paper", "is_illustrative", "parts_of"]
