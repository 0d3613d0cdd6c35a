"""A question as the address of its page."""

from urllib.parse import urlencode

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
    return urlencode(pairs, safe="/:")
