"""Declarations: totals of whole months, whose remainder over the detail beneath is kept as a fact."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.models import StandingCell
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.queries.cells import StandingRow, standing_rows, watchers
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.rules import CellState, DeclarationDraft, EntryKind, Layer, Outcome, OutcomeState
from chungtay.ledger.rules.cells import Cell

from .amounts import STANDING_SQL, checked_amount, checked_declaration
from .book import Book, NewEntry
from .remainders import drop, settle
from .reversals import reversal_of
from .states import States
from .tags import tagset_ids

CELL_SQL = (
    "INSERT INTO ledger_standingcell (id, unit_id, covers, indicator_id, tagset_id, first_month, last_month, value,"
    " estimate, state, remainder, remainder_seq, beneath) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, NULL, 0)"
)
Place = tuple[object, ...]


def declare(*, by: User | None, at: datetime, declarations: Sequence[DeclarationDraft]) -> list[Outcome]:
    """Post declared totals; a known key with other content is corrected, with the same left alone.

    All or nothing. Raises Refusal (with `index`) when a draft breaks a rule, or when the same cell already
    stands under another key (a final may replace an estimate).
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        outcomes = _declare(book, declarations)
        book.close()
    return outcomes


def _declare(book: Book, drafts: Sequence[DeclarationDraft]) -> list[Outcome]:
    known = standings((d.unit_id, d.key) for d in drafts)
    book.ancestry.load({d.unit_id for d in drafts})
    tagset_ids(book.tagsets, {tag_key(a.tags) for d in drafts for a in d.amounts})
    digests = [declaration_digest(d) for d in drafts]
    fresh = [i for i, d in enumerate(drafts) if known.get((d.unit_id, d.key), (0, b""))[1] != digests[i]]
    replaced = [
        known[drafts[i].unit_id, drafts[i].key][0] for i in fresh if (drafts[i].unit_id, drafts[i].key) in known
    ]
    went = _rows_of(book, replaced)
    _check(book, drafts, fresh, {r.cell.id for r in went})
    drop(book, went)
    outcomes = [
        Outcome(i, known[d.unit_id, d.key][0], OutcomeState.ALREADY)
        for i, d in enumerate(drafts)
        if i not in set(fresh)
    ]
    standing = []
    for index in fresh:
        draft = drafts[index]
        place = (draft.unit_id, draft.key)
        old = known.get(place)
        if old:
            book.append(reversal_of(old[0]))
        seq = book.append(_entry(book, draft))
        standing.append((*place, seq, EntryKind.DECLARATION, digests[index]))
        state = OutcomeState.CORRECTED if old else OutcomeState.ACCEPTED
        outcomes.append(Outcome(index, seq, state, old[0] if old else None))
    came = [
        cell
        for outcome in outcomes
        if outcome.state != OutcomeState.ALREADY
        for cell in _cells(book, drafts[outcome.index], outcome.seq)
    ]
    _stand(book, came, standing)
    _follow(book, came, [r.cell for r in went])
    return sorted(outcomes, key=lambda o: o.index)


def _check(book: Book, drafts: Sequence[DeclarationDraft], fresh: Sequence[int], gone: set[int]) -> None:
    seen: dict[Place, int] = {}
    rows = standing_rows(
        book.tagsets,
        indicators={book.catalogue[a.indicator].id for i in fresh for a in drafts[i].amounts},
        units={drafts[i].unit_id for i in fresh},
    )
    standing = {r.cell.place: r.cell for r in rows if r.cell.id not in gone}
    keys: set[tuple[int, str]] = set()
    for index in fresh:
        try:
            _check_one(book, drafts[index], standing, seen, keys)
        except Refusal as refusal:
            refusal.params.setdefault("index", index)
            raise


def _check_one(
    book: Book, draft: DeclarationDraft, standing: dict[Place, Cell], seen: dict[Place, int], keys: set[tuple[int, str]]
) -> None:
    checked_declaration(draft)
    if (draft.unit_id, draft.key) in keys:
        raise Refusal(gettext_noop("Khóa “%(key)s” có hai lần trong cùng một lượt ghi."), key=draft.key)
    keys.add((draft.unit_id, draft.key))
    if not book.ancestry.on(draft.unit_id, draft.last.toordinal()):
        raise Refusal(gettext_noop("Đơn vị không tồn tại vào ngày %(day)s."), day=f"{draft.last:%d/%m/%Y}")
    for tags in {a.tags for a in draft.amounts}:
        book.catalogue.checked_parts({a.indicator: a.value for a in draft.amounts if a.tags == tags})
    for amount, cell in zip(draft.amounts, _cells(book, draft, 0), strict=True):
        checked_amount(book.catalogue, amount, declared=True)
        other = standing.get(cell.place)
        if cell.place in seen or (other and not (other.estimate and not draft.estimate)):
            raise Refusal(
                gettext_noop("%(name)s của kỳ này đã được khai ở một dòng khác; hãy sửa dòng đó."),
                name=book.catalogue[amount.indicator].name_vi,
            )
        seen[cell.place] = 1


def _entry(book: Book, draft: DeclarationDraft) -> NewEntry:
    first, last = month_index(draft.first), month_index(draft.last)
    return NewEntry(
        kind=EntryKind.DECLARATION,
        unit_id=draft.unit_id,
        since=draft.first.toordinal(),
        day=draft.last.toordinal(),
        key=draft.key,
        declared=[
            (
                draft.covers,
                book.catalogue[a.indicator].id,
                book.tagsets.id(tag_key(a.tags)),
                first,
                last,
                a.value,
                draft.estimate,
            )
            for a in draft.amounts
        ],
        source=draft.source,
        title=draft.title,
        note=draft.note,
    )


def _cells(book: Book, draft: DeclarationDraft, seq: int) -> list[Cell]:
    first, last = month_index(draft.first), month_index(draft.last)
    return [
        Cell(
            (seq << LINE_BITS) + line,
            draft.unit_id,
            draft.covers,
            book.catalogue[a.indicator].id,
            a.tags,
            first,
            last,
            a.value,
            draft.estimate,
        )
        for line, a in enumerate(draft.amounts)
    ]


def _stand(book: Book, came: Sequence[Cell], standing: Sequence[tuple[Any, ...]]) -> None:
    book.flush()
    with connection.cursor() as cursor:
        cursor.executemany(
            CELL_SQL,
            [
                (
                    c.id,
                    c.unit_id,
                    c.covers,
                    c.indicator_id,
                    book.tagsets.id(tag_key(c.tags)),
                    c.first,
                    c.last,
                    c.value,
                    c.estimate,
                    CellState.LIVE,
                )
                for c in came
            ],
        )
        cursor.executemany(STANDING_SQL, standing)
    declared = {w for ws in book.watchers.values() for w in ws} | {c.indicator_id for c in came}
    book.watchers = watchers(book.catalogue, book.rules, declared)


def _follow(book: Book, came: Sequence[Cell], went: Sequence[Cell]) -> None:
    """Judge the states around the change and settle every remainder that it may move."""
    if not came and not went:
        return
    moved = States(book, (*came, *went)).follow(came, went)
    for cell in (*came, *went, *(row.cell for row in moved)):
        touch(book, cell)
    settle(book, moved)


def touch(book: Book, cell: Cell) -> None:
    """Have the declarations around a cell settled again."""
    from_day, last_day = _days(cell)
    layer = int(Layer.of(cell.covers, cell.estimate))
    book.touched.places.add(
        (cell.unit_id, cell.indicator_id, from_day, last_day, book.tagsets.id(tag_key(cell.tags)), layer)
    )


def _days(cell: Cell) -> tuple[int, int]:
    return month_first(cell.first).toordinal(), month_last(cell.last).toordinal()


def _rows_of(book: Book, seqs: Sequence[int]) -> list[StandingRow]:
    rows: list[StandingRow] = []
    for seq in seqs:
        span = (seq << LINE_BITS, (seq + 1) << LINE_BITS)
        ids = StandingCell.objects.filter(pk__gte=span[0], pk__lt=span[1])
        wanted = set(ids.values_list("pk", flat=True))
        units, indicators = set(ids.values_list("unit_id", flat=True)), set(ids.values_list("indicator_id", flat=True))
        rows += [r for r in standing_rows(book.tagsets, indicators=indicators, units=units) if r.cell.id in wanted]
    return rows


def withdraw_cells(book: Book, seq: int, reason: str) -> int:
    """Take back declaration entry `seq` within an open book; returns the reversing entry."""
    went = _rows_of(book, [seq])
    drop(book, went)
    entry = reversal_of(seq)
    entry.note = reason
    number = book.append(entry)
    book.flush()
    _follow(book, (), [r.cell for r in went])
    return number


def declaration_digest(draft: DeclarationDraft) -> bytes:
    """Fingerprint of a declaration's content."""
    amounts = sorted((a.indicator, tag_key(a.tags), a.value) for a in draft.amounts)
    content = f"{draft.covers}{draft.first}{draft.last}{draft.estimate}{amounts}{draft.title}\x1f{draft.note}"
    return hashlib.blake2b(content.encode(), digest_size=16).digest()
