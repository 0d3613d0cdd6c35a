"""The book says of itself that it was restored: which head was left, and which one it goes on from."""

from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.ledger.queries.head import Head
from chungtay.ledger.rules import EntryKind

from .book import Book


def note_restore(
    *, by: User | None, at: datetime, left: Head | None, taken: Head, source: str = "", title: str = ""
) -> int:
    """Enter a restore into the book that was restored; returns the entry's number.

    `left` is the head of the book that stood before (None: there was none, or it could not be read), `taken` the
    backup's. Both stand in the entry's hash; `source` names the file.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        payload = f"left:{_named(left)} taken:{_named(taken)}"
        seq = book.entry_of_change(EntryKind.RESTORE, payload, title=title, source=source[:200])
        book.close()
    return seq


def _named(head: Head | None) -> str:
    return f"{head.seq}:{head.hash}" if head else "-"
