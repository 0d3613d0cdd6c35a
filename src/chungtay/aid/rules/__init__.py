"""What is given, what it is worth and how it counts: plain Python."""

from .amounts import (
    NO_PLACE,
    WORKS,
    Counted,
    amounts,
    besides,
    counted_things,
    delivered_of,
    keeps,
    kept_digest,
    partners_in,
    tags_of,
)
from .checks import check_line, checked
from .comparing import Difference, differences, line_words
from .drafts import Delivered, DeliveryDraft, DeliveryState, EvidenceState, GroupHelped, Line, ValueKind, Work
from .likeness import Likeness, is_far_off, is_likely_same
from .prices import PriceRange, price_ranges, range_of, usual_price
from .wholes import common_tags, left_over, whole_amounts
from .words import GROUP_NAMES, USUAL_PROGRAMMES, VALUE_NAMES, WORK_NAMES, proposed_title
from .worth import Money, value_of, worth

__all__ = [
    "GROUP_NAMES",
    "NO_PLACE",
    "USUAL_PROGRAMMES",
    "VALUE_NAMES",
    "WORKS",
    "WORK_NAMES",
    "Counted",
    "Delivered",
    "DeliveryDraft",
    "DeliveryState",
    "Difference",
    "EvidenceState",
    "GroupHelped",
    "Likeness",
    "Line",
    "Money",
    "PriceRange",
    "ValueKind",
    "Work",
    "amounts",
    "besides",
    "check_line",
    "checked",
    "common_tags",
    "counted_things",
    "delivered_of",
    "differences",
    "is_far_off",
    "is_likely_same",
    "keeps",
    "kept_digest",
    "left_over",
    "line_words",
    "partners_in",
    "price_ranges",
    "proposed_title",
    "range_of",
    "tags_of",
    "usual_price",
    "value_of",
    "whole_amounts",
    "worth",
]
