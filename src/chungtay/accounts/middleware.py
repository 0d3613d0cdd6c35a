"""When a session was last seen: written at most every few minutes, from the row that was read for the page anyhow."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chungtay.accounts.actions import note_session_seen
from chungtay.accounts.backends import SessionStore

EVERY = timedelta(minutes=5)


class SeenSessions:
    """Stands inside SessionMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session, at = request.session, timezone.now()
        row = session.row if isinstance(session, SessionStore) else None
        if row and row.user_id and at - row.last_seen_at >= EVERY:
            note_session_seen(by=None, at=at, session_key=row.session_key)
        return response
