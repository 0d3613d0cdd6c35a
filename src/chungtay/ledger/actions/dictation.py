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
from itertools import accumulate, chain
from select import select
from typing import Any, BinaryIO

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.rules import OutcomeState, RecordDraft
from chungtay.organizations.queries import latest_revision

from .book import Book
from .months import Flows
from .pen import Pen
from .records import posted_by_parts
from .remainders import settle
from .tags import tagset_ids

SIZE = 8  # bytes that say how long a message is
AHEAD = 3  # parts that a copy may have numbered and not dictated yet
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

    def silent(self) -> bool:
        """Has nothing come in? What came together with the word before is not seen: it is heard when `told` is asked."""
        return not select([self.heard], (), (), 0)[0]

    def close(self) -> None:
        """End it."""
        for end in (self.heard, self.said):
            end.close()


class Turns:
    """Whose turn is next, and where each is expected to begin: what a copy may number before it is its turn."""

    def __init__(self, chunks: Iterable[Sequence[tuple[Line, int]]], tags: Collection[str]) -> None:
        """`chunks`: of each transaction the copies and how many records each dictates, in their order; `tags`: the tag
        sets of their amounts."""
        self.parts, self.tags = deque(chain.from_iterable(map(_closing, chunks))), tags
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
        line, *_ = self.parts.popleft()
        line.tell((book.seq, book.hash, self._as_foretold(book, shared), *shared))
        return line

    def _foretell(self, book: Book, shared: tuple[str, Sequence[tuple[int, str]]]) -> None:
        """Tell every copy where its turns begin if each record becomes an entry and nobody posts between them."""
        self.shared, self.hash = shared, book.hash
        self.expected = deque(accumulate([count for _, count, _ in self.parts], initial=book.seq))
        for copy in {line for line, *_ in self.parts}:
            turns = zip(self.parts, [NOW, *list(self.expected)[1:]], strict=False)
            copy.tell(([(seq, closes) for (line, _, closes), seq in turns if line is copy], *shared))

    def _as_foretold(self, book: Book, shared: tuple[str, Sequence[tuple[int, str]]]) -> bool:
        """Does this turn begin as was expected? Who else posted has left another hash, and no later turn is as foretold."""
        self.undisturbed = self.undisturbed and (self.hash, self.shared) == (book.hash, shared)
        return self.expected.popleft() == book.seq and self.undisturbed


def _closing(chunk: Sequence[tuple[Line, int]]) -> Iterator[tuple[Line, int, bool]]:
    """The parts of a transaction, and of each whether its copy has no other in it: with that it says what all add to the cube."""
    for at, (line, count) in enumerate(chunk, 1):
        yield line, count, all(other is not line for other, _ in chunk[at:])


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


class _Part:
    """What a copy says in one turn, before or after it is numbered. `closes`: it is the copy's last in its transaction, and says what
    the parts `before` it add to the cube, too."""

    def __init__(self, records: Sequence[RecordDraft], closes: bool, before: Sequence[Flows]) -> None:
        self.records, self.closes, self.before = records, closes, before
        self.voice: _Voice | None = None
        self.book: Book
        self.states: Counter[str] = Counter()  # how many came to what

    def following(self) -> list[Flows]:
        """What the next part finds before it."""
        return [] if self.closes else [*self.before, self.book.flows]


class _Scribe:
    """The copy at its work: it dictates a part whenever it is called, and numbers the next ones until then."""

    def __init__(self, line: Line, by_id: int | None, ancestry: Ancestry, revision: int) -> None:
        self.line, self.by_id, self.ancestry, self.revision = line, by_id, ancestry, revision
        self.ahead: deque[_Part] = deque()

    def work(self, parts: Iterable[Sequence[RecordDraft]]) -> None:
        """All parts, each in its turn."""
        expected, *shared = self.line.told()
        part = _Part((), True, ())
        for (seq, closes), records in zip(expected, parts, strict=True):
            part = _Part(records, closes, part.following())
            if seq != NOW and (self.ahead or self.line.silent()):
                self._number(part, (seq, b""), *shared)
            self.ahead.append(part)
            self._attend(AHEAD if part.voice else 0)
        self._attend(0)

    def _attend(self, most: int) -> None:
        """Dictate what is called for, and wait for the call while more parts than these are ahead."""
        while self.ahead and (len(self.ahead) > most or not self.line.silent()):
            self._dictate(self.ahead.popleft())

    def _dictate(self, part: _Part) -> None:
        seq, digest, as_foretold, *shared = self.line.told()
        if latest_revision() != self.revision:  # the book's lock is held: it stays as it is
            raise NotDictated
        if part.voice and as_foretold:
            part.voice.speak()
            part.book.follow(digest)
        else:
            self._number(part, (seq, digest), *shared)
        self.line.tell((part.book.seq, part.book.hash, list(part.book.touched), dict(part.states)))

    def _number(self, part: _Part, head: tuple[int, bytes], moment: str, tagsets: Sequence[tuple[int, str]]) -> None:
        """Number a part; whoever calls for an earlier one meanwhile is heard."""
        part.voice, part.states = _Voice(self.line, early=not head[1]), Counter()
        part.book = Book(at=datetime.fromisoformat(moment), by_id=self.by_id, head=head, pen=part.voice)
        part.book.ancestry = self.ancestry
        part.book.tagsets.learn(tagsets)
        for outcomes in posted_by_parts(part.book, part.records):
            part.states.update(outcome.state.value for outcome in outcomes)
            if part.states[OutcomeState.CORRECTED]:
                raise NotDictated
            self._attend(AHEAD)
        if part.closes:
            part.book.add(part.before)
            part.book.flush()
        else:
            part.book.write()


def dictate(
    *, line: Line, by_id: int | None, parts: Iterable[Sequence[RecordDraft]], ancestry: Ancestry, revision: int
) -> None:
    """In the copy: number the records of each part before its turn, of which none is a reading of a stock; dictate them then.

    `ancestry`: the tree, loaded for their units, not before it had this revision. Where a turn does not begin as expected
    its part is numbered anew. Raises NotDictated for a correction, and where the tree has moved on; Refusal for what breaks
    a rule.
    """
    _Scribe(line, by_id, ancestry, revision).work(parts)


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
