"""Messages handed to gateways, and steps whose hour has come."""

from collections.abc import Sequence
from datetime import datetime

from chungtay.accounts.models import User
from chungtay.callboard.backends import Gateway
from chungtay.callboard.queries import message_text, messages_due
from chungtay.callboard.rules.sending import Outcome, is_last, moot
from chungtay.callout.actions import note_message, take_message, take_next_step
from chungtay.callout.models import SentMessage
from chungtay.callout.queries import open_requests
from chungtay.callout.rules.states import CallState, MessagePurpose, MessageState, RequestState
from chungtay.kernel.errors import Refusal
from chungtay.people.queries import profiles


def notify_donors(*, by: User | None, at: datetime, ways: Sequence[Gateway]) -> int:
    """Hand over the messages whose time has come by the first way that reaches the donor; returns how many went out.

    A row is claimed before its message leaves, so that two workers tell nobody twice; one whose worker died is tried again.
    Without a way nothing happens. `by` is None: the machine opens what is sealed and shows it to nobody.
    """
    return sum(_told(row, at, ways) for row in messages_due(at)) if ways else 0


def take_due_steps(*, by: User | None, at: datetime) -> int:
    """Take the next step of every open request; returns of how many. Who cannot be called now is looked at again later."""
    taken = 0
    for request in open_requests():
        try:
            take_next_step(by=by, at=at, request_id=request.pk)
            taken += 1
        except Refusal:  # closed or filled meanwhile
            continue
    return taken


def _told(row: SentMessage, at: datetime, ways: Sequence[Gateway]) -> bool:
    if not take_message(by=None, at=at, message_id=row.pk, tries=row.tries):
        return False
    way, outcome = _handed(row, at, ways)
    state = MessageState.SENT if outcome.sent else MessageState.FAILED
    if outcome.again and not is_last(row.tries + 1):
        state = MessageState.QUEUED
    note_message(by=None, at=at, message_id=row.pk, state=state, way=way, error=outcome.error)
    return outcome.sent


def _handed(row: SentMessage, at: datetime, ways: Sequence[Gateway]) -> tuple[str, Outcome]:
    purpose, call = MessagePurpose(row.purpose), row.call
    if why := moot(purpose, CallState(call.state), RequestState(call.request.state), row.queued_at, at):
        return "", Outcome(False, why)
    profile = profiles([call.donor.person]).get(call.donor.person_id)
    for way in ways:
        if profile and (number := way.number(profile)):
            return way.name, way.send(number, message_text(call, call.request, purpose, accented=way.accented))
    return "", Outcome(False, "no_way")
