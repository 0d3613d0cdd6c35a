"""Whoever has read an opinion lets it be shown or not; the audit book says who and when, never what was written."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.notifications.actions import note_notices_read
from chungtay.notifications.rules import NoticeKind
from chungtay.opinions.models import Opinion
from chungtay.opinions.queries.opinions import email_of
from chungtay.opinions.rules.states import DECIDED, OpinionState

NO_REASON: Final = gettext_noop("Cần ghi lý do không hiện; người gửi sẽ thấy lý do này.")


@transaction.atomic
def decide_opinions(
    *, by: User, at: datetime, opinion_ids: Collection[int], state: OpinionState, reason: str = ""
) -> int:
    """Show opinions that wait, or refuse them with a reason that who sent them reads. Returns how many; one that somebody else
    decided on meanwhile, or that was withdrawn, stays as it is. Raises Refusal for a refusal without a reason."""
    if state == OpinionState.REFUSED and not reason.strip():
        raise Refusal(NO_REASON)
    waiting = Opinion.objects.select_for_update().filter(pk__in=opinion_ids, state=OpinionState.WAITING)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    told = {"state": state, "reason": reason.strip() if state == OpinionState.REFUSED else ""}
    Opinion.objects.filter(pk__in=ids).update(decided_at=at, decided_by=by, **told)
    _note(by, at, "decide_opinions", ids, state)
    note_notices_read(by=by, at=at, kind=NoticeKind.OPINIONS_WAITING)
    return len(ids)


@transaction.atomic
def undo_decisions(*, by: User, at: datetime, opinion_ids: Collection[int]) -> int:
    """Opinions that were shown or refused wait again; returns how many."""
    decided = Opinion.objects.select_for_update().filter(pk__in=opinion_ids, state__in=DECIDED, erased_at=None)
    ids = list(decided.order_by("pk").values_list("pk", flat=True))
    Opinion.objects.filter(pk__in=ids).update(state=OpinionState.WAITING, reason="", decided_at=None, decided_by=None)
    _note(by, at, "undo_decisions", ids, OpinionState.WAITING)
    return len(ids)


def open_email(*, by: User | None, at: datetime, opinion: Opinion) -> str:
    """The address that was left with an opinion, for somebody who reads it; the audit book says who did. `by` None: who sent it.

    Raises Unopenable where the key is gone.
    """
    found = email_of(opinion)
    if found:
        audit.note(by=by, at=at, action="open_email", object_type="opinion", object_id=opinion.pk)
    return found


def _note(by: User, at: datetime, action: str, ids: Collection[int], state: OpinionState) -> None:
    for pk in ids:
        audit.note(by=by, at=at, action=action, object_type="opinion", object_id=pk, text=state.value)
