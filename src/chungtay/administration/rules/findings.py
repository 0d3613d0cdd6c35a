"""What the health page says of each thing that it looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FindingState(StrEnum):
    """Sound, to be looked after, or wrong."""

    GOOD = "good"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, how it stands, and a sentence (a message with values) that says so."""

    name: str
    state: FindingState
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
