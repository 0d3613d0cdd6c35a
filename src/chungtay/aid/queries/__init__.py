"""Every read of deliveries. Numbers over several deliveries come from `figures.queries.figures`, never from here."""

from .correcting import HandedIn, Named, handed_in, other_version, record_named, standing_entry, words_of
from .named import Likely, likely_same, partner_named, place_named
from .offers import (
    Because,
    Offered,
    Remembered,
    UnitChoice,
    last_day,
    offered,
    offered_again,
    recording_unit,
    unit_choice,
)
from .photos import abandoned_evidence, broken_evidence, check_pace, evidence, evidence_files, evidence_of
from .prices import earlier_prices
from .standing import (
    broken_deliveries,
    corrected_since,
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
    "Because",
    "HandedIn",
    "Likely",
    "Named",
    "Offered",
    "Remembered",
    "UnitChoice",
    "abandoned_evidence",
    "broken_deliveries",
    "broken_evidence",
    "check_pace",
    "corrected_since",
    "delivered_again",
    "deliveries",
    "delivery",
    "earlier_prices",
    "evidence",
    "evidence_files",
    "evidence_of",
    "handed_in",
    "last_day",
    "likely_same",
    "offered",
    "offered_again",
    "other_version",
    "partner_named",
    "partners_of",
    "place_named",
    "record_named",
    "recording_unit",
    "reversed_by",
    "says_the_same",
    "standing_entry",
    "unit_choice",
    "versions",
    "withdrawn",
    "words_of",
]
