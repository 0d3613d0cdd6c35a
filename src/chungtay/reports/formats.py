"""Where a printed number leads: the page behind the figure that it gives."""

from datetime import date
from functools import lru_cache
from urllib.parse import quote_plus

from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.rules.figures import Question

HERE = "HERE."  # no code of ours has capitals


def address_of(reference: FigureReference, known_seq: int | None = None) -> str:
    """What stands behind the "?" in the address of the page behind a figure; `known_seq`: as known after that entry."""
    asked = (reference.of, reference.first, reference.last, reference.tags, reference.by, reference.key)
    before, after = _around(*asked, known_seq)
    return f"{before}{quote_plus(reference.indicator)}{after}"


@lru_cache(maxsize=1024)
def _around(
    of: tuple[str, ...],
    first: date,
    last: date,
    tags: tuple[str, ...],
    by: str | None,
    key: str | None,
    seq: int | None,
) -> tuple[str, str]:
    """What stands before and after the indicator: a paper prints many of the same days and units."""
    question = Question(of, first, last, (HERE,), frozenset(tags), known_seq=seq)
    before, after = query_string(question, by, key).split(HERE, 1)
    return before, after
