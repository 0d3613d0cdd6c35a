"""Reads of the outgoing register, of directives and of proposals: what other apps ask; the rest stands in its file."""

from .outgoing import number_on_paper, papers_of, register
from .proposals import directed_of, directed_rows, directed_within

__all__ = ["directed_of", "directed_rows", "directed_within", "number_on_paper", "papers_of", "register"]
