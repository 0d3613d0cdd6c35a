"""Published reviews that stand in the public archive, with the digests of their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.documents.formats import Format
from chungtay.kernel.small_cells import counts_people, is_small
from chungtay.openness.models import PublicReport
from chungtay.organizations.queries import Structure, UnitOn, structure
from chungtay.reports.models import PublicationFile
from chungtay.reports.queries import Published, file_of, issuing_unit, publication

from .chapter import the_chapter

SHOWN = (Format.PDF, Format.DOCX, Format.XLSX, Format.HTML)
MOST = 500


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A review in the archive; `files`: its digest (SHA-256, hex) by format; `whose`: the unit or cluster by name."""

    id: int
    title: str
    whose: str
    first: date
    last: date
    published_at: datetime
    seq: int
    hash: str
    files: Mapping[str, str]


def public_reports(on: date) -> tuple[UnitOn, tuple[OpenReport, ...]]:
    """The chapter and its archive, the latest period first. Raises Http404 without a chapter."""
    known = structure()
    chapter = the_chapter(on, known)
    rows = list(PublicReport.objects.select_related("publication").order_by("-publication__last_on", "-pk")[:MOST])
    digests: dict[int, dict[str, str]] = {}
    wanted = PublicationFile.objects.filter(publication__in=[row.publication_id for row in rows], format__in=SHOWN)
    for number, form, digest in wanted.values_list("publication", "format", "sha256"):
        digests.setdefault(number, {})[form] = digest
    found = []
    for row in rows:
        paper = row.publication
        files = digests.get(paper.pk, {})
        found.append(
            OpenReport(
                paper.pk, paper.title, _called(paper.of, paper.first_on, paper.last_on, known), paper.first_on, paper.last_on,
                paper.published_at, paper.seq, paper.hash, {form.value: files[form] for form in SHOWN if form in files},
            )
        )  # fmt: skip
    return chapter, tuple(found)


def public_file(number: int, form: str) -> bytes | None:
    """The published bytes of a report in the archive; None where there are none."""
    if form not in set(SHOWN) or not is_public(number):
        return None
    return file_of(number, form)


def is_public(number: int) -> bool:
    """Does the publication of that number stand in the archive?"""
    return PublicReport.objects.filter(publication__pk=number).exists()  # a lookup of whole numbers: too large is none


def may_be_public(number: int, on: date) -> tuple[Published, UnitOn] | None:
    """The publication and the unit in whose name it went out; None where it is no review of the chapter or its clusters."""
    known = structure()
    found, chapter = publication(number), the_chapter(on, known)
    if found is None:
        return None
    unit = issuing_unit(known, found.of, found.first, found.last)
    is_ours = unit is not None and unit.id == chapter.id
    return (found, unit) if unit is not None and is_ours else None


def small_counts(report: Published, k: int) -> int:
    """How many of its numbers count few people: as published, everybody would read them."""
    return sum(counts_people(one.measure) and not one.scale and is_small(one.value or 0, k) for one in report.figures)


def _called(code: str, first: date, last: date, known: Structure) -> str:
    cluster = known.cluster(code) if "/" in code else None
    unit = None if cluster else known.unit_within(code, first, last)
    return cluster.name if cluster else unit.name if unit else code
