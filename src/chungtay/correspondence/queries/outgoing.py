"""Reads of the outgoing register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from chungtay.accounts.models import User
from chungtay.correspondence.models import OutgoingDocument
from chungtay.correspondence.rules.outgoing import (
    OutgoingDraft,
    PaperKind,
    gaps,
    next_number,
    proposed_symbol,
    series_of,
    shown_number,
)
from chungtay.organizations.queries import UnitOn, appointments_on, issuing_body_on, may, roles_of, unit_on, units_of
from chungtay.organizations.rules import PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True)
class Desk:
    """A unit's register in front of a person: may the person write in it? `others`: the registers at hand."""

    unit: UnitOn
    may_keep: bool
    others: tuple[UnitOn, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A unit's papers of a year: those that wait for a number first, then the highest number first; `gaps` per series."""

    papers: tuple[OutgoingDocument, ...]
    gaps: tuple[int, ...]

    @property
    def waiting(self) -> int:
        """How many were not signed and numbered yet."""
        return sum(1 for paper in self.papers if paper.number is None and not paper.withdrawn_because)


def register(unit_id: int, year: int) -> Register:
    """The papers of the unit that were signed in the year, and all that still wait for their number."""
    rows = OutgoingDocument.objects.filter(Q(year=year) | Q(year=None), unit=unit_id).order_by("pk")
    papers = sorted(rows, key=lambda paper: (paper.number is not None, -(paper.number or 0), -paper.pk))
    series: dict[str, list[int]] = {}
    for paper in papers:
        if paper.number is not None:
            series.setdefault(paper.series, []).append(paper.number)
    return Register(tuple(papers), tuple(sorted({gap for taken in series.values() for gap in gaps(taken)})))


def outgoing(pk: int) -> OutgoingDocument | None:
    """One paper of the register."""
    return OutgoingDocument.objects.select_related("unit").filter(pk=pk).first()


def numbers_taken(unit_id: int, year: int, series: str) -> QuerySet[OutgoingDocument]:
    """The papers that have a number of that series and year."""
    return OutgoingDocument.objects.filter(unit=unit_id, year=year, series=series, number__isnull=False)


def following_number(unit_id: int, year: int, series: str) -> int:
    """The number that the next signed paper of the series gets."""
    taken = numbers_taken(unit_id, year, series).values_list("number", flat=True)
    return next_number(number for number in taken if number is not None)


def papers_of(sources: Iterable[str], unit_id: int) -> dict[str, OutgoingDocument]:
    """Address of a source to the paper that it left the unit as; the newest that was not withdrawn.

    Of that unit's register alone: what another clerk enters as the source says nothing of it.
    """
    rows = OutgoingDocument.objects.filter(unit=unit_id, source__in=list(sources), withdrawn_because="").order_by("pk")
    return {row.source: row for row in rows}


def number_on_paper(paper: OutgoingDocument) -> str:
    """Number and symbol as they stand on the paper; empty before it was signed."""
    return shown_number(paper.number, paper.symbol) if paper.number is not None else ""


def desk(user: User, code: str, on: date) -> Desk | None:
    """The register of the unit, or of the first that the person works for; None where the person may not read it."""
    wanted = {Permission.PUBLISH, Permission.SEE_RECORDS}
    ids = {row.unit_id for row in roles_of(user, on) if row.unit_id and wanted & PERMISSIONS[Role(row.role)]}
    own = tuple(sorted(units_of(ids, on).values(), key=lambda unit: unit.code))
    unit = next((unit for unit in own if code in ("", unit.code)), None) or unit_on(
        code, on
    )  # an own one may have ended
    if unit is None:
        return None
    keeps = may(user, Permission.PUBLISH, unit.id, on)
    reads = keeps or may(user, Permission.SEE_RECORDS, unit.id, on)
    return Desk(unit, keeps, own) if reads else None


def proposed(unit_id: int, on: date, about: str, source: str, kind: PaperKind = PaperKind.REPORT) -> OutgoingDraft:
    """A report, or another paper, as the unit would enter it today: its symbol, who signs, where the copy stays."""
    body, posts = issuing_body_on(unit_id, on), appointments_on(unit_id, on)
    symbol = proposed_symbol(kind, body.symbol if body else "")
    return OutgoingDraft(unit_id, kind, symbol, about, signer=posts[0].person if posts else "", source=source)


def number_for(paper: OutgoingDocument, year: int) -> int:
    """The number that the paper would get if it was signed in that year."""
    return following_number(paper.unit_id, year, series_of(PaperKind(paper.kind), settings.CHUNGTAY_SERIES_PER_KIND))
