"""Every write of voluntary blood."""

from .days import post_listed
from .donations import record_donation, withdraw_donation
from .donors import add_donor, pause_donor, record_health, undo_health
from .drives import (
    add_campaign,
    add_drive,
    close_drive,
    correct_drive,
    open_drive,
    record_result,
    withdraw_drive,
)
from .enrolling import (
    Registration,
    correct_donor,
    end_donor,
    end_pause,
    erase_donor,
    erase_forgotten,
    record_registration,
)
from .honours import record_honour_table, record_honours, withdraw_honour
from .layers import record_rule_layer
from .listing import (
    assign_donation_numbers,
    link_donation,
    record_donations,
    withdraw_donations,
    withdraw_result,
)
from .merging import merge_donors
from .signing import (
    check_in,
    record_fitness,
    record_given,
    record_no_shows,
    sign_up,
    undo_step,
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
    "add_campaign",
    "add_donor",
    "add_drive",
    "ask_erasure",
    "assign_donation_numbers",
    "assign_token",
    "check_in",
    "close_drive",
    "correct_donor",
    "correct_drive",
    "end_donor",
    "end_pause",
    "erase_donor",
    "erase_forgotten",
    "link_donation",
    "merge_donors",
    "open_drive",
    "pause_donor",
    "post_listed",
    "record_donation",
    "record_donations",
    "record_donor_consent",
    "record_fitness",
    "record_given",
    "record_health",
    "record_honour_table",
    "record_honours",
    "record_no_shows",
    "record_registration",
    "record_result",
    "record_rule_layer",
    "sign_up",
    "undo_health",
    "undo_step",
    "withdraw_donation",
    "withdraw_donations",
    "withdraw_donor_consent",
    "withdraw_drive",
    "withdraw_erasure",
    "withdraw_honour",
    "withdraw_result",
    "withdraw_sign_up",
]
