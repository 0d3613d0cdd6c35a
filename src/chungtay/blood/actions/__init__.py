"""Every write of voluntary blood."""

from .donations import record_donation, withdraw_donation
from .donors import add_donor, pause_donor, record_health
from .enrolling import (
    Registration,
    correct_donor,
    end_donor,
    end_pause,
    erase_donor,
    erase_forgotten,
    record_registration,
)
from .layers import record_rule_layer
from .merging import merge_donors
from .signing import (
    check_in,
    record_fitness,
    record_given,
    record_no_shows,
    sign_up,
    undo_step,
from .honours import record_honour_table, record_honours, withdraw_honour
    withdraw_sign_up,
)
from .tokens import (
    ask_erasure,
    assign_token,
    record_donor_consent,
    withdraw_donor_consent,
    withdraw_erasure,
)

__all__ = [
    "Registration",
    "add_donor",
    "ask_erasure",
    "assign_token",
    "check_in",
    "correct_donor",
    "end_donor",
    "end_pause",
    "erase_donor",
    "erase_forgotten",
    "merge_donors",
    "pause_donor",
    "record_donation",
    "record_donor_consent",
    "record_fitness",
    "record_given",
    "record_health",
    "record_no_shows",
    "record_registration",
    "record_rule_layer",
    "sign_up",
    "undo_step",
    "withdraw_donation",
    "withdraw_donor_consent",
    "withdraw_erasure",
    "withdraw_sign_up",
]
    "record_honour_table",
    "record_honours",
    "withdraw_honour",
