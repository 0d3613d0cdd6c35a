"""Declarations: totals of whole months, whose remainder over the detail beneath is kept as a fact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.queries.cells import StandingRow, standing_rows, watchers
from chungtay.ledger.queries.keys import Standings, standings
from chungtay.ledger.queries.tree import Leaves
from chungtay.ledger.rules import CellState, DeclarationDraft, EntryKind, Layer, Outcome, OutcomeState, chain
from chungtay.ledger.rules.cells import Cell

from .amounts import checked_amount, checked_declaration
from .book import Book, NewEntry
from .remainders import drop, settle
from .reversals import reversals_of
from .states import States
from .tags import tagset_ids

CELL_SQL = (
    "INSERT INTO ledger_standingcell (id, unit_id, covers, indicator_id, tagset_id, first_month, last_month, value,"
    " estimate, state, remainder, remainder_seq, beneath) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, NULL, 0)"
)
Place = tuple[object, ...]
RECORDED = gettext_noop("Khóa “%(key)s” đang dùng cho bản ghi: hãy dùng khóa mới, hoặc rút bản ghi ấy trước.")


def declare(*, by: User | None, at: datetime, declarations: Sequence[DeclarationDraft]) -> list[Outcome]:
    """Post declared totals; a known key with other content is corrected, with the same left alone.

    All or nothing. Raises Refusal (with `index`) when a draft breaks a rule, or when the same cell already
    stands under another key (a final may replace an estimate), or when a record stands under its key.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        outcomes = _declare(book, declarations)
        book.close()
    return outcomes


def _declare(book: Book, drafts: Sequence[DeclarationDraft]) -> list[Outcome]:
    known = standings((d.unit_id, d.key) for d in drafts)
    book.ancestry.load({d.unit_id for d in drafts})
    tagset_ids(book.tagsets, map(tag_key, {a.tags for d in drafts for a in d.amounts}))
    digests = [declaration_digest(d) for d in drafts]
    olds = [known.get((d.unit_id, d.key)) for d in drafts]
    fresh = [i for i, old in enumerate(olds) if old is None or old[1] != digests[i]]
    replaced = {old[0]: drafts[i].unit_id for i in fresh if (old := olds[i]) and old[2] == EntryKind.DECLARATION}
    went = _rows_of(book, replaced)
    _check(book, drafts, fresh, {r.cell.id for r in went}, known)
    drop(book, went)
    outcomes = {i: Outcome(i, old[0], OutcomeState.ALREADY) for i, old in enumerate(olds) if old}
    reversals = dict(zip(replaced, reversals_of(list(replaced), book.forms), strict=True))
    came = []
    for index in fresh:
        draft, old = drafts[index], olds[index]
        if old:
            book.append(reversals[old[0]])
        entry = _entry(book, draft)
        seq = book.append(entry)
        book.stand([(entry, seq, digests[index])])
        state = OutcomeState.CORRECTED if old else OutcomeState.ACCEPTED
        outcomes[index] = Outcome(index, seq, state, old[0] if old else None)
        came += _cells(book, draft, seq)
    _stand(book, came)
    _follow(book, came, [r.cell for r in went])
    return [outcomes[index] for index in range(len(drafts))]


def _check(
    book: Book, drafts: Sequence[DeclarationDraft], fresh: Sequence[int], gone: set[int], known: Standings
) -> None:
    seen: set[Place] = set()
    rows = standing_rows(
        book.tagsets,
        indicators={book.catalogue[a.indicator].id for i in fresh for a in drafts[i].amounts},
        units={drafts[i].unit_id for i in fresh},
    )
    leaves = Leaves({drafts[i].unit_id for i in fresh})
    standing = {_place(leaves, r.cell): r.cell for r in rows if r.cell.id not in gone}
    keys: set[tuple[int, str]] = set()
    for index in fresh:
        place = (drafts[index].unit_id, drafts[index].key)
        try:
            if place in known and known[place][2] != EntryKind.DECLARATION:
                raise Refusal(RECORDED, key=place[1])
            _check_one(book, drafts[index], leaves, standing, seen, keys)
        except Refusal as refusal:
            refusal.params.setdefault("index", index)
            raise


def _check_one(
    book: Book, draft: DeclarationDraft, leaves: Leaves, standing: dict[Place, Cell], seen: set[Place],
    keys: set[tuple[int, str]],
) -> None:  # fmt: skip
    checked_declaration(draft)
    if (draft.unit_id, draft.key) in keys:
        raise Refusal(gettext_noop("Khóa “%(key)s” có hai lần trong cùng một lượt ghi."), key=draft.key)
    keys.add((draft.unit_id, draft.key))
    if not book.ancestry.on(draft.unit_id, draft.last.toordinal()):
        raise Refusal(gettext_noop("Đơn vị không tồn tại vào ngày %(day)s."), day=f"{draft.last:%d/%m/%Y}")
    book.catalogue.check_day((amount.indicator for amount in draft.amounts), draft.first)
    for tags in {a.tags for a in draft.amounts}:
        book.catalogue.checked_parts({a.indicator: a.value for a in draft.amounts if a.tags == tags})
    for amount, cell in zip(draft.amounts, _cells(book, draft, 0), strict=True):
        checked_amount(book.catalogue, amount, declared=True)
        place = _place(leaves, cell)
        other = standing.get(place)
        if place in seen or (other and not (other.estimate and not draft.estimate and other.covers == cell.covers)):
            raise Refusal(
                gettext_noop("%(name)s của kỳ này đã được khai ở một dòng khác; hãy sửa dòng đó."),
                name=book.catalogue[amount.indicator].name_vi,
            )
        seen.add(place)


def _place(leaves: Leaves, cell: Cell) -> Place:
    """Where a cell lies; of a leaf, own work and all lie in one place."""
    reach = leaves.reach(cell.unit_id, cell.covers, month_first(cell.first), month_last(cell.last))
    return replace(cell, covers=reach).place


def _entry(book: Book, draft: DeclarationDraft) -> NewEntry:
    span = month_index(draft.first), month_index(draft.last)
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
                *span,
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
    base, unit, covers = seq << LINE_BITS, draft.unit_id, draft.covers
    span = month_index(draft.first), month_index(draft.last)
    return [
        Cell(base + line, unit, covers, book.catalogue[a.indicator].id, a.tags, *span, a.value, draft.estimate)
        for line, a in enumerate(draft.amounts)
    ]


def _stand(book: Book, came: Sequence[Cell]) -> None:
    book.flush()
    tagset = book.tagsets.id
    rows = [
        (c.id, c.unit_id, c.covers, c.indicator_id, tagset(tag_key(c.tags)), c.first, c.last, c.value, c.estimate)
        for c in came
    ]
    with connection.cursor() as cursor:
        cursor.executemany(CELL_SQL, [(*row, CellState.LIVE) for row in rows])
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
    book.touched.add((cell.unit_id, cell.indicator_id, from_day, last_day, book.tagsets.id(tag_key(cell.tags)), layer))


def _days(cell: Cell) -> tuple[int, int]:
    return month_first(cell.first).toordinal(), month_last(cell.last).toordinal()


def _rows_of(book: Book, seqs: Mapping[int, int]) -> list[StandingRow]:
    """Standing rows of declaration entries; `seqs`: entry to its unit."""
    if not seqs:
        return []
    rows = standing_rows(book.tagsets, indicators=list(book.catalogue.by_id), units=set(seqs.values()))
    return [row for row in rows if row.cell.id >> LINE_BITS in seqs]


def withdraw_cells(book: Book, seqs: Mapping[int, int], reason: str) -> dict[int, int]:
    """Take back declaration entries (to their units) within an open book; returns each one's reversing entry."""
    went = _rows_of(book, seqs)
    drop(book, went)
    found = {}
    for entry in reversals_of(list(seqs), book.forms, reason):
        found[entry.reverses or 0] = book.append(entry)
    book.flush()
    _follow(book, (), [r.cell for r in went])
    return found


def declaration_digest(draft: DeclarationDraft) -> bytes:
    """Fingerprint of a declaration's content."""
    amounts = [(a.indicator, tag_key(a.tags), a.value) for a in draft.amounts]
    span = (draft.first.toordinal(), draft.last.toordinal())
    return chain.declared_content(draft.covers, span, draft.estimate, amounts, draft.title, draft.note)
