"""What units say besides numbers: attestations, obligations, closings, claims; and unfinished batches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models import Attestation, Claim, Closing, Entry, Obligation, OpenBatch
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import tag_key
from chungtay.ledger.rules import Covers, EntryKind

from .book import Book, NewEntry
from .reversals import reversals_of
from .tags import tagset_ids

_NO_WORD = gettext_noop("Không có lời xác nhận hay nghĩa vụ báo cáo nào đang đứng ở bút toán %(seq)s.")


def _word(book: Book, kind: EntryKind, unit_id: int, first: date, last: date, payload: str, source: str = "") -> int:
    if last < first:
        raise Refusal(gettext_noop("Kỳ số liệu kết thúc trước khi bắt đầu."))
    book.ancestry.load([unit_id])
    if not book.ancestry.on(unit_id, last.toordinal()):
        raise Refusal(gettext_noop("Đơn vị không tồn tại vào ngày %(day)s."), day=f"{last:%d/%m/%Y}")
    return book.append(
        NewEntry(kind, unit_id, since=first.toordinal(), day=last.toordinal(), payload=payload, source=source)
    )


def attest(
    *, by: User | None, at: datetime, unit_id: int, first: date, last: date, covers: str = Covers.ALL,
    indicator: str | None = None, source: str = "",
) -> int:  # fmt: skip
    """A unit's word that its figures of the days are complete (one indicator, or all): absence is then a zero.

    `source`: what it was given with, which alone takes it back; none: it was ticked by hand.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        view = book.catalogue[indicator] if indicator else None
        seq = _word(book, EntryKind.ATTESTATION, unit_id, first, last, f"{covers}:{indicator or '*'}", source)
        book.flush()
        Attestation.objects.create(
            pk=seq << LINE_BITS, unit_id=unit_id, covers=covers, indicator_id=view.id if view else None,
            first_on=first, last_on=last,
        )  # fmt: skip
        book.close()
    return seq


def withdraw_attestation(*, by: User | None, at: datetime, seq: int, reason: str) -> int:
    """Take a unit's word back: absence in its days is again not reported. Raises Refusal where none stands there."""
    return _taken_back(Attestation, by, at, [seq], reason)[0]


def withdraw_obligation(*, by: User | None, at: datetime, seqs: Sequence[int], reason: str) -> list[int]:
    """These entries' units owe no report for their days any more. Raises Refusal for one that is none, or stands no more."""
    return _taken_back(Obligation, by, at, seqs, reason)


def _taken_back(
    word: type[Attestation | Obligation], by: User | None, at: datetime, seqs: Sequence[int], reason: str
) -> list[int]:
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        found = word.objects.filter(pk__in=[seq << LINE_BITS for seq in seqs]).values_list("pk", flat=True)
        gone = set(Entry.objects.filter(reverses__in=seqs).values_list("reverses", flat=True))
        if missing := (set(seqs) - {pk >> LINE_BITS for pk in found}) | gone:
            raise Refusal(_NO_WORD, seq=min(filter(None, missing)))
        reversals = list(book.append_all(reversals_of(seqs, book.forms, reason)))
        book.close()
    return reversals


def assign_obligation(*, by: User | None, at: datetime, unit_ids: Sequence[int], first: date, last: date) -> list[int]:
    """These units owe a report for the period."""
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        book.ancestry.load(unit_ids)
        seqs = [_word(book, EntryKind.OBLIGATION, unit, first, last, "owes") for unit in unit_ids]
        book.flush()
        Obligation.objects.bulk_create(
            Obligation(pk=seq << LINE_BITS, unit_id=unit, first_on=first, last_on=last)
            for seq, unit in zip(seqs, unit_ids, strict=True)
        )
        book.close()
    return seqs


def close_periods(*, by: User | None, at: datetime, through: Mapping[int, date | None]) -> list[int]:
    """Set units' watermarks (None opens again): later facts on closed days count and are listed as adjustments."""
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        seqs = [
            book.append(NewEntry(EntryKind.CLOSING, unit, payload=day.isoformat() if day else "open"))
            for unit, day in through.items()
        ]
        book.flush()
        Closing.objects.bulk_create(
            Closing(pk=seq << LINE_BITS, unit_id=unit, closed_through_on=day)
            for seq, (unit, day) in zip(seqs, through.items(), strict=True)
        )
        book.close()
    return seqs


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A figure that a document states about a whole that is not ours to post; `place`: where it stands there."""

    about: str
    indicator: str
    tags: frozenset[str]
    first: date
    last: date
    value: int
    source: str
    place: str = ""


def note_claim(*, by: User | None, at: datetime, claim: ClaimDraft) -> int:
    """Keep a claim to check against; it never enters a figure."""
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        key = tag_key(claim.tags)
        tagset_ids(book.tagsets, {key})
        payload = f"{claim.about}:{claim.indicator}:{key}:{claim.first}:{claim.last}:{claim.value}"
        seq = book.append(NewEntry(EntryKind.CLAIM, payload=payload, source=claim.source, note=claim.place))
        book.flush()
        Claim.objects.create(
            pk=seq << LINE_BITS, about=claim.about, indicator_id=book.catalogue[claim.indicator].id,
            tagset_id=book.tagsets.id(key), first_on=claim.first, last_on=claim.last, value=claim.value,
            place=claim.place,
        )  # fmt: skip
        book.close()
    return seq


def open_batch(*, by: User | None, at: datetime, source: str, told: Mapping[str, object] | None = None) -> None:
    """Say that a posting in several transactions has begun, or goes on; `told`: what of (as `OpenBatch` keeps it)."""
    rows = {"opened_at": at, "by_id": by.pk if by else None, "told": told or {}}
    OpenBatch.objects.update_or_create(source=source, defaults=rows)


def close_batch(*, by: User | None, at: datetime, source: str) -> None:
    """Say that it is finished, or undone."""
    OpenBatch.objects.filter(source=source).delete()
