"""Every write of deliveries; the numbers go to the ledger in the same transaction."""

from .deliveries import (
    Stale,
    correct_delivery,
    record_deliveries,
    record_delivery,
    withdraw_deliveries,
    withdraw_delivery,
)
from .evidence import add_evidence, close_abandoned, note_look, withdraw_evidence

__all__ = [
    "Stale",
    "add_evidence",
    "close_abandoned",
    "correct_delivery",
    "note_look",
    "record_deliveries",
    "record_delivery",
    "withdraw_deliveries",
    "withdraw_delivery",
    "withdraw_evidence",
]
