"""Every write of periodic reports: their calendar, handing in, accepting."""

from .calendar import end_report_type, open_report_type, open_round, open_rounds, withdraw_round
from .submitting import (
    accept_submission,
    record_submission,
    return_submission,
    revise_submission,
    submit_submission,
    withdraw_submission,
)

__all__ = [
    "accept_submission",
    "end_report_type",
    "open_report_type",
    "open_round",
    "open_rounds",
    "record_submission",
    "return_submission",
    "revise_submission",
    "submit_submission",
    "withdraw_round",
    "withdraw_submission",
]
