"""A donation as a blood centre's list tells it, and what lists are called where their donations stand."""

from dataclasses import dataclass
from datetime import date
from typing import Final

LIST_SOURCE: Final = "blood_list"  # source of an entry, and the beginning of that of a donation


@dataclass(frozen=True, slots=True)
class GivenBag:
    """What was given on a day, by whom where that is known; `number`: the centre's."""

    given_on: date
    component: str
    ml: int
    number: str = ""
    donor_id: int | None = None


def list_source(list_id: int) -> str:
    """What says of a donation from which list it came."""
    return f"{LIST_SOURCE}:{list_id}"
