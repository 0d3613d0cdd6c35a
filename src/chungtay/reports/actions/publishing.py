"""Publishing: bytes, figures and ledger position are kept, and stand whatever is recorded later."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.documents.formats import Format, written
from chungtay.documents.rules import Review
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import open_imports
from chungtay.reports.models import Publication, PublicationFile
from chungtay.reports.queries import as_published
from chungtay.reports.queries.publications import seal
from chungtay.reports.rules.publishing import digest_of, kept

UNFINISHED = gettext_noop(
    "Chưa phát hành được: còn lượt nhập dữ liệu chưa xong (%(sources)s). Hãy nhập tiếp cho hết hoặc hoàn tác lượt ấy."
)


def publish_review(*, by: User | None, at: datetime, of: str, first: date, last: date) -> Publication:
    """Publish a scope's review of a period in every format; nobody posts while its figures are read.

    Raises Refusal while an import is unfinished, or for a code that stands for nothing then.
    """
    with transaction.atomic():
        review = as_published(of=of, first=first, last=last, at=at)
        if unfinished := open_imports():
            raise Refusal(UNFINISHED, sources=", ".join(unfinished))
        assert review.known_at is not None
        publication = Publication.objects.create(
            of=of,
            first_on=first,
            last_on=last,
            title=review.title,
            published_at=at,
            by=by,
            seq=review.known_at.seq,
            hash=review.known_at.hash,
            figures=[kept(figure) for figure in review.figures()],
        )
        PublicationFile.objects.bulk_create(_file(publication, review, form) for form in Format)
        audit.note(
            by=by, at=at, action="publish_review", object_type="publication", object_id=publication.pk,
            text=f"{review.title} (#{publication.seq}) {seal(publication)}",
        )  # fmt: skip
    return publication


def _file(publication: Publication, review: Review, form: Format) -> PublicationFile:
    content = written(review, form)
    return PublicationFile(publication=publication, format=form, content=content, sha256=digest_of(content))
