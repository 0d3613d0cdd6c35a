"""Publishing: bytes, figures and ledger position are kept, and stand whatever is recorded later."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.documents.formats import Format, written
from chungtay.documents.rules import Review
from chungtay.figures.rules.printed import kept
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import head
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import holders_on, structure
from chungtay.records.queries.unfinished import unfinished_imports
from chungtay.reports.models import Publication, PublicationFile
from chungtay.reports.queries import as_published, published_since
from chungtay.reports.queries.bodies import scope
from chungtay.reports.queries.publications import seal
from chungtay.reports.rules.publishing import digest_of

UNFINISHED = gettext_noop(
    "Chưa phát hành được: còn lượt nhập dữ liệu chưa xong (%(sources)s). Hãy nhập tiếp cho hết hoặc hoàn tác lượt ấy."
)
PUBLISHED_SINCE = gettext_noop("Báo cáo này vừa được phát hành rồi; không phát hành lần nữa.")


class AlreadyPublished(Refusal):
    """The same review was published after the page with the question whether to publish was made; `number` is what stands."""

    def __init__(self, number: int) -> None:
        super().__init__(PUBLISHED_SINCE)
        self.number = number


def publish_review(
    *, by: User | None, at: datetime, of: str, first: date, last: date, asked_at: datetime | None = None
) -> Publication:
    """Publish a scope's review of a period in every format; nobody posts while its figures are read.

    `asked_at`: when the page was made on which the person says so; a form that is sent twice, or from two tabs, publishes
    once. Raises Refusal where it was published since (AlreadyPublished), while a file with figures of the scope's units is on its way in, and for a code that
    stands for nothing then.
    """
    with transaction.atomic():
        head(hold=True)  # one at a time: the second of two sees what the first has published
        if asked_at and (stands := published_since(of, first, last, asked_at)):
            raise AlreadyPublished(stands)
        review = as_published(of=of, first=first, last=last, at=at)
        known = structure()
        units = known.descendant_ids(scope(of, first, last, known, headed=False).unit_ids)
        if unfinished := unfinished_imports(units, first, last, day_of(at)):
            raise Refusal(UNFINISHED, sources=", ".join(file.title for file in unfinished))
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
        _tell_the_concerned(by, at, publication)
    return publication


def _tell_the_concerned(by: User | None, at: datetime, publication: Publication) -> None:
    """Who has a role in the unit or cluster itself, or in a member of it."""
    known, last = structure(), publication.last_on
    cluster = known.cluster(publication.of)
    unit = known.unit_within(publication.of, publication.first_on, last)
    units = [member.unit_id for member in known.members_within(publication.of, publication.first_on, last)]
    people = holders_on([*units, *([unit.id] if unit else [])], [cluster.id] if cluster else [], day_of(at))
    where = cluster.name if cluster else unit.name if unit else publication.of
    notify(
        by=by, at=at, to=people - ({by.pk} if by else set()), kind=NoticeKind.REPORT_PUBLISHED, params={"where": where},
        path=reverse("publication", args=[publication.pk]),
    )  # fmt: skip


def _file(publication: Publication, review: Review, form: Format) -> PublicationFile:
    content = written(review, form)
    return PublicationFile(publication=publication, format=form, content=content, sha256=digest_of(content))
