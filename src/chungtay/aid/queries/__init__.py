"""Every read of deliveries. Numbers over several deliveries come from `figures.queries.figures`, never from here."""

from .standing import (
    broken_deliveries,
    delivered_again,
    deliveries,
    delivery,
    partners_of,
    reversed_by,
    says_the_same,
    versions,
    withdrawn,
)

__all__ = [
    "broken_deliveries",
    "delivered_again",
    "deliveries",
    "delivery",
    "partners_of",
    "reversed_by",
    "says_the_same",
    "versions",
    "withdrawn",
]
