"""What the ledger is told of who owes: obligations follow the rounds, and the tree as it is known now."""

from collections.abc import Iterable
from datetime import datetime

from chungtay.accounts.models import User
from chungtay.kernel.errors import gettext_noop
from chungtay.ledger.actions import assign_obligation, withdraw_obligation
from chungtay.organizations.queries import Structure
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries.calendar import live_rounds
from chungtay.submissions.queries.owing import obliged, owing_for_days
from chungtay.submissions.rules.calendar import attests

_NO_LONGER = gettext_noop("Không còn nợ báo cáo của kỳ này")


def follow_owing(by: User | None, at: datetime, rounds: Iterable[ReportRound], known: Structure) -> None:
    """Post what the ledger lacks for the days of these rounds, take back what nobody owes any more.

    One obligation of a unit serves all rounds of the same days. Rounds that are opened by hand oblige nobody there: the
    ledger asks unit by days, and cannot hold that only some tags are owed.
    """
    for one in {(each.first_on, each.last_on): each for each in rounds if attests(each.type.cadence)}.values():
        same = live_rounds().filter(first_on=one.first_on, last_on=one.last_on)
        wanted = owing_for_days([other for other in same if attests(other.type.cadence)], known)
        have = obliged(one)
        if missing := sorted(wanted - have.keys()):
            assign_obligation(by=by, at=at, unit_ids=missing, first=one.first_on, last=one.last_on)
        if over := sorted(seq for unit in have.keys() - wanted for seq in have[unit]):
            withdraw_obligation(by=by, at=at, seqs=over, reason=_NO_LONGER)
