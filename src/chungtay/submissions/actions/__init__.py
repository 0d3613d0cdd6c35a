"""Every write of periodic reports: their calendar, handing in, accepting, closing, opening again."""

from .calendar import end_report_type, open_report_type, open_round, open_round_again, open_rounds, withdraw_round
from .closing import ask_reopening, close_by, close_period_of, decide_reopening
from .obliging import post_obligations
from .submitting import (
    accept_submission,
    record_explanations,
    record_submission,
    return_submission,
    revise_submission,
    submit_submission,
    withdraw_submission,
)

__all__ = [
    "accept_submission",
    "ask_reopening",
    "close_by",
    "close_period_of",
    "decide_reopening",
    "end_report_type",
    "open_report_type",
    "open_round",
    "open_round_again",
    "open_rounds",
    "post_obligations",
    "record_explanations",
    "record_submission",
    "return_submission",
    "revise_submission",
    "submit_submission",
    "withdraw_round",
    "withdraw_submission",
]
