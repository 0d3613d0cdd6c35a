"""Own words in the slots of reviews, every version, and the meeting; who may write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import DateField, DateTimeField, Value

from chungtay.correspondence.queries import directed_of, directed_rows
from chungtay.correspondence.rules import Directed
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.reports.models import Publication, ReviewMeeting, ReviewWords
from chungtay.reports.rules.material import Gathering

from .bodies import stood

PUBLISHED = "@"  # stands for a publication among the slots' keys


@dataclass(frozen=True, slots=True)
class Version:
    """What stood in a slot from a moment on; `id` 0: nobody wrote anything yet."""

    id: int
    slot: str
    text: str
    at: datetime | None = None
    by: str = ""


class Said(NamedTuple):
    """What a review is told beside its figures: own words, the meeting, the papers sent down and up; when it was
    published, by number, the newest first."""

    words: dict[str, tuple[Version, ...]]
    gathering: Gathering
    directed: Directed
    published: dict[int, datetime]


def versions(of: str, period: Period) -> dict[str, tuple[Version, ...]]:
    """Every version of each slot of a review, the newest first."""
    rows = ReviewWords.objects.filter(of=of, first_on=period.first, last_on=period.last).order_by("-pk")
    found: dict[str, list[Version]] = {}
    for row in rows.values_list("pk", "slot", "text", "written_at", "by__name"):
        version = Version(*row[:4], by=row[4] or "")
        found.setdefault(version.slot, []).append(version)
    return {slot: tuple(rows) for slot, rows in found.items()}


def said_of(of: str, period: Period, known: Structure) -> Said:
    """What people wrote about a review, its meeting, papers sent down and up in its days, publications: one question."""
    here = {"of": of, "first_on": period.first, "last_on": period.last}
    meetings = ReviewMeeting.objects.filter(**here).annotate(at=Value(None, output_field=DateTimeField()))
    written = ReviewWords.objects.filter(**here).annotate(on=Value(None, output_field=DateField()), no=Value(""))
    done = Publication.objects.filter(**here).annotate(on=Value(None, output_field=DateField()), part=Value(PUBLISHED))
    rows = meetings.values_list("at", "part_of_day", "place", "host", "visits_place", "held_on", Value(0)).union(
        done.values_list("published_at", "part", "title", "hash", "of", "on", "pk"),
        written.values_list("written_at", "slot", "text", "by__name", "no", "on", "pk"),
        *directed_rows(stood(of, period.first, period.last, known)[0], period.first, period.last), all=True,
    )  # fmt: skip
    found: dict[str, tuple[Version, ...]] = {}
    gathering, papers, published = Gathering(), [], dict[int, datetime]()
    for row in sorted(rows, key=lambda row: -(row[-1] or 0)):
        at, first, text, name, visits, held_on, number = row
        if " " in first:
            papers.append(row)
        elif first == PUBLISHED:
            published[number] = at
        elif held_on is None:
            found[first] = (*found.get(first, ()), Version(number, first, text, at, by=name or ""))
        else:
            gathering = Gathering(held_on, first, text, name, visits)
    return Said(found, gathering, directed_of(papers), published)


def latest_of(of: str, period: Period, slot: str) -> Version:
    """What stands in a slot now."""
    return versions(of, period).get(slot, (Version(0, slot, ""),))[0]


def words_of(found: Mapping[str, tuple[Version, ...]]) -> dict[str, str]:
    """The words that count, by slot."""
    return {slot: rows[0].text for slot, rows in found.items()}


def gathering_of(of: str, period: Period) -> Gathering:
    """The meeting at which the review is given; an empty one where none is set."""
    row = ReviewMeeting.objects.filter(of=of, first_on=period.first, last_on=period.last).first()
    if row is None:
        return Gathering()
    return Gathering(row.held_on, row.part_of_day, row.place, row.host, row.visits_place)


def issuing_unit(known: Structure, code: str, first: date, last: date) -> UnitOn | None:
    """The unit in whose name, and in whose register, the report of a unit or cluster goes out."""
    cluster = known.cluster(code) if "/" in code else None
    return known.unit_by_id(cluster.owner_id, last) if cluster else known.unit_within(code, first, last)


def publishes(seen: Sight, code: str, first: date, last: date) -> bool:
    """May the person write and publish the report: for the unit, or for the cluster as a whole?"""
    if "/" in code:
        cluster = seen.structure.cluster(code)
        return cluster is not None and seen.may_in_cluster(Permission.PUBLISH, cluster)
    unit = seen.structure.unit_within(code, first, last)
    return unit is not None and seen.may(Permission.PUBLISH, unit.id)
