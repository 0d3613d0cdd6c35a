"""Every write of notices, and the ways by which they go out."""

from .mailing import notify_by_mail
from .notices import assign_notice_choices, note_notices_read, notify
from .pushing import add_push_device, end_push_device, notify_by_push, open_push_key

__all__ = [
    "add_push_device",
    "assign_notice_choices",
    "end_push_device",
    "note_notices_read",
    "notify",
    "notify_by_mail",
    "notify_by_push",
    "open_push_key",
]
