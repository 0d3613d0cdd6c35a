"""What is given, what it is worth and how it counts: plain Python."""

from .amounts import WORKS, Counted, amounts, besides, delivered_of, keeps, kept_digest, tags_of
from .checks import checked
from .drafts import Delivered, DeliveryDraft, DeliveryState, GroupHelped, Line, ValueKind, Work
from .worth import Money, value_of, worth

__all__ = [
    "WORKS",
    "Counted",
    "Delivered",
    "DeliveryDraft",
    "DeliveryState",
    "GroupHelped",
    "Line",
    "Money",
    "ValueKind",
    "Work",
    "amounts",
    "besides",
    "checked",
    "delivered_of",
    "keeps",
    "kept_digest",
    "tags_of",
    "value_of",
    "worth",
]
