"""Reads of call-outs."""

from .duties import contact_profile, duties_at, on_duty, standing_contacts
from .excluded import ExcludedDonor, against, back_again
from .fairness import fairness_report
from .lists import Shortlist, on_roster, shortlist, shortlist_of
from .muster import Roll, roll_of
from .replaying import Replay, chain_fault, replay
from .requests import call_by_token, look_of, next_of, open_requests, places_wanted, token_of

__all__ = [
    "ExcludedDonor",
    "Replay",
    "Roll",
    "Shortlist",
    "against",
    "back_again",
    "call_by_token",
    "chain_fault",
    "contact_profile",
    "duties_at",
    "fairness_report",
    "look_of",
    "next_of",
    "on_duty",
    "on_roster",
    "open_requests",
    "places_wanted",
    "replay",
    "roll_of",
    "shortlist",
    "shortlist_of",
    "standing_contacts",
    "token_of",
]
