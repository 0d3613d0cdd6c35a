"""How a drive's sign-ups make a result, and how it counts in the ledger."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from chungtay.bloodrules.rules.counting import UnitConvention
from chungtay.bloodrules.rules.funnel import Funnel, units_counted
from chungtay.ledger.rules import Amount

from .states import SignUpState

PROGRAMME: Final = "hien_mau"


def funnel_of(states: Iterable[str], bags: Mapping[int, int]) -> Funnel:
    """Sign-ups one by one as the four numbers; who withdrew never registered."""
    people = Counter(states)
    donated = people[SignUpState.DONATED]
    eligible = donated + people[SignUpState.ELIGIBLE]
    came = eligible + people[SignUpState.CAME] + people[SignUpState.DEFERRED]
    return Funnel(people.total() - people[SignUpState.WITHDRAWN], came, eligible, donated, dict(bags))


def result_amounts(
    told: Funnel, convention: UnitConvention, *, drives: int = 1, programme: str = ""
) -> tuple[Amount, ...]:
    """What the ledger posts: nothing personal. `drives` 0: a blood centre's list of a day without a drive."""
    tags = frozenset([f"programme:{programme}"] if programme else [])
    numbers = {
        "blood.registered": told.registered, "blood.donors": told.donated,
        "blood.units": units_counted(told.counted, convention), "blood.ml": told.counted.ml, "blood.drives": drives,
    }  # fmt: skip
    return tuple(Amount(code, number, tags) for code, number in numbers.items() if number or code == "blood.donors")


def drive_key(drive_id: int) -> str:
    """The key under which a drive's result stands in the ledger."""
    return f"blood-drive:{drive_id}"


def day_key(day: date) -> str:
    """The key under which a unit's lists of a day without a drive stand; a drive's result of that day takes its place."""
    return f"blood-list:{day:%Y-%m-%d}"
