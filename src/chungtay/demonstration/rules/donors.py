"""Donors for the demonstration, made from the seed: nobody's names, numbers that no network gives out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .chance import Chance

COUNT: Final = 40
_FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_GIVEN: Final = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lâm", "Nga", "Sơn")
_ABO: Final = ("O",) * 9 + ("B",) * 6 + ("A",) * 4 + ("AB",)  # of twenty
_BAGS: Final = (250, 350, 350, 450)
_INTERVAL: Final = 84


@dataclass(frozen=True, slots=True)
class DemonstrationDonor:
    """One donor: days in order; `emergency` and the others of what was agreed to; `heard`: another group was said."""

    name: str
    phone: str
    born_on: date
    is_woman: bool
    abo: str
    rhd: str
    confirmed: bool
    heard: str
    kg: int
    given: tuple[tuple[date, int], ...]
    emergency: bool
    drives: bool
    honours: bool
    at_school: bool


def donors(seed: int, through: date) -> Iterator[DemonstrationDonor]:
    """The donors as they stand on a day; every fourth never gave."""
    for number in range(COUNT):
        chance = Chance(seed, "donor", str(number))
        name = f"{_FAMILIES[number % 10]} {_GIVEN[(number * 3 + number // 10) % 10]} Minh Họa"
        is_woman, at_school = chance.below(2) == 0, number % 2 == 0
        age = chance.within(19, 24) if at_school else chance.within(25, 57)
        born = date(through.year - age, chance.within(1, 12), chance.within(1, 28))
        kg = chance.within(43, 58) if is_woman else chance.within(49, 74)
        most = 250 if kg < 45 else 350 if kg < 50 else 450
        yield DemonstrationDonor(
            name, f"0100000{100 + number}", born, is_woman, "O" if number == 7 else chance.one_of(_ABO),
            "-" if number in (7, 22) else "+", chance.below(3) > 0, "A" if number == 4 else "", kg,
            () if number % 4 == 3 else tuple(_given(chance, through, born, most)), at_school or number == 7 or chance.below(4) > 0,
            chance.below(5) > 0, chance.below(2) == 0, at_school,
        )  # fmt: skip


def _given(chance: Chance, through: date, born: date, most: int) -> list[tuple[date, int]]:
    """Days far enough apart, not before the donor was nineteen."""
    first = date(born.year + 19, 1, 1)
    day, found = through - timedelta(chance.within(15, 260)), []
    for _ in range(chance.within(1, 6)):
        if day <= first:
            break
        found.append((day, min(most, chance.one_of(_BAGS))))
        day -= timedelta(_INTERVAL + chance.within(3, 160))
    return found[::-1]
