"""The page on which a leader approves: what waits, and what changed since the last look."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from chungtay.accounts.models import User
from chungtay.kernel.periods import Period
from chungtay.records.rules import Came, Changes, Line, changes_of

from .approvers import refused_of
from .lines import lines_of
from .readers import Reader
from .searching import of_units
from .waiting import Marks, WaitingLine, WaitingList, marks, waiting, waiting_list

Narrow = tuple[frozenset[int], Period]
PER_PAGE = 50
LOOKED_BACK = 5_000  # so many entries are read through for what changed
MOST_CHANGES = 20  # of each kind are shown
CAME = (
    "SELECT e.seq, e.reverses, e.unit_id, e.key, e.note FROM ledger_entry e WHERE e.seq > %s AND e.seq <= %s"
    " AND e.kind IN ('record', 'declaration', 'reversal') AND e.key <> '' AND {units}"
)


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits, by unit and day; `lines` of everything that is spoken of, by entry.

    `own`: entries that the leader may not approve, having entered them. `changes` None: the first look.
    """

    waiting: WaitingList
    shown: tuple[WaitingLine, ...]
    count: int
    number: int
    pages: int
    own: frozenset[int]
    changes: Changes | None
    marks: Marks
    lines: Mapping[int, Line]


def queue(
    user: User, reader: Reader, number: int, *, returned: bool, unit: int | None, narrow: Narrow | None = None
) -> Queue:
    """Page `number` of what waits, or of what was returned and not corrected yet; of one unit where it is named, or of
    the units and days that a report speaks of."""
    at = marks(user)
    units = {unit} & reader.seen if unit else reader.seen
    if narrow:
        found = WaitingList(tuple(waiting(narrow[0] & units, narrow[1].first, narrow[1].last)), more=False)
    else:
        found = waiting_list(units, at)
    listed = found.returned if returned else found.fresh
    pages = max(1, -(-len(listed) // PER_PAGE))
    number = min(max(number, 1), pages)
    shown = listed[(number - 1) * PER_PAGE : number * PER_PAGE]
    changes = changes_since(at, reader) if at.looked is not None and not returned else None
    lines = {line.seq: line for line in lines_of(_spoken_of(shown, changes))}
    own = {line.seq: line.unit_id for line in shown if line.seq in lines and lines[line.seq].by_id == user.pk}
    refused = frozenset(refused_of(user, own, reader.on))
    return Queue(found, tuple(shown), len(listed), number, pages, refused, changes, at, lines)


def changes_since(at: Marks, reader: Reader) -> Changes:
    """New, corrected and withdrawn since the last look, at most LOOKED_BACK entries back."""
    units, values = of_units(reader.seen, "e.unit_id")
    with connection.cursor() as cursor:
        since = max(at.looked or 0, at.head - LOOKED_BACK)
        cursor.execute(CAME.format(units=units.format(by="")), [since, at.head, *values])
        return changes_of(Came(*row) for row in cursor.fetchall())


def _spoken_of(shown: list[WaitingLine], changes: Changes | None) -> list[int]:
    seqs = [line.seq for line in shown]
    if changes:
        seqs += changes.new[:MOST_CHANGES]
        seqs += [seq for pair in changes.corrected[:MOST_CHANGES] for seq in pair]
        seqs += [seq for seq, _ in changes.withdrawn[:MOST_CHANGES]]
    return list(dict.fromkeys(seqs))
