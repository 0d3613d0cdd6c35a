"""Every write of the outgoing register."""

from chungtay.correspondence.actions.outgoing import assign_number, correct_outgoing, record_outgoing, withdraw_outgoing

__all__ = ["assign_number", "correct_outgoing", "record_outgoing", "withdraw_outgoing"]
