"""Records that another process numbers and hashes while this one, which holds the book's lock, writes them.

The copy is told where the book stands and dictates full statements; its numbers, hashes and sums are those that this
process would have come to. It takes what is new, or there already: a correction has more to reverse than the book.
"""

import marshal
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.rules import OutcomeState, RecordDraft
from chungtay.organizations.queries import latest_revision

from .book import Book
from .pen import Pen
from .records import posted_by_parts
from .remainders import settle
from .tags import tagset_ids

SIZE = 8  # bytes that say how long a message is


class NotDictated(Exception):
    """The other process does not take these records, or is gone: nothing of them is written."""


class Line:
    """What two processes tell each other: plain values, one message after the other."""

    def __init__(self, heard: BinaryIO, said: BinaryIO) -> None:
        self.heard, self.said = heard, said

    def tell(self, what: Any) -> None:
        """Say something. Raises NotDictated when nobody listens."""
        words = marshal.dumps(what)
        try:
            self.said.write(len(words).to_bytes(SIZE) + words)
            self.said.flush()
        except OSError:
            raise NotDictated from None

    def told(self) -> Any:
        """What is said next. Raises NotDictated where that is nothing, or nobody speaks any more."""
        size = int.from_bytes(self.heard.read(SIZE))
        words = self.heard.read(size)
        told = marshal.loads(words) if size and len(words) == size else None  # noqa: S302 (of our own copy)
        if told is None:
            raise NotDictated
        return told

    def close(self) -> None:
        """End it."""
        for end in (self.heard, self.said):
            end.close()


class _Voice(Pen):
    """Tells the statements instead of writing them."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line, self.gathers = line, True

    def give(self, sql: str, width: int, values: list[Any]) -> None:
        """Have them written over there."""
        self.line.tell((sql, width, values))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """They are written beside anyway."""
        yield


def dictate(
    *, line: Line, by_id: int | None, records: Sequence[RecordDraft], ancestry: Ancestry, revision: int
) -> None:
    """In the copy: wait for this turn, then number, hash and dictate the records, of which none is a reading of a stock.

    `ancestry`: the tree, loaded for their units, not before it had this revision. Raises NotDictated for a correction,
    and where the tree has moved on; Refusal for what breaks a rule.
    """
    seq, digest, moment, tagsets = line.told()
    if latest_revision() != revision:  # the book's lock is held: it stays as it is
        raise NotDictated
    book = Book(at=datetime.fromisoformat(moment), by_id=by_id, head=(seq, digest), pen=_Voice(line))
    book.ancestry = ancestry
    book.tagsets.learn(tagsets)
    states: Counter[str] = Counter()
    for outcomes in posted_by_parts(book, records):
        states.update(outcome.state.value for outcome in outcomes)
        if states[OutcomeState.CORRECTED]:
            raise NotDictated
    book.flush()
    line.tell((book.seq, book.hash, list(book.touched), dict(states)))


def record_dictated(*, by: User | None, at: datetime, line: Line, tags: Collection[str]) -> Counter[str]:
    """Post the records of a copy's next turn, in the caller's transaction; how many came to what.

    `tags`: the tag sets of their amounts. Raises NotDictated: the transaction must be taken back then.
    """
    with transaction.atomic(savepoint=False):
        book = Book(at=at, by_id=by.pk if by else None)
        tagset_ids(book.tagsets, tags)
        line.tell((book.seq, book.hash, book.at.isoformat(), [(book.tagsets.id(key), key) for key in tags]))
        with book.pen.aside():
            while len(told := line.told()) == 3:
                book.pen.give(*told)
        book.seq, book.hash, touched, states = told
        book.touched.update(touched)
        settle(book)
        book.close()
    return Counter(states)
