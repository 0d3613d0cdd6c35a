"""Sessions in a table of our own: whose they are, on what device, seen when (setting SESSION_ENGINE).

The database knows only a digest of each key: a copy of it, or a backup, opens nobody's session.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chungtay.accounts.models import Session, User
from chungtay.accounts.rules import DEVICE


def key_digest(session_key: str) -> str:
    """Under what a session stands in the database."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the row at hand that was read, and whose it is."""

    row: Session | None = None

    @property
    def known_user(self) -> User | None:
        """Whose session it is, where that was read with it and holds, by the rules of `django.contrib.auth.get_user`."""
        key, given = self.get(SESSION_KEY), self.get(HASH_SESSION_KEY, "")
        user = self.row.user if self.row and Session.user.is_cached(self.row) else None
        if user is None or str(user.pk) != key or not user.is_active:
            return None
        known = self.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        return user if known and constant_time_compare(given, user.get_session_auth_hash()) else None

    @classmethod
    def get_model_class(cls) -> type[Session]:  # type: ignore[override]
        return Session

    def _get_session_from_db(self) -> Session | None:
        digest = key_digest(str(self.session_key))
        rows = Session.objects.select_related("user").filter(session_key=digest, expires_at__gt=timezone.now())
        self.row = rows.first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return super().exists(key_digest(session_key))

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(key_digest(key))

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lt=timezone.now()).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:  # type: ignore[override]
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        digest, now = key_digest(key), timezone.now()
        known = self.row is not None and self.row.session_key == digest
        self.row = Session(
            session_key=digest,
            session_data=self.encode(data),
            expires_at=self.get_expiry_date(),
            user_id=data.get("_auth_user_id"),
            device=data.get(DEVICE, ""),
            first_seen_at=self.row.first_seen_at if known and self.row else now,
            last_seen_at=now,
        )
        return self.row
