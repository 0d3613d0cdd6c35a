"""Records: what happened, once each, under the owner unit's key."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.queries.keys import Standings, standings
from chungtay.ledger.queries.pledges import payload_of
from chungtay.ledger.rules import EntryKind, Outcome, OutcomeState, RecordDraft, chain

from .book import Book, NewEntry
from .declarations import withdraw_cells
from .remainders import settle
from .reversals import reversals_of
from .shapes import Shapes, apart
from .tags import tagset_ids

AT_ONCE = 1000  # drafts that are judged and posted together
MANY = 5000  # records that are worth a thread
FREED_SQL = "DELETE FROM ledger_standing WHERE unit_id = %s AND key = %s"
NO_KEY = gettext_noop("Bản ghi cần có khóa (mã riêng của đơn vị).")
TWICE = gettext_noop("Khóa “%(key)s” có hai lần trong cùng một lượt ghi.")
DECLARED = gettext_noop("Khóa “%(key)s” đang dùng cho số tổng hợp: hãy dùng khóa mới, hoặc rút số tổng hợp ấy trước.")
FUTURE = gettext_noop("Ngày %(day)s chưa tới.")
UPSIDE_DOWN = gettext_noop("Ngày bắt đầu sau ngày kết thúc.")
NOT_THEN = gettext_noop("Đơn vị không tồn tại vào ngày %(day)s.")
NOTHING = gettext_noop("Không có bản ghi nào mang khóa “%(key)s”.")

Judged = tuple[int, NewEntry, bytes]  # the draft's place, what it posts, its digest
Place = tuple[int, str]  # unit id, key
RECORD = EntryKind.RECORD.value


def record(
    *, by: User | None, at: datetime, records: Sequence[RecordDraft], anew: bool = False, reason: str = ""
) -> list[Outcome]:  # fmt: skip
    """Post records: a new key is accepted, a known one with other content corrected, with the same left alone.

    `anew`: the same is corrected too, since what its own app keeps is another. `reason`: why, the note of what reverses
    the old version. All or nothing. Raises Refusal (with `index`, the draft's place) when a draft breaks a rule, or
    when a declaration stands under its key; of MANY records it ends the caller's transaction too.
    """
    with transaction.atomic(savepoint=len(records) < MANY):  # SQLite copies every page that a savepoint sees changed
        book = Book(at=at, by_id=by.pk if by else None)
        outcomes = _post(book, records, anew, reason)
        settle(book)
        book.close()
    return outcomes


def _post(book: Book, records: Sequence[RecordDraft], anew: bool, reason: str) -> list[Outcome]:
    book.ancestry.load({r.unit_id for r in records})
    tagset_ids(book.tagsets, tag_keys(records))
    outcomes: list[Outcome] = []
    with book.pen.aside() if len(records) >= MANY else nullcontext():
        for posted in posted_by_parts(book, records, anew, reason):
            outcomes += posted
        book.flush()
    return outcomes


def posted_by_parts(
    book: Book, records: Sequence[RecordDraft], anew: bool = False, reason: str = ""
) -> Iterator[list[Outcome]]:
    """Append the records, so many at a time; what became of each. Their tag sets are known."""
    poster = _Poster(book, anew, reason)
    for start in range(0, len(records), AT_ONCE):
        part = records[start : start + AT_ONCE]
        poster.known = standings((r.unit_id, r.key) for r in part)  # a key of an earlier part comes twice
        yield poster.post(poster.judged(start, part))


def tag_keys(records: Iterable[RecordDraft]) -> set[str]:
    """The tag sets of the records' amounts."""
    return {tag_key(tags) for columns in {apart(record.amounts)[0] for record in records} for _, tags in columns}


class _Poster:
    """Turns drafts into entries: checks, compares with what stands, reverses what is corrected."""

    def __init__(self, book: Book, anew: bool, reason: str) -> None:
        self.book, self.shapes, self.anew, self.reason = book, Shapes(book), anew, reason
        self.known: Standings = {}  # under the keys of the part at hand
        self.today = book.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().toordinal()
        self.seen: set[Place] = set()

    def judged(self, start: int, drafts: Sequence[RecordDraft]) -> list[Judged]:
        """Every draft with what it posts; `start`: the first one's place."""
        found: list[Judged] = []
        sound = self._sound(drafts)
        for index, draft in enumerate(drafts, start):
            try:
                if not sound:
                    self._check(draft)
                new, digest = self._entry(draft)
            except Refusal as refusal:
                refusal.params.setdefault("index", index)
                raise
            found.append((index, new, digest))
        return found

    def _sound(self, drafts: Sequence[RecordDraft]) -> bool:
        """Is there nothing to say against the keys and days of any of them? Else `_check` says of each what there is."""
        units, keys, lasts, _, sinces, *_ = zip(*drafts, strict=True)
        places, days = set(zip(units, keys, strict=True)), list(map(date.toordinal, lasts))
        if len(places) < len(drafts) or not all(keys) or not self.seen.isdisjoint(places):
            return False
        if max(days) > self.today or any(since and since > last for since, last in zip(sinces, lasts, strict=True)):
            return False
        if (self.known and any(map(self._declared, places))) or not all(map(self.book.ancestry.on, units, days)):
            return False
        self.seen |= places
        return True

    def _declared(self, place: Place) -> bool:
        """Does a declaration stand there?"""
        return place in self.known and self.known[place][2] != EntryKind.RECORD

    def _check(self, draft: RecordDraft) -> None:
        place, day = (draft.unit_id, draft.key), draft.occurred_on
        if not draft.key:
            raise Refusal(NO_KEY)
        if place in self.seen:
            raise Refusal(TWICE, key=draft.key)
        self.seen.add(place)
        if self._declared(place):
            raise Refusal(DECLARED, key=draft.key)
        if day.toordinal() > self.today:
            raise Refusal(FUTURE, day=f"{day:%d/%m/%Y}")
        if draft.since and draft.since > day:
            raise Refusal(UPSIDE_DOWN)
        if not self.book.ancestry.on(draft.unit_id, day.toordinal()):
            raise Refusal(NOT_THEN, day=f"{day:%d/%m/%Y}")

    def post(self, judged: Sequence[Judged]) -> list[Outcome]:
        """Append what is new, reverse what it replaces, keep what stands under the keys."""
        reversals, first = self._reversals(judged), self.book.seq
        news: list[NewEntry] = []
        standing: list[tuple[NewEntry, int, bytes]] = []
        outcomes: list[Outcome] = []
        for index, new, digest in judged:
            stands = self._stands(new) if self.known else None
            if stands is not None and stands[1] == digest and not self.anew:
                outcomes.append(Outcome(index, stands[0], OutcomeState.ALREADY))
                continue
            if stands is not None:
                news.append(reversals[stands[0]])
            news.append(new)
            seq = first + len(news)
            standing.append((new, seq, digest))
            if stands is None:
                outcomes.append(Outcome(index, seq, OutcomeState.ACCEPTED))
            else:
                outcomes.append(Outcome(index, seq, OutcomeState.CORRECTED, stands[0]))
        if news:
            self.book.append_all(news)
            self.book.stand(standing)
        return outcomes

    def _stands(self, new: NewEntry) -> tuple[int, bytes, str] | None:
        """What stands under the entry's key: its number, digest and kind."""
        return self.known.get((new.unit_id or 0, new.key))

    def _reversals(self, judged: Sequence[Judged]) -> dict[int, NewEntry]:
        """Of what is corrected, by the entry that stands, the reversing one."""
        olds = [(stands, digest) for _, new, digest in judged if (stands := self._stands(new))] if self.known else []
        corrected = [stands[0] for stands, digest in olds if self.anew or stands[1] != digest]
        return dict(zip(corrected, reversals_of(corrected, self.book.forms, self.reason), strict=True))

    def _entry(self, draft: RecordDraft) -> tuple[NewEntry, bytes]:
        """What the draft posts, and its fingerprint: whatever order its amounts are given in; one day is no window."""
        unit, key, occurred_on, amounts, since_on, title, note, source, besides, kept = draft
        day = occurred_on.toordinal()
        since = since_on.toordinal() if since_on else day
        form, values = self.shapes.facts(amounts, occurred_on)
        payload = payload_of(besides, kept) if besides or kept else ""
        digest = chain.record_content(since, day, form.content % values, title, note, besides)
        return NewEntry(RECORD, unit, since, day, key, form, values, (), None, payload, source, title, note), digest


def withdraw(*, by: User | None, at: datetime, unit_id: int, key: str, reason: str) -> int:
    """Take back what stands under a unit's key; the key is free again. Returns the reversing entry's number."""
    return withdraw_all(by=by, at=at, places=[(unit_id, key)], reason=reason)[0]


def withdraw_all(*, by: User | None, at: datetime, places: Sequence[Place], reason: str) -> list[int]:
    """Take back what stands under many units' keys, (unit id, key) each; the keys are free again.

    All or nothing. Returns the reversing entries' numbers in the order given. Raises Refusal (with `index`) for a key
    under which nothing stands.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        known = standings(places)
        for index, place in enumerate(places):
            if place not in known:
                raise Refusal(NOTHING, key=place[1], index=index)
        each = dict.fromkeys(places)
        records = [known[place][0] for place in each if known[place][2] == EntryKind.RECORD]
        declared = {known[place][0]: place[0] for place in each if known[place][2] != EntryKind.RECORD}
        book.ancestry.load({unit for unit, _ in places})
        taken = withdraw_cells(book, declared, reason) if declared else {}
        taken |= _reversed(book, records, reason)
        with connection.cursor() as cursor:
            cursor.executemany(FREED_SQL, places)
        settle(book)
        book.close()
    return [taken[known[place][0]] for place in places]


def _reversed(book: Book, seqs: Sequence[int], reason: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(seqs), AT_ONCE):
        part = seqs[start : start + AT_ONCE]
        found.update(zip(part, book.append_all(reversals_of(part, book.forms, reason)), strict=True))
    return found
