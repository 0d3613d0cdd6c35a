"""The book checked, and the answer kept: who opens the health page reads when it last agreed."""

from datetime import datetime

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.ledger.queries.verification import Verification
from chungtay.reports.queries import checked_book

SOUND = "ok"
_SHOWN = 20  # mismatches that the audit line names


def verify_book(*, by: User | None, at: datetime) -> Verification:
    """Check the whole book (`reports.queries.checked_book`) and leave the result in the audit book.

    The line names the head's hash and either `ok` or what does not agree.
    """
    found = checked_book()
    text = SOUND if found.ok else "\n".join(found.mismatches[:_SHOWN])
    note(by=by, at=at, action="verify_book", object_type="book", object_id=found.chain, text=text)
    return found
