"""What the ledger is told of who owes: obligations follow the rounds, and the tree as it is known now."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import gettext_noop
from chungtay.ledger.actions import assign_obligation, withdraw_obligation
from chungtay.organizations.queries import Structure, structure
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries.calendar import live_rounds
from chungtay.submissions.queries.owing import Days, obliged, owing
from chungtay.submissions.rules.calendar import attests

_NO_LONGER = gettext_noop("Không còn nợ báo cáo của kỳ này")


@transaction.atomic
def post_obligations(*, by: User | None, at: datetime) -> None:
    """Have the ledger know who owes every round, after the tree has changed."""
    follow_owing(by, at, live_rounds(), structure())


def follow_owing(by: User | None, at: datetime, rounds: Iterable[ReportRound], known: Structure) -> None:
    """Post what the ledger lacks for the days of these rounds, take back what nobody owes any more.

    One obligation of a unit serves all rounds of the same days. Rounds that are opened by hand oblige nobody there: the
    ledger asks unit by days, and cannot hold that only some tags are owed.
    """
    wanted: dict[Days, set[int]] = {(one.first_on, one.last_on): set() for one in rounds if attests(one.type.cadence)}
    lasts = {last for _, last in wanted}
    for one in live_rounds().filter(last_on__in=lasts):
        if (one.first_on, one.last_on) in wanted and attests(one.type.cadence):
            wanted[one.first_on, one.last_on] |= {unit.id for unit in owing(one, known)}
    have = obliged(wanted)
    for days, units in wanted.items():
        if missing := sorted(units - have[days].keys()):
            assign_obligation(by=by, at=at, unit_ids=missing, first=days[0], last=days[1])
        if over := sorted(seq for unit in have[days].keys() - units for seq in have[days][unit]):
            withdraw_obligation(by=by, at=at, seqs=over, reason=_NO_LONGER)
