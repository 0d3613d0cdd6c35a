"""Approval: a leader's word beside an entry, which counts whether or not it has been approved."""

from enum import StrEnum


class ApprovalState(StrEnum):
    """What a leader has said about an entry; nothing yet is *waiting*. Approved is the last word."""

    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


class OwnWork(StrEnum):
    """May leaders approve what they entered themselves?"""

    NEVER = "never"
    SOLE = "sole"
    ALWAYS = "always"


def may_approve_own(rule: OwnWork, *, others: bool) -> bool:
    """`others`: is there anybody else who may approve for the unit?"""
    return rule == OwnWork.ALWAYS or (rule == OwnWork.SOLE and not others)
