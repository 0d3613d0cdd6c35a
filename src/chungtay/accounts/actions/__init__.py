"""Every write of accounts."""

from chungtay.accounts.actions.links import (
    OpenedLink,
    accept_link,
    open_link,
    open_recovery,
    open_recovery_of,
    withdraw_link,
    withdraw_links_of,
)
from chungtay.accounts.actions.people import (
    add_user,
    close_account,
    correct_contact,
    correct_password,
    open_account,
    record_password,
)
from chungtay.accounts.actions.second_factor import (
    assign_recovery_codes,
    assign_second_factor,
    end_own_second_factor,
    end_second_factor,
    open_second_factor,
    record_second_step,
)
from chungtay.accounts.actions.sessions import end_all_sessions, end_other_sessions, end_session, note_session_seen
from chungtay.accounts.actions.signing_in import record_attempt, record_sign_in

__all__ = [
    "OpenedLink",
    "accept_link",
    "add_user",
    "assign_recovery_codes",
    "assign_second_factor",
    "close_account",
    "correct_contact",
    "correct_password",
    "end_all_sessions",
    "end_other_sessions",
    "end_own_second_factor",
    "end_second_factor",
    "end_session",
    "note_session_seen",
    "open_account",
    "open_link",
    "open_recovery",
    "open_recovery_of",
    "open_second_factor",
    "record_attempt",
    "record_password",
    "record_second_step",
    "record_sign_in",
    "withdraw_link",
    "withdraw_links_of",
]
