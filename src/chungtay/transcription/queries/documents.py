"""Which documents there are, and who may read and confirm them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from chungtay.accounts.models import User
from chungtay.organizations.queries import Sight, UnitOn, units_visible_to
from chungtay.organizations.rules import Permission
from chungtay.totals.queries.declared import sheet_units
from chungtay.transcription.models import Transcript
from chungtay.transcription.rules.states import EXPIRING, TranscriptState

from .contents import title_in

MOST = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list, with its title opened."""

    transcript: Transcript
    title: str


def units_for(seen: Sight) -> list[UnitOn]:
    """The units for which the person may bring a document in: the own ones first, then those directly below."""
    return [one.unit for one in sheet_units(seen) if one.writes]


def may_read(seen: Sight, transcript: Transcript) -> bool:
    """May the person read the document: see the records of its unit?"""
    return seen.may(Permission.SEE_RECORDS, transcript.unit_id)


def may_write(seen: Sight, transcript: Transcript) -> bool:
    """May the person say what becomes of its figures: record for its unit?"""
    return seen.may(Permission.RECORD, transcript.unit_id)


def transcript_of(number: int) -> Transcript | None:
    """The document of that number."""
    return Transcript.objects.select_related("unit", "follows", "by").filter(pk=number).first()


def expired(at: datetime) -> QuerySet[Transcript]:
    """Documents that nobody posted within the days that the site keeps them."""
    return Transcript.objects.filter(
        state__in=EXPIRING, opened_at__lt=at - timedelta(days=settings.CHUNGTAY_DOCUMENT_DAYS)
    )


def documents_of(user: User, on: date, at: datetime) -> list[Listed]:
    """The documents that the person may read, the newest first."""
    visible = units_visible_to(user, on, Permission.SEE_RECORDS).values("pk")
    return _listed(Transcript.objects.filter(unit__in=visible).exclude(pk__in=expired(at).values("pk")))


def same_document(unit_id: int, digest: str, text_digest: str) -> Transcript | None:
    """The document of the unit with the same bytes, or the same text; the newest of them."""
    same = Q(digest=digest) | (Q(text_digest=text_digest) if text_digest else Q(pk__in=()))
    return Transcript.objects.filter(same, unit=unit_id).order_by("-pk").first()


def earlier_version(unit_id: int, title_digest: str) -> Transcript | None:
    """The latest posted document of the unit with the same title, which nothing has followed yet."""
    if not title_digest:
        return None
    rows = Transcript.objects.filter(unit=unit_id, title_digest=title_digest, state=TranscriptState.POSTED)
    return rows.order_by("-pk").first()


def may_precede(transcript: Transcript) -> list[Listed]:
    """The posted documents of the unit that this one may be a later version of."""
    rows = Transcript.objects.filter(unit=transcript.unit_id, state=TranscriptState.POSTED, pk__lt=transcript.pk)
    return _listed(rows)


def _listed(rows: QuerySet[Transcript]) -> list[Listed]:
    found = rows.select_related("content", "by").defer("content__file", "content__document", "content__reading")
    return [Listed(row, title_in(row.pk, row.content.head)) for row in found.order_by("-pk")[:MOST]]
