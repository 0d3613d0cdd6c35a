"""What `verify` holds against the book: what reports keep of their figures, and the word that they gave."""

import hashlib
import json
from collections.abc import Iterator

from chungtay.audit import queries as audit
from chungtay.ledger.models import Attestation, Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.submissions.models import Submission

from .submissions import STANDING


def seal(row: Submission) -> str:
    """The digest (hex) of what a report keeps from when it was handed in; the audit book has it as it was then."""
    said = (
        row.round_id, row.unit_id, row.revision, row.estimate, row.words, row.figures, row.warnings, row.seq, row.hash,
        *(["on behalf"] if row.on_behalf else []),
    )  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_submissions() -> Iterator[str]:
    """Reports that stand and are not what was handed in, read at an entry that the book does not have, or without the word
    that they gave."""
    handed_in = audit.lines(object_type="submission").filter(action="submit_submission").order_by("pk")
    seals = {line.object_id: line.text.rpartition(" ")[2] for line in handed_in.iterator()}
    rows = Submission.objects.filter(state__in=STANDING).select_related("round").order_by("pk")
    read_at = dict(Entry.objects.filter(seq__in=rows.order_by().values("seq")).values_list("seq", "hash"))
    words = _words()
    for row in rows.iterator(chunk_size=200):
        if seals.get(str(row.pk)) != seal(row):
            yield f"report {row.pk}: differs from what was handed in"
        if row.seq and bytes(read_at.get(row.seq, b"")).hex() != row.hash:
            yield f"report {row.pk}: entry {row.seq} has another hash"
        if row.attested_seq and words.get(row.attested_seq) != (row.unit_id, row.round.first_on):
            yield f"report {row.pk}: its word for the days does not stand at entry {row.attested_seq}"


def _words() -> dict[int, tuple[int, object]]:
    """Entry to unit and first day of the words that stand."""
    gone = set(Entry.objects.filter(reverses__isnull=False).values_list("reverses", flat=True))
    rows = Attestation.objects.values_list("pk", "unit_id", "first_on")
    return {pk >> LINE_BITS: (unit, first) for pk, unit, first in rows if pk >> LINE_BITS not in gone}
