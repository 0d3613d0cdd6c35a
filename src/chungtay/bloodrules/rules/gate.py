"""Blood screened by rapid test alone (Thông tư 26/2013/TT-BYT, article 15, clause 1): all six conditions, or none of it."""

from collections.abc import Mapping
from typing import Final

from .kinds import Product

CONDITIONS: Final = (
    "facility_remote",
    "product",
    "doctor_indicated",
    "nearest_centre_contacted",
    "consent_signed",
    "head_confirmed",
)


def missing_conditions(product: Product, boxes: Mapping[str, bool]) -> tuple[str, ...]:
    """The conditions that do not hold, in the article's order; "product" where it is not whole blood."""
    held = {**boxes, "product": product is Product.WHOLE_BLOOD}
    return tuple(name for name in CONDITIONS if held.get(name) is not True)
