"""The life of what was entered: every version of it, and the reversals between them."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind
from chungtay.records.models import Approval
from chungtay.records.rules import ApprovalState

from .lines import with_words

# A correction posts the reversing entry and, right behind it, the new one, at the same moment.
SAME = "n.unit_id = r.unit_id AND n.key = r.key AND n.recorded_at = r.recorded_at AND n.kind <> 'reversal'"
# Steps are scalar subqueries: of joins SQLite would make a filter over the whole book first.
SQL = (
    "WITH RECURSIVE earlier (seq) AS (SELECT CAST(%s AS bigint) UNION ALL"
    " SELECT (SELECT r.reverses FROM ledger_entry n, ledger_entry r WHERE n.seq = c.seq AND r.seq = c.seq - 1"
    f" AND r.kind = 'reversal' AND {SAME}) FROM earlier c WHERE c.seq IS NOT NULL),"
    " later (seq) AS (SELECT CAST(%s AS bigint) UNION ALL"
    " SELECT (SELECT n.seq FROM ledger_entry r, ledger_entry n WHERE r.reverses = c.seq AND n.seq = r.seq + 1"
    f" AND {SAME}) FROM later c WHERE c.seq IS NOT NULL),"
    " life (seq) AS (SELECT seq FROM earlier WHERE seq IS NOT NULL UNION SELECT seq FROM later WHERE seq IS NOT NULL)"
    " SELECT seq FROM life UNION"
    " SELECT (SELECT r.seq FROM ledger_entry r WHERE r.reverses = l.seq) FROM life l"
)


def life_of(seq: int) -> tuple[list[Entry], dict[int, Entry]]:
    """Every version of what an entry is a version of, the newest first, and by version the entry that reversed it.

    A key that was freed by a withdrawal and used again begins another life. Each entry with what leaders said of it
    (`approved_at`, `approver`, `returned_at`, `returner`, `return_reason`). One query.
    """
    life = RawSQL(SQL, [seq, seq])  # noqa: S611 - one number, bound
    rows = list(_said(with_words(Entry.objects.filter(pk__in=life))))
    versions = [row for row in rows if row.kind != EntryKind.REVERSAL]
    return sorted(versions, key=lambda row: -row.pk), {row.reverses: row for row in rows if row.reverses}


def _said(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    approved, returned = (
        Approval.objects.filter(entry_seq=OuterRef("pk"), state=state)
        for state in (ApprovalState.APPROVED, ApprovalState.RETURNED)
    )
    return entries.annotate(
        approved_at=Subquery(approved.values("at")[:1]),
        approver=Subquery(approved.values("by__name")[:1]),
        returned_at=Subquery(returned.values("at")[:1]),
        returner=Subquery(returned.values("by__name")[:1]),
        return_reason=Subquery(returned.values("reason")[:1]),
    )
