"""Pages of recording, correcting and withdrawing a delivery, and of its photos."""

from .correcting import correct_delivery, withdraw_delivery
from .evidence import add_evidence, evidence, evidence_thumbnail, withdraw_evidence
from .queued import queued
from .recording import record_delivery

__all__ = [
    "add_evidence",
    "correct_delivery",
    "evidence",
    "evidence_thumbnail",
    "queued",
    "record_delivery",
    "withdraw_delivery",
    "withdraw_evidence",
]
