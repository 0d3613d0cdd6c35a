"""A mail server that is not there."""

from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Refuses every letter."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError
