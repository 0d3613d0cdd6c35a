"""Records that another process numbers and hashes while this one, which holds the book's lock, writes them.

The copy numbers its records where their turn is expected to begin, is told when it does, and dictates full statements;
its numbers, hashes and sums are those that this process would have come to. It takes what is new, or there already: a
correction has more to reverse than the book.
"""

import marshal
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import accumulate
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
BARE = 2  # the last version of marshal that writes what comes twice twice: quicker for numbers
NOW = -1  # instead of a number: this turn begins at once


class NotDictated(Exception):
    """The other process does not take these records, or is gone: nothing of them is written."""


class Line:
    """What two processes tell each other: plain values, one message after the other."""

    def __init__(self, heard: BinaryIO, said: BinaryIO) -> None:
        self.heard, self.said = heard, said

    def tell(self, what: Any) -> None:
        """Say something. Raises NotDictated when nobody listens."""
        self.say(marshal.dumps(what))

    def say(self, words: bytes) -> None:
        """Say what was put in words before."""
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


class Turns:
    """Whose turn is next, and where each is expected to begin: what a copy may number before it is its turn."""

    def __init__(self, parts: Iterable[tuple[Line, int]], tags: Collection[str]) -> None:
        """`parts`: copies and how many records each dictates, in their order; `tags`: the tag sets of their amounts."""
        self.parts, self.tags = deque(parts), tags
        self.expected: deque[int] = deque()  # number of the last entry before each turn
        self.shared: tuple[str, Sequence[tuple[int, str]]] = "", ()  # what all are told: the moment, tag sets with ids
        self.hash = b""  # of the last entry that a turn of theirs left
        self.undisturbed = True  # has nobody else posted since they were told?
        self.begun: tuple[Book, Line] | None = None  # the turn that is being dictated

    def begin(self, *, by: User | None, at: datetime) -> tuple[Book, Line]:
        """Have the next turn dictated, in the caller's transaction, if it is not yet: what is said waits to be written."""
        if self.begun is None:
            book = Book(at=at, by_id=by.pk if by else None)
            tagset_ids(book.tagsets, self.tags)
            self.begun = book, self._next(book)
        return self.begun

    def end(self, book: Book) -> None:
        """The turn is written."""
        self.begun, self.hash = None, book.hash

    def _next(self, book: Book) -> Line:
        """Who dictates now, and has been told: number and hash of the last entry, if they are as expected, and the rest."""
        shared = book.at.isoformat(), [(book.tagsets.id(key), key) for key in self.tags]
        if not self.hash:
            self._foretell(book, shared)
        line, _ = self.parts.popleft()
        line.tell((book.seq, book.hash, self._as_foretold(book, shared), *shared))
        return line

    def _foretell(self, book: Book, shared: tuple[str, Sequence[tuple[int, str]]]) -> None:
        """Tell every copy where its turns begin if each record becomes an entry and nobody posts between them."""
        self.shared, self.hash = shared, book.hash
        self.expected = deque(accumulate([count for _, count in self.parts], initial=book.seq))
        for copy in {line for line, _ in self.parts}:
            turns = zip(self.parts, [NOW, *list(self.expected)[1:]], strict=False)
            copy.tell(([seq for (line, _), seq in turns if line is copy], *shared))

    def _as_foretold(self, book: Book, shared: tuple[str, Sequence[tuple[int, str]]]) -> bool:
        """Does this turn begin as was expected? Who else posted has left another hash, and no later turn is as foretold."""
        self.undisturbed = self.undisturbed and (self.hash, self.shared) == (book.hash, shared)
        return self.expected.popleft() == book.seq and self.undisturbed


class _Voice(Pen):
    """Tells the statements instead of writing them; those of a turn to come are kept until then."""

    def __init__(self, line: Line, early: bool) -> None:
        super().__init__()
        self.line, self.gathers, self.kept = line, True, list[bytes]() if early else None

    def give(self, sql: str, width: int, values: list[Any]) -> None:
        """Have them written over there."""
        version = marshal.version if str in map(type, values[:width]) else BARE
        words = marshal.dumps((sql, width, values), version)
        self.line.say(words) if self.kept is None else self.kept.append(words)

    def speak(self) -> None:
        """Tell what was kept, and whatever follows."""
        for words in self.kept or ():
            self.line.say(words)
        self.kept = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """They are written beside anyway."""
        yield


def dictate(
    *, line: Line, by_id: int | None, parts: Iterable[Sequence[RecordDraft]], ancestry: Ancestry, revision: int
) -> None:
    """In the copy: number the records of each part before its turn, of which none is a reading of a stock; dictate them then.

    `ancestry`: the tree, loaded for their units, not before it had this revision. Where a turn does not begin as expected
    its part is numbered anew. Raises NotDictated for a correction, and where the tree has moved on; Refusal for what breaks
    a rule.
    """
    expected, *shared = line.told()
    foretold = True  # did the last turn begin as expected? After one that did not the next ones hardly do
    for seq, records in zip(expected, parts, strict=True):
        early = _Voice(line, early=True) if foretold and seq != NOW else None
        if early:
            book, states = _numbered(early, by_id, records, ancestry, (seq, b""), *shared)
        now, digest, foretold, *shared = line.told()
        if latest_revision() != revision:  # the book's lock is held: it stays as it is
            raise NotDictated
        if early and foretold:
            early.speak()
            book.follow(digest)
        else:
            book, states = _numbered(_Voice(line, early=False), by_id, records, ancestry, (now, digest), *shared)
        line.tell((book.seq, book.hash, list(book.touched), dict(states)))


def _numbered(
    voice: _Voice, by_id: int | None, records: Sequence[RecordDraft], ancestry: Ancestry, head: tuple[int, bytes],
    moment: str, tagsets: Sequence[tuple[int, str]],
) -> tuple[Book, Counter[str]]:  # fmt: skip
    """The book after them, and how many came to what."""
    book = Book(at=datetime.fromisoformat(moment), by_id=by_id, head=head, pen=voice)
    book.ancestry = ancestry
    book.tagsets.learn(tagsets)
    states: Counter[str] = Counter()
    for outcomes in posted_by_parts(book, records):
        states.update(outcome.state.value for outcome in outcomes)
        if states[OutcomeState.CORRECTED]:
            raise NotDictated
    book.flush()
    return book, states


def record_dictated(*, by: User | None, at: datetime, turns: Turns) -> Counter[str]:
    """Post the records of the next turn, in the caller's transaction; how many came to what.

    Raises NotDictated: the transaction must be taken back then, and no turn follows.
    """
    with transaction.atomic(savepoint=False):
        book, line = turns.begin(by=by, at=at)
        with book.pen.aside():
            while len(told := line.told()) == 3:
                book.pen.give(*told)
        book.seq, book.hash, touched, states = told
        book.touched.update(touched)
        settle(book)
        book.close()
        turns.end(book)
    return Counter(states)
