"""Published reviews: what was printed, what it would be now, and whether the bytes still are what they were."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from chungtay.aid.queries import broken_deliveries
from chungtay.audit import queries as audit
from chungtay.documents.rules import FigureReference
from chungtay.figures.queries import By, Figure, Question, figures
from chungtay.kernel.errors import Refusal
from chungtay.ledger.queries.guards import guard_faults
from chungtay.ledger.queries.verification import Verification, verification
from chungtay.reports.models import Publication, PublicationFile
from chungtay.reports.rules.publishing import digest_of, reference_of, seal_of

GUARDED = ("audit_auditline", "reports_publication", "reports_publicationfile", "reports_reviewwords")


@dataclass(frozen=True, slots=True)
class Published:
    """A published review; `seq` and `hash` are the ledger's position then."""

    id: int
    of: str
    first: date
    last: date
    title: str
    published_at: datetime
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """A printed figure that would be another one now (state and value, in the indicator's smallest unit)."""

    figure: FigureReference
    state: str
    value: int | None


def published(of: str | None = None, first: date | None = None, last: date | None = None) -> list[Published]:
    """Published reviews, the newest first; of one scope and period where these are given."""
    given = {"of": of, "first_on": first, "last_on": last}
    return _told(Publication.objects.filter(**{k: v for k, v in given.items() if v is not None}).order_by("-pk"))


def publication(number: int) -> Published | None:
    """The published review of that number."""
    return next(iter(_told(Publication.objects.filter(pk=number))), None)


def _told(rows: QuerySet[Publication]) -> list[Published]:
    columns = ("pk", "of", "first_on", "last_on", "title", "published_at", "seq", "hash")
    return [Published(*row) for row in rows.values_list(*columns)]


def file_of(publication_id: int, as_format: str) -> bytes | None:
    """The published bytes of one format, or None if it was not published so."""
    row = PublicationFile.objects.filter(publication=publication_id, format=as_format).first()
    return bytes(row.content) if row else None


def changes_since(publication_id: int) -> list[Change]:
    """*As known now* against *as published*: the printed figures that would be others, in order of print."""
    printed = [reference_of(row) for row in Publication.objects.get(pk=publication_id).figures]
    now = {place: figure for question in _questions(printed) for place, figure in _answers(question)}
    changes = []
    for figure in printed:
        answer = now.get(_place(figure))
        state, value = (answer.state, answer.value) if answer else ("not_reported", None)
        if (state, value) != (figure.state, figure.value):
            changes.append(Change(figure, state, value))
    return changes


Place = tuple[tuple[str, ...], date, date, tuple[str, ...], str | None, str | None, str]


def _place(figure: FigureReference) -> Place:
    return (figure.of, figure.first, figure.last, figure.tags, figure.by, figure.key, figure.indicator)


def _questions(printed: Iterable[FigureReference]) -> list[Question]:
    """As few questions as answer all figures: one for each scope, period and breakdown."""
    codes: dict[tuple[tuple[str, ...], date, date, tuple[str, ...], str | None], set[str]] = {}
    for figure in printed:
        codes.setdefault((figure.of, figure.first, figure.last, figure.tags, figure.by), set()).add(figure.indicator)
    return [
        Question(of, first, last, tuple(sorted(indicators)), frozenset(tags), By(by) if by else None)
        for (of, first, last, tags, by), indicators in codes.items()
    ]


def _answers(question: Question) -> Iterator[tuple[Place, Figure]]:
    try:
        found = figures(question)
    except Refusal:
        return  # the scope stands no more: none of its figures can be answered now
    tags = tuple(sorted(question.tags))
    for figure in found:
        yield (question.of, question.first, question.last, tags, question.by, figure.key, figure.indicator), figure


def checked_book() -> Verification:
    """The book checked, with the heads that published reviews carry, their bytes, and the guards of both."""
    found = verification(_anchors())
    more = [*_damaged_files(), *_broken_seals(), *guard_faults(GUARDED), *audit.book_faults(), *broken_deliveries()]
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
