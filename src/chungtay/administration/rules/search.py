"""What is looked for in the audit book."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """Words of a person's name, an action's code, a unit, words of the line, days (both inclusive), where to go on."""

    person: str = ""
    action: str = ""
    unit_id: int | None = None
    words: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None
