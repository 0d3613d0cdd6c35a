"""Approving, returning, and noting how far a leader has looked."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models import Entry
from chungtay.ledger.queries import head as ledger_head
from chungtay.ledger.queries.keys import standings
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.records.models import Approval, LastLook, Waiting, WaitingMark
from chungtay.records.queries.approvers import own_refused
from chungtay.records.queries.lines import listed_entries
from chungtay.records.rules import ApprovalState

CHUNK = 2000
GONE = gettext_noop("Bút toán số %(seq)s không còn là bản hiện nay: đã được sửa hoặc rút. Hãy xem lại danh sách.")
OWN = gettext_noop("Bút toán số %(seq)s do chính người duyệt ghi: cần một lãnh đạo khác duyệt.")
SAID = gettext_noop("Bút toán số %(seq)s đã được duyệt, không trả lại được nữa: hãy sửa hoặc rút bản ghi.")
TWICE = gettext_noop("Bút toán số %(seq)s đã được trả lại, đang chờ đơn vị sửa.")
REASON = gettext_noop("Trả lại cần có lý do để đơn vị biết phải sửa gì.")
# What came after the mark and still stands without approval; then what no longer stands.
CAME_SQL = (
    "INSERT INTO records_waiting (entry_seq, unit_id) SELECT e.seq, e.unit_id FROM ledger_entry e"
    " JOIN ledger_standing s ON s.unit_id = e.unit_id AND s.key = e.key AND s.seq = e.seq"
    " WHERE e.seq > %s AND e.seq <= %s AND e.kind IN ('record', 'declaration') AND NOT EXISTS"
    " (SELECT 1 FROM records_approval a WHERE a.entry_seq = e.seq AND a.state = 'approved')"
)
WENT_SQL = (
    "DELETE FROM records_waiting WHERE entry_seq IN"
    " (SELECT e.reverses FROM ledger_entry e WHERE e.seq > %s AND e.seq <= %s AND e.reverses IS NOT NULL)"
)


def approve_records(*, by: User, at: datetime, seqs: Collection[int]) -> int:
    """Approve these entries, all or none; returns how many were not approved before.

    Raises Refusal for one that does not stand, and for the leader's own where the rule asks for somebody else.
    """
    with transaction.atomic():
        _settle()
        entries = _standing(seqs)
        refused = own_refused(by, entries, at)
        if refused:
            raise Refusal(OWN, seq=min(refused))
        said = _said(seqs, ApprovalState.APPROVED)
        new = sorted(set(seqs) - said)
        Approval.objects.bulk_create(
            [Approval(entry_seq=seq, state=ApprovalState.APPROVED, by=by, at=at) for seq in new], batch_size=CHUNK
        )
        for part in _parts(new):
            Waiting.objects.filter(entry_seq__in=part).delete()
        if new:
            told = "" if len(new) == 1 else f"{len(new)}: {new[0]}–{new[-1]}"
            audit.note(by=by, at=at, action="approve_records", object_type="entry", object_id=new[0], text=told)
        _tell_authors(by, at, (entry for entry in entries if entry.pk not in said))
    return len(new)


def return_record(*, by: User, at: datetime, seq: int, reason: str) -> None:
    """Send an entry back to its unit with a reason. Raises Refusal without one, and where it cannot be returned."""
    if not reason.strip():
        raise Refusal(REASON)
    with transaction.atomic():
        _settle()
        author = _standing([seq])[0].by_id
        if _said([seq], ApprovalState.APPROVED):
            raise Refusal(SAID, seq=seq)
        if _said([seq], ApprovalState.RETURNED):
            raise Refusal(TWICE, seq=seq)
        Approval.objects.create(entry_seq=seq, state=ApprovalState.RETURNED, by=by, at=at, reason=reason.strip())
        audit.note(by=by, at=at, action="return_record", object_type="entry", object_id=seq, text=reason.strip())
        if author and author != by.pk:
            path = reverse("record", args=[seq])
            notify(by=by, at=at, to=[author], kind=NoticeKind.RECORD_RETURNED, params={"seq": str(seq)}, path=path)


def note_look(*, by: User, at: datetime, seq: int) -> None:
    """The leader has looked at what came in up to this entry; a later look stays."""
    with transaction.atomic():
        look = LastLook.objects.select_for_update().filter(user=by).first()
        if look is None or look.seq < seq:
            LastLook.objects.update_or_create(user=by, defaults={"seq": seq, "at": at})


def _tell_authors(by: User, at: datetime, entries: Iterable[Entry]) -> None:
    counts = Counter(entry.by_id for entry in entries if entry.by_id and entry.by_id != by.pk)
    for author, count in sorted(counts.items()):
        path = f"{reverse('records')}?by={author}"
        notify(by=by, at=at, to=[author], kind=NoticeKind.RECORDS_APPROVED, count=count, path=path)


def _settle() -> None:
    """Bring the list of what waits up to the head; the mark is the lock of all approving."""
    mark = WaitingMark.objects.select_for_update().get()
    head = ledger_head().seq
    if mark.seq < head:
        with connection.cursor() as cursor:
            cursor.execute(CAME_SQL, [mark.seq, head])
            cursor.execute(WENT_SQL, [mark.seq, head])
        WaitingMark.objects.filter(pk=mark.pk).update(seq=head)


def _standing(seqs: Collection[int]) -> list[Entry]:
    """The entries. Raises Refusal for the first that is no record or declaration that stands."""
    entries = [entry for part in _parts(sorted(set(seqs))) for entry in listed_entries(part)]
    stands = {seq for seq, _, _ in standings((e.unit_id or 0, e.key) for e in entries).values()}
    gone = set(seqs) - {entry.pk for entry in entries if entry.pk in stands}
    if gone:
        raise Refusal(GONE, seq=min(gone))
    return entries


def _said(seqs: Iterable[int], state: ApprovalState) -> set[int]:
    found: set[int] = set()
    for part in _parts(sorted(set(seqs))):
        found |= set(Approval.objects.filter(entry_seq__in=part, state=state).values_list("entry_seq", flat=True))
    return found


def _parts(seqs: Sequence[int]) -> Iterable[Sequence[int]]:
    return (seqs[start : start + CHUNK] for start in range(0, len(seqs), CHUNK))
