"""A question as the address of its page."""

from functools import lru_cache
from urllib.parse import quote_plus

from chungtay.figures.rules import Question


def query_string(question: Question, by: str | None = None, key: str | None = None) -> str:
    """A question as the part of an address behind its "?"; `by` and `key`: one row of its breakdown."""
    pairs = [("of", code) for code in question.of]
    pairs += [("indicator", code) for code in question.indicators]
    pairs += [("from", question.first.isoformat()), ("to", question.last.isoformat())]
    pairs += [("tag", tag) for tag in sorted(question.tags)]
    pairs += [(name, value) for name, value in (("by", by), ("key", key)) if value]
    if question.known_seq is not None:
        pairs.append(("known_at", str(question.known_seq)))
    return "&".join([_written(name, value) for name, value in pairs])


@lru_cache(maxsize=4096)
def _written(name: str, value: str) -> str:
    """The same few parts stand in hundreds of addresses of a page."""
    return f"{name}={quote_plus(value, safe='/:')}"
