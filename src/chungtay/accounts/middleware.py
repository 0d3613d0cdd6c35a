"""Every page of a signed-in person: when the session was last seen, and that nobody else finds the page in the browser."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chungtay.accounts.actions import note_session_seen
from chungtay.accounts.backends import SessionStore

EVERY = timedelta(minutes=5)


class SeenSessions:
    """Stands inside SessionMiddleware, and asks nothing: the row was read for the page anyhow.

    When it was seen is written at most every few minutes. What a page does not say of itself, is said here: kept nowhere,
    so that on a machine that several people use nobody leafs back to it after the other has signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session, at = request.session, timezone.now()
        row = session.row if isinstance(session, SessionStore) else None
        if row and row.user_id:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if row and row.user_id and at - row.last_seen_at >= EVERY:
            note_session_seen(by=None, at=at, session_key=row.session_key)
        return response
