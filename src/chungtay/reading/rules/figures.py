"""What is read: figures as the office understands them, and what does not agree."""

from dataclasses import dataclass
from datetime import date

from chungtay.quantities.rules.figures import Quantity
from chungtay.unpacking.rules import Span


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and how they were inferred: `sentence`, `block`, `title`, `document_date`."""

    first: date
    last: date
    inferred: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and its meaning: which indicator with which tags, whose, when; None where the text does not say."""

    quantity: Quantity
    indicator: str | None
    tags: frozenset[str]
    organization: str | None  # a unit's or cluster's code
    organization_name: str | None  # as the text names it
    period: Period | None
    confidence: float  # 0 to 1
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Two numbers that do not agree: `rule` names the check, `says` tells it with both numbers, in Vietnamese."""

    rule: str
    says: str
    figures: tuple[int, ...]  # by their place in the reading
    sentence: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one document, figures in the order of the text."""

    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    organization: str | None
    period: Period | None
