"""What is typed of a delivery and of its photos: shape and wording."""

from .delivery import CorrectDelivery, RecordDelivery
from .evidence import AddEvidence, Withdraw
from .lines import Lines

__all__ = ["AddEvidence", "CorrectDelivery", "Lines", "RecordDelivery", "Withdraw"]
