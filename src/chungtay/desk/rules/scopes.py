"""What the home page speaks of: where a person works."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit or a cluster in which a person has one or more roles; `roles` are their words."""

    kind: Literal["unit", "cluster"]
    code: str
    name: str
    roles: tuple[str, ...]
    has_ended: bool = False
