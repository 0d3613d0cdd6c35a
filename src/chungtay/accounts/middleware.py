"""Every page of a signed-in person: when the session was last seen, that nobody else finds the page in the browser.

And what is sent without a session: it leads to signing in, and is not lost on the way.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware, get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chungtay.accounts.actions import note_session_seen
from chungtay.accounts.backends import SessionStore
from chungtay.accounts.models import User
from chungtay.accounts.views.doors import UNSENT
from chungtay.accounts.views.unsent import last_person, remember_person, sign_in_again

EVERY = timedelta(minutes=5)


class SignedIn(AuthenticationMiddleware):
    """Who is signed in is read with the session, in one question; what does not hold is looked at by Django itself."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _known(request) or get_user(request))  # type: ignore[assignment]


def _known(request: HttpRequest) -> User | None:
    return request.session.known_user if isinstance(request.session, SessionStore) else None


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
        if row and row.user_id and last_person(request) != str(row.user_id) and request.user.is_authenticated:
            remember_person(response, row.user_id, secure=settings.SESSION_COOKIE_SECURE)
        return response


class SignedInOnly(LoginRequiredMiddleware):
    """Leads to signing in; a form that comes after its session had ended is given along, for the same person."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, options: Any) -> Any:
        guarded = getattr(view, "login_required", True)
        if request.method == "POST" and guarded and request.user.is_authenticated and UNSENT in request.session:
            del request.session[UNSENT]  # it has been sent again, or something else was done instead
        return super().process_view(request, view, args, options)

    def handle_no_permission(self, request: HttpRequest, view: Any) -> Any:
        asks_for_page = request.method == "POST" and not request.headers.get("Accept", "").startswith(
            "application/json"
        )
        again = sign_in_again(request) if asks_for_page else None
        return again or super().handle_no_permission(request, view)
