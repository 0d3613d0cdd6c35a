"""What the pages of blood are sent: shape and wording."""

from .layers import RecordRuleLayer

__all__ = ["RecordRuleLayer"]
