"""An opinion ends: withdrawn or erased by who sent it, or kept long enough."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.opinions.models import Opinion
from chungtay.opinions.rules.states import OpinionState

DAY: Final = timedelta(days=1)
_EMPTY: Final[dict[str, Any]] = {
    "name": "", "text": "", "email": None, "reason": "", "text_digest": "", "sent_from": "",
}  # fmt: skip


@transaction.atomic
def withdraw_opinion(*, by: None = None, at: datetime, opinion_id: int) -> None:
    """Who sent it takes it back: it is shown no more, the same may be said again. Done twice, nothing more happens."""
    live = Opinion.objects.filter(pk=opinion_id).exclude(state=OpinionState.WITHDRAWN)
    if live.update(state=OpinionState.WITHDRAWN, withdrawn_at=at, text_digest=""):
        audit.note(by=by, at=at, action="withdraw_opinion", object_type="opinion", object_id=opinion_id)


@transaction.atomic
def erase_opinion(*, by: None = None, at: datetime, opinion_id: int) -> None:
    """Who sent it wants nothing kept: it is withdrawn, and all that was written is gone."""
    withdraw_opinion(by=by, at=at, opinion_id=opinion_id)
    if Opinion.objects.filter(pk=opinion_id, erased_at=None).update(erased_at=at, **_EMPTY):
        audit.note(by=by, at=at, action="erase_opinion", object_type="opinion", object_id=opinion_id)


@transaction.atomic
def erase_old_opinions(*, by: User | None, at: datetime) -> dict[str, int]:
    """What was kept long enough goes: refused and withdrawn opinions, e-mail addresses, where something was sent from. Returns
    how many of each."""
    opinions = _erased(_not_shown_since(at - timedelta(days=settings.CHUNGTAY_OPINION_REFUSED_DAYS)), at)
    emails = Opinion.objects.filter(sent_at__lt=at - timedelta(days=settings.CHUNGTAY_OPINION_EMAIL_DAYS))
    told = {"opinions": opinions, "emails": emails.exclude(email=None).update(email=None)}
    Opinion.objects.filter(sent_at__lt=at - DAY).exclude(sent_from="").update(sent_from="")
    if any(told.values()):
        text = f"{told['opinions']} {told['emails']}"
        audit.note(by=by, at=at, action="erase_old_opinions", object_type="opinion", object_id="", text=text)
    return told


def _not_shown_since(before: datetime) -> QuerySet[Opinion]:
    refused = Q(state=OpinionState.REFUSED, decided_at__lt=before)
    withdrawn = Q(state=OpinionState.WITHDRAWN, withdrawn_at__lt=before)
    return Opinion.objects.filter(refused | withdrawn, erased_at=None)


def _erased(rows: QuerySet[Opinion], at: datetime) -> int:
    return rows.update(erased_at=at, **_EMPTY)
