"""Records: what happened, once each, under the owner unit's key."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models import Standing
from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.queries.keys import Standings, standings
from chungtay.ledger.rules import Amount, EntryKind, Layer, Outcome, OutcomeState, RecordDraft

from .amounts import STANDING_SQL, checked_amount
from .book import Book, FactRow, NewEntry
from .declarations import withdraw_cells
from .remainders import settle
from .reversals import reversals_of
from .tags import tagset_ids

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def record(*, by: User | None, at: datetime, records: Sequence[RecordDraft]) -> list[Outcome]:
    """Post records: a new key is accepted, a known one with other content corrected, with the same left alone.

    All or nothing. Raises Refusal (with `index`, the draft's place) when a draft breaks a rule.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        outcomes = _post(book, records)
        settle(book)
        book.close()
    return outcomes


def _post(book: Book, records: Sequence[RecordDraft]) -> list[Outcome]:
    known = standings((r.unit_id, r.key) for r in records)
    book.ancestry.load({r.unit_id for r in records})
    tagset_ids(book.tagsets, {tag_key(a.tags) for r in records for a in r.amounts})
    poster = _Poster(book, known)
    outcomes = [poster.post(index, draft) for index, draft in enumerate(records)]
    book.flush()
    with connection.cursor() as cursor:
        cursor.executemany(STANDING_SQL, poster.standing)
    return outcomes


class _Poster:
    """Turns drafts into entries: checks, compares with what stands, reverses what is corrected."""

    def __init__(self, book: Book, known: Standings) -> None:
        self.book, self.known = book, known
        self.today = book.at.astimezone(VIET_NAM).date()
        self.standing: list[tuple[Any, ...]] = []
        self.seen: set[tuple[int, str]] = set()
        self.tag_keys: dict[frozenset[str], int] = {}

    def post(self, index: int, draft: RecordDraft) -> Outcome:
        place = (draft.unit_id, draft.key)
        try:
            facts = self._facts(draft)
            self._check(draft, place)
        except Refusal as refusal:
            refusal.params.setdefault("index", index)
            raise
        digest = record_digest(draft)
        stands = self.known.get(place)
        if stands and stands[1] == digest:
            return Outcome(index, stands[0], OutcomeState.ALREADY)
        if stands:
            self.book.append(reversals_of([stands[0]])[0])
        seq = self.book.append(
            NewEntry(
                kind=EntryKind.RECORD,
                unit_id=draft.unit_id,
                since=(draft.since or draft.occurred_on).toordinal(),
                day=draft.occurred_on.toordinal(),
                key=draft.key,
                facts=facts,
                source=draft.source,
                title=draft.title,
                note=draft.note,
            )
        )
        self.standing.append((*place, seq, EntryKind.RECORD, digest))
        if stands:
            return Outcome(index, seq, OutcomeState.CORRECTED, stands[0])
        return Outcome(index, seq, OutcomeState.ACCEPTED)

    def _check(self, draft: RecordDraft, place: tuple[int, str]) -> None:
        if not draft.key:
            raise Refusal(gettext_noop("Bản ghi cần có khóa (mã riêng của đơn vị)."))
        if place in self.seen:
            raise Refusal(gettext_noop("Khóa “%(key)s” có hai lần trong cùng một lượt ghi."), key=draft.key)
        self.seen.add(place)
        if draft.occurred_on > self.today:
            raise Refusal(gettext_noop("Ngày %(day)s chưa tới."), day=f"{draft.occurred_on:%d/%m/%Y}")
        if draft.since and draft.since > draft.occurred_on:
            raise Refusal(gettext_noop("Ngày bắt đầu sau ngày kết thúc."))
        if not self.book.ancestry.on(draft.unit_id, draft.occurred_on.toordinal()):
            raise Refusal(gettext_noop("Đơn vị không tồn tại vào ngày %(day)s."), day=f"{draft.occurred_on:%d/%m/%Y}")

    def _facts(self, draft: RecordDraft) -> list[FactRow]:
        left = self._left(draft.amounts)
        facts: list[FactRow] = []
        for amount in draft.amounts:
            rest = left[amount.tags][amount.indicator]
            if rest == 0 != amount.value:
                continue  # all of it stands in its parts, in the same row
            view = self.book.catalogue[amount.indicator]
            facts.append((view.id, self._tagset(amount.tags), int(Layer.DETAIL), 1, rest))
        return facts

    def _left(self, amounts: Iterable[Amount]) -> dict[frozenset[str], dict[str, int]]:
        by_tags: dict[frozenset[str], dict[str, int]] = {}
        for amount in amounts:
            checked_amount(self.book.catalogue, amount, declared=False)
            row = by_tags.setdefault(amount.tags, {})
            row[amount.indicator] = row.get(amount.indicator, 0) + amount.value
        if any(len(row) != 1 for row in by_tags.values()):
            return {tags: self.book.catalogue.checked_parts(row) for tags, row in by_tags.items()}
        return by_tags

    def _tagset(self, tags: frozenset[str]) -> int:
        found = self.tag_keys.get(tags)
        if found is None:
            found = self.tag_keys[tags] = self.book.tagsets.id(tag_key(tags))
        return found


def record_digest(draft: RecordDraft) -> bytes:
    """Fingerprint of a draft's content: equal means the same row again."""
    amounts = sorted((a.indicator, tag_key(a.tags), a.value) for a in draft.amounts)
    content = f"{draft.since or draft.occurred_on}{draft.occurred_on}{amounts}{draft.title}\x1f{draft.note}\x1f{draft.besides}"
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def withdraw(*, by: User | None, at: datetime, unit_id: int, key: str, reason: str) -> int:
    """Take back what stands under a unit's key; the key is free again. Returns the reversing entry's number."""
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        stands = Standing.objects.filter(unit_id=unit_id, key=key).first()
        if stands is None:
            raise Refusal(gettext_noop("Không có bản ghi nào mang khóa “%(key)s”."), key=key)
        if stands.kind == EntryKind.DECLARATION:
            seq = withdraw_cells(book, stands.seq, reason)
        else:
            entry = reversals_of([stands.seq])[0]
            entry.note = reason
            seq = book.append(entry)
        Standing.objects.filter(unit_id=unit_id, key=key).delete()
        settle(book)
        book.close()
    return seq
