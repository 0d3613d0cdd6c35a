"""Sessions of a person: seen, ended."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import Session, User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop

_ENDED = gettext_noop("Phiên đăng nhập ấy đã kết thúc rồi.")


def note_session_seen(*, by: None, at: datetime, session_key: str) -> None:
    """The session (the digest of its key) was seen at this moment."""
    Session.objects.filter(pk=session_key).update(last_seen_at=at)


@transaction.atomic
def end_session(*, by: User, at: datetime, session_key: str) -> None:
    """End one of one's own sessions, by the digest of its key. Raises Refusal if it has ended."""
    if not Session.objects.filter(user=by, pk=session_key).delete()[0]:
        raise Refusal(_ENDED)
    note(by=by, at=at, action="end_session", object_type="user", object_id=by.pk)


@transaction.atomic
def end_all_sessions(*, by: User | None, at: datetime) -> None:
    """Everybody signs in again, because the sessions are of another time; `restore_site` leaves the line."""
    Session.objects.all().delete()


@transaction.atomic
def end_other_sessions(*, by: User, at: datetime, session_key: str) -> int:
    """End all of one's own sessions but this one (the digest of its key); how many they were."""
    ended, _ = Session.objects.filter(user=by).exclude(pk=session_key).delete()
    note(by=by, at=at, action="end_other_sessions", object_type="user", object_id=by.pk, text=str(ended))
    return ended
