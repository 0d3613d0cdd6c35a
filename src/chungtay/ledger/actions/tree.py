"""The book follows the tree: a revision of the organization becomes an entry, and the caches move with it."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db import connection, transaction

from chungtay.accounts.models import User
from chungtay.ledger.models import ChainHead, Entry, MonthSum
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.ledger.queries.cells import standing_rows
from chungtay.ledger.queries.cube import month_sums_of
from chungtay.ledger.queries.past import PastAncestry, revision_at
from chungtay.ledger.queries.revisions import changed_rows, followed_successions, successions, tree_digest
from chungtay.ledger.queries.stocks import ids
from chungtay.ledger.queries.tree import TreeThen
from chungtay.ledger.rules import EntryKind, IndicatorKind
from chungtay.organizations.actions import LoadedUnits, load_units
from chungtay.organizations.models import UnitVersion
from chungtay.organizations.queries import latest_revision

from .book import MONTH_SUM_SQL, Book
from .remainders import settle
from .states import States
from .stocks import move_sums, standing


def post_tree(
    *, by: User | None, at: datetime, note: str = "", change: Callable[[], object] | None = None
) -> int | None:
    """Enter the newest revision of the tree and the successions; rebuild what it touches and settle its remainders.

    `change` is what makes the revision, done under the book's lock. Returns the entry's number, None when the book
    follows it already.
    """
    with transaction.atomic():
        if change is not None:
            ChainHead.objects.select_for_update().get(pk=1)  # the book's lock first, the audit book's after it
            change()
        book = Book(at=at, by_id=by.pk if by else None)
        before, now, edges = revision_at(book.seq), latest_revision(), successions()
        if before == now and edges == followed_successions():
            return None
        old = PastAncestry(TreeThen(before))
        seq = book.entry_of_change(EntryKind.TREE, f"revision:{now}:{tree_digest(before, now)}:{edges}", title=note)
        book.flush()
        touched = touched_units(before, now)
        if Entry.objects.filter(kind__in=(EntryKind.RECORD, EntryKind.REMAINDER)).exists():
            _move(book, old, touched)
        book.close()
    return seq


def load_tree(
    *, by: User | None, at: datetime, province: str | None = None, progress: Callable[[str], None] | None = None
) -> LoadedUnits:
    """Load the real units (`organizations.load_units`) and have the book follow them. A second run adds nothing."""
    loaded: list[LoadedUnits] = []
    post_tree(
        by=by,
        at=at,
        change=lambda: loaded.append(load_units(by=by, at=at, province=province, progress=progress)),
    )
    return loaded[0]


def touched_units(before: int, now: int) -> set[int]:
    """Units with another path to the top under the new revision: those changed and all below them."""
    changed = set(changed_rows(UnitVersion, before, now).values_list("unit_id", flat=True))
    below: set[int] = set(changed)
    for tree in (TreeThen(before), TreeThen(now)):
        below |= {p.descendant_id for p in tree.paths if p.ancestor_id in changed}
    return below


def _move(book: Book, old: Ancestry, touched: Collection[int]) -> None:
    """Move the caches of the touched units' facts from their old ancestors to the new ones."""
    ancestors = {a for u in touched for tree in (old, book.ancestry) for a, _, _ in tree.paths(u)}
    rebuild_months(ancestors)
    stocks = [v.id for v in catalogue().by_id.values() if v.kind == IndicatorKind.STOCK]
    for units in _chunks(sorted(touched)):
        readings = standing((u, s) for u in units for s in stocks)
        if readings:
            move_sums(book.ancestry, readings, readings, was=old)
    _settle_around(book, ancestors)


def rebuild_months(ancestors: Collection[int]) -> None:
    """Drop and sum anew the cube's rows of these units."""
    if not ancestors:
        return
    MonthSum.objects.filter(unit_id__in=ancestors).delete() if len(ancestors) <= 500 else _delete(ancestors)
    rows = month_sums_of(ancestors)
    with connection.cursor() as cursor:
        cursor.executemany(MONTH_SUM_SQL, [(*k, *v) for k, v in sorted(rows.items())])


def _delete(ancestors: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM ledger_monthsum WHERE unit_id IN ({ids(ancestors)})")


def _settle_around(book: Book, ancestors: Collection[int]) -> None:
    """States and remainders of every declaration of the touched units and those above them."""
    indicators = {w for ws in book.watchers.values() for w in ws}
    rows = standing_rows(book.tagsets, indicators=indicators, units=ancestors)
    if not rows:
        return
    cells = [row.cell for row in rows]
    moved = States(book, cells).follow(cells, ())
    settle(book, moved or rows)


def _chunks(values: list[int], size: int = 2000) -> Iterable[list[int]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
