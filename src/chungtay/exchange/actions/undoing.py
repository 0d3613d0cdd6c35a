"""An import undone: what it added taken back, what it corrected put back, where no one changed it since."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.aid import actions as aid
from chungtay.aid.queries import delivered_again
from chungtay.audit import actions as audit
from chungtay.exchange.models import Import, ImportChunk
from chungtay.exchange.queries.entries import drafts_of, same_content
from chungtay.exchange.queries.imports import PostedEntry, codes_of, import_by_id, posted_entries, standing_now
from chungtay.exchange.rules.outcomes import Conflict, ImportState, UndoResult
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import DeclarationDraft, EntryKind, RecordDraft

from .importing import batch_name

UNDONE: Final = gettext_noop("Lần nhập số %(id)s đã được hoàn tác.")
CHANGED: Final = gettext_noop("Đã được sửa sau lần nhập: giữ nguyên bản hiện tại.")
GONE: Final = gettext_noop("Đã được rút sau lần nhập: không có gì để hoàn tác.")
REASON: Final = gettext_noop("Hoàn tác lần nhập số %(id)s")


def undo_import(*, by: User | None, at: datetime, number: int) -> UndoResult:
    """Take an import back, also an unfinished one; its keys are free again.

    All or nothing. What was changed or withdrawn since stays as it is and is listed. Raises Refusal for an unknown
    number and for an import that is undone already.
    """
    with transaction.atomic():
        row = import_by_id(number)
        if row.state == ImportState.UNDONE:
            raise Refusal(UNDONE, id=number)
        undoing = _Undoing(by, at, number)
        for chunk in ImportChunk.objects.filter(of=row).order_by("-pk"):
            undoing.undo(posted_entries(chunk.first_seq, chunk.last_seq))
        if row.state == ImportState.OPEN:
            ledger.close_batch(by=by, at=at, source=batch_name(number))
        Import.objects.filter(pk=number).update(state=ImportState.UNDONE, undone_at=at)
        text = f"{undoing.withdrawn} + {undoing.restored}, {len(undoing.conflicts)}"
        audit.note(by=by, at=at, action="undo_import", object_type="import", object_id=number, text=text)
    return UndoResult(number, undoing.withdrawn, undoing.restored, tuple(undoing.conflicts))


class _Undoing:
    """The entries of one import being taken back."""

    def __init__(self, by: User | None, at: datetime, number: int) -> None:
        self.by, self.at, self.number = by, at, number
        self.withdrawn = self.restored = 0
        self.conflicts: list[Conflict] = []

    def undo(self, entries: Sequence[PostedEntry]) -> None:
        """Take one chunk back."""
        now = standing_now(entries)
        stands = {entry.seq: now[entry.unit_id, entry.key][0] for entry in entries if (entry.unit_id, entry.key) in now}
        same = same_content({seq: other for seq, other in stands.items() if seq != other})
        current = [e for e in entries if e.seq in stands and (stands[e.seq] == e.seq or e.seq in same)]
        kept = {entry.seq for entry in current}
        changed = [entry for entry in entries if entry.seq not in kept]
        codes = codes_of({entry.unit_id for entry in changed})
        self.conflicts += [
            Conflict(codes[e.unit_id], e.key, CHANGED if (e.unit_id, e.key) in now else GONE) for e in changed
        ]
        self._withdraw([e for e in current if e.replaced is None], stands)
        self._restore([e for e in current if e.replaced is not None])

    def _withdraw(self, entries: Sequence[PostedEntry], stands: Mapping[int, int]) -> None:
        places = [(entry.unit_id, entry.key) for entry in entries]
        if places:
            ledger.withdraw_all(by=self.by, at=self.at, places=places, reason=REASON % {"id": self.number})
        seqs = [stands[entry.seq] for entry in entries if entry.kind == EntryKind.RECORD]
        aid.withdraw_deliveries(by=self.by, at=self.at, seqs=seqs)
        self.withdrawn += len(entries)

    def _restore(self, entries: Sequence[PostedEntry]) -> None:
        seqs = [entry.replaced for entry in entries if entry.replaced is not None]
        records: list[tuple[int, RecordDraft]] = []
        declarations: list[DeclarationDraft] = []
        for seq, draft in drafts_of(seqs, catalogue()):
            if isinstance(draft, DeclarationDraft):
                declarations.append(draft)
            else:
                records.append((seq, draft))
        if records:
            aid.record_deliveries(by=self.by, at=self.at, deliveries=delivered_again(records))
        if declarations:
            ledger.declare(by=self.by, at=self.at, declarations=declarations)
        self.restored += len(seqs)
