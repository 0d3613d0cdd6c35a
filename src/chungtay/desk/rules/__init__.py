"""What the frame and the home page speak of: places of the product, where a person works, what waits there."""

from chungtay.desk.rules.home import (
    Silence,
    SilenceBelow,
    Step,
    headline_codes,
    period_of,
    runs,
    silent_months,
    standing_months,
    whole_months_before,
)
from chungtay.desk.rules.places import PLACES, Place, places_for
from chungtay.desk.rules.scopes import Scope

__all__ = [
    "PLACES",
    "Place",
    "Scope",
    "Silence",
    "SilenceBelow",
    "Step",
    "headline_codes",
    "period_of",
    "places_for",
    "runs",
    "silent_months",
    "standing_months",
    "whole_months_before",
]
