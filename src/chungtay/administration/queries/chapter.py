"""A chapter as it shows itself and as it heads its documents."""

from dataclasses import dataclass
from datetime import date

from chungtay.organizations.models import IssuingBody
from chungtay.organizations.queries import Look, UnitOn, look_of


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading of documents between two days (half-open)."""

    superior: str
    name: str
    place: str
    symbol: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """The chapter's look and its headings, the latest first."""

    unit: UnitOn
    look: Look
    headings: tuple[HeadingLine, ...]


def chapter_page(unit: UnitOn) -> ChapterPage:
    """What stands of the chapter."""
    rows = IssuingBody.objects.filter(unit=unit.id).order_by("-valid_from")
    headings = (HeadingLine(r.superior, r.name, r.place, r.symbol, r.valid_from, r.valid_to) for r in rows)
    return ChapterPage(unit, look_of(unit.id), tuple(headings))
