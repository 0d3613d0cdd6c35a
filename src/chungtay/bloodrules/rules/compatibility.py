"""Whose blood may go to whom: a filter before the crossmatch, which decides (Thông tư 26/2013/TT-BYT, article 38)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .kinds import Product, Sex

Table = Mapping[Product, Mapping[str, tuple[str, ...]]]  # patient's ABO to donors' ABO, best first
CHILD_UP_TO, CHILDBEARING_UP_TO = 18, 50  # years: to whom RhD-positive red cells are never given when negative


@dataclass(frozen=True, slots=True)
class BloodGroup:
    """ABO ("O", "A", "B", "AB") and RhD ("+", "-"); None: not known."""

    abo: str | None
    rhd: str | None


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What may be asked of a patient besides the group; never a name."""

    sex: Sex | None = None
    age: int | None = None
    anti_d: bool = False
    transfused_often: bool = False

    @property
    def may_be_given_positive(self) -> bool:
        """May a doctor allow RhD-positive cells for this RhD-negative patient? Unknown sex or age: no."""
        if self.anti_d or self.transfused_often or self.age is None or self.sex is None:
            return False
        return self.age > (CHILD_UP_TO if self.sex is Sex.MALE else CHILDBEARING_UP_TO)


@dataclass(frozen=True, slots=True)
class Need:
    """What a patient needs: product, group, facts; `positive_allowed`: a doctor's recorded word for RhD-positive cells."""

    product: Product
    group: BloodGroup
    patient: PatientFacts = PatientFacts()
    positive_allowed: bool = False
    minor_allowed: bool = False

    @property
    def needs_negative(self) -> bool:
        """Must the donor be RhD-negative? Of an unknown patient: where the sex and age forbid the risk."""
        if self.product is Product.PLASMA:
            return False
        if self.group.rhd == "-":
            return not (self.positive_allowed and self.patient.may_be_given_positive)
        return self.group.rhd is None and not self.patient.may_be_given_positive


def match_rank(donor: BloodGroup, need: Need, table: Table) -> int | None:
    """Place of the donor's ABO in the order of preference, 0 for the identical group; None where it may not be given.

    For a patient whose group is not known the donor's that suits everyone: O red cells, AB plasma. Platelets whose plasma
    does not suit are allowed on the hospital's word (`minor_allowed`), after all that suit.
    """
    suits = table[need.product]
    if donor.abo is None:
        return None
    if need.group.abo is None:
        everyone = "AB" if need.product in (Product.PLASMA, Product.PLATELETS) else "O"
        return 0 if donor.abo == everyone else None
    order = suits[need.group.abo]
    if donor.abo in order:
        return order.index(donor.abo)
    minor = need.product is Product.PLATELETS and need.minor_allowed
    return len(order) if minor else None


def rhd_suits(donor: BloodGroup, need: Need) -> bool:
    """Does the donor's RhD suit? An unknown one suits only where it does not matter."""
    if need.product is Product.PLASMA:
        return True
    return donor.rhd == "-" or (donor.rhd == "+" and not need.needs_negative)


def compatible(donor: BloodGroup, need: Need, table: Table) -> bool:
    """May it be given, before the crossmatch?"""
    return match_rank(donor, need, table) is not None and rhd_suits(donor, need)
