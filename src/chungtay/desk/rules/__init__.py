"""What the frame and the home page speak of: places of the product, and where a person works."""

from chungtay.desk.rules.places import PLACES, Place, places_for
from chungtay.desk.rules.scopes import Scope

__all__ = ["PLACES", "Place", "Scope", "places_for"]
