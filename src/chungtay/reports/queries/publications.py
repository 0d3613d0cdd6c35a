"""Published reviews: what was printed, and whether the bytes still are what they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from chungtay.aid.queries import broken_deliveries, broken_evidence
from chungtay.audit import queries as audit
from chungtay.documents.formats import Format
from chungtay.documents.rules import FigureReference
from chungtay.figures.rules.printed import reference_of
from chungtay.ledger.queries.guards import guard_faults
from chungtay.ledger.queries.verification import Verification, verification
from chungtay.reports.models import Publication, PublicationFile
from chungtay.reports.rules.publishing import digest_of, seal_of
from chungtay.submissions.queries.kept import broken_submissions

GUARDED = (
    "audit_auditline", "reports_publication", "reports_publicationfile", "reports_reviewwords",
    "submissions_submissionstep",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """A published review; `seq` and `hash` are the ledger's position then, `by` names who published it.

    `figures` and `digests` (format to SHA-256 in hex) only where one publication, or the newest of each period, is asked for.
    """

    id: int
    of: str
    first: date
    last: date
    title: str
    published_at: datetime
    seq: int
    hash: str
    by: str
    figures: tuple[FigureReference, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


def published(of: str | None = None, first: date | None = None, last: date | None = None) -> list[Published]:
    """Published reviews, the newest first; of one scope and period where these are given."""
    given = {"of": of, "first_on": first, "last_on": last}
    return _told(Publication.objects.filter(**{k: v for k, v in given.items() if v is not None}).order_by("-pk"))


def published_since(of: str, first: date, last: date, at: datetime) -> int | None:
    """The number of the newest publication of one scope and period after that moment."""
    rows = Publication.objects.filter(of=of, first_on=first, last_on=last, published_at__gt=at)
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def newest_within(of: str, first: date, last: date) -> list[Published]:
    """The newest publication of each period whose last day lies in these days, with its figures."""
    same = {name: OuterRef(name) for name in ("of", "first_on", "last_on")}
    newer = Publication.objects.filter(pk__gt=OuterRef("pk"), **same)
    return _told(Publication.objects.filter(~Exists(newer), of=of, last_on__range=(first, last)), "figures")


def publication(number: int) -> Published | None:
    """The published review of that number, with figures and digests."""
    files = PublicationFile.objects.filter(publication=OuterRef("pk"))
    digests = {f"sha_{form}": Subquery(files.filter(format=form).values("sha256")[:1]) for form in Format}
    rows = _told(Publication.objects.filter(pk=number).annotate(**digests), "figures", *digests)
    return next(iter(rows), None)


def _told(rows: QuerySet[Publication], *more: str) -> list[Published]:
    columns = ("pk", "of", "first_on", "last_on", "title", "published_at", "seq", "hash", "by__name", *more)
    return [_one(list(row)) for row in rows.values_list(*columns)]


def _one(row: list[Any]) -> Published:
    pk, of, first, last, title, at, seq, anchor, by, *more = row
    figures, *digests = more or [[]]
    named = {form.value: digest for form, digest in zip(Format, digests, strict=False) if digest}
    return Published(pk, of, first, last, title, at, seq, anchor, by or "", tuple(map(reference_of, figures)), named)


def file_of(publication_id: int, as_format: str) -> bytes | None:
    """The published bytes of one format, or None if it was not published so."""
    row = PublicationFile.objects.filter(publication=publication_id, format=as_format).first()
    return bytes(row.content) if row else None


def checked_book() -> Verification:
    """The book checked, with the heads that published reviews carry, their bytes, and the guards of both."""
    found = verification(_anchors())
    more = [
        *_damaged_files(),
        *_broken_seals(),
        *broken_submissions(),
        *guard_faults(GUARDED),
        *audit.book_faults(),
        *broken_deliveries(),
        *broken_evidence(),
    ]
    return replace(found, ok=found.ok and not more, mismatches=[*found.mismatches, *more])


def _anchors() -> dict[int, str]:
    """Sequence numbers and hashes (hex) that were printed: what the chain must still hold."""
    return dict(Publication.objects.filter(seq__gt=0).order_by("pk").values_list("seq", "hash"))


def _damaged_files() -> list[str]:
    """Published files whose bytes are no longer those that were published."""
    rows = PublicationFile.objects.order_by("pk").iterator(chunk_size=20)
    return [f"published file {row}: bytes changed" for row in rows if digest_of(bytes(row.content)) != row.sha256]


def seal(publication: Publication) -> str:
    """The digest (hex) of what the publication keeps now; the audit book has it as it was when it was published."""
    first, last = publication.first_on.isoformat(), publication.last_on.isoformat()
    head = (publication.of, first, last, publication.title, str(publication.seq), publication.hash)
    files = PublicationFile.objects.filter(publication=publication).values_list("format", "sha256")
    return seal_of(head, publication.figures, files)


def _broken_seals() -> Iterator[str]:
    """Publications that are not, or no longer, what the audit book says was published."""
    standing = {str(row.pk): row for row in Publication.objects.order_by("pk").iterator(chunk_size=20)}
    for line in audit.lines(object_type="publication").filter(action="publish_review").order_by("pk"):
        row = standing.pop(line.object_id, None)
        if row is None:
            yield f"publication {line.object_id}: missing"
        elif not line.text.endswith(seal(row)):
            yield f"publication {line.object_id}: differs from what was published"
    yield from (f"publication {pk}: nobody published it" for pk in standing)
