"""What is coming and what was: drives of the chapter and all below it, and those of its meetings that are public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from chungtay.blood.models import Drive
from chungtay.blood.rules.states import DriveState
from chungtay.meetings.models import Meeting
from chungtay.meetings.rules.states import MeetingKind, MeetingState
from chungtay.organizations.queries import Structure, UnitOn, structure

from .chapter import the_chapter

BACK, MOST = timedelta(days=365), 300


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """A drive or a meeting (`kind`): what, when, where, whose. `token`: of the page to sign up at, while it is open."""

    key: str
    kind: MeetingKind | None
    title: str
    on: date
    begins: time | None
    ends: time | None
    place: str
    host: str
    token: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """The nearest first of what is to come; the latest first of what was, a year back."""

    chapter: UnitOn
    coming: tuple[OpenEvent, ...]
    past: tuple[OpenEvent, ...]


def agenda(on: date) -> Agenda:
    """The public calendar of a day. Raises Http404 without a chapter."""
    known = structure()
    chapter = the_chapter(on, known)
    found = sorted([*_drives(chapter, on, known), *_meetings(chapter, on, known)], key=lambda one: (one.on, one.key))
    past = [one for one in found if one.on < on]
    return Agenda(chapter, tuple(one for one in found if one.on >= on), tuple(reversed(past)))


def _drives(chapter: UnitOn, on: date, known: Structure) -> Iterator[OpenEvent]:
    """Those that took or take sign-ups: what is only planned, or was called off, is not announced."""
    shown = (DriveState.OPEN, DriveState.HELD, DriveState.REPORTED)
    units = known.descendant_ids([chapter.id])
    rows = Drive.objects.filter(unit__in=units, state__in=shown, held_on__gte=on - BACK).order_by("-held_on", "pk")[
        :MOST
    ]
    names = known.units_of({row.unit_id for row in rows}, on)
    for row in rows:
        begins = min((time.fromisoformat(start) for start, _places in row.slots), default=None)
        token = row.token if row.state == DriveState.OPEN and row.held_on >= on else ""
        yield OpenEvent(
            f"dot-hien-mau-{row.pk}", None, row.name, row.held_on, begins, None, row.place, names[row.unit_id].name,
            token, row.entered_at,
        )  # fmt: skip


def _meetings(chapter: UnitOn, on: date, known: Structure) -> Iterator[OpenEvent]:
    """The kinds that the chapter's setting opens: title, day, hours and place, nobody who is asked or what is said."""
    kinds = [MeetingKind(kind) for kind in settings.CHUNGTAY_PUBLIC_MEETINGS]
    clusters = [cluster.code for cluster in known.clusters.values() if cluster.owner_id == chapter.id]
    of = Q(of__in=[chapter.code, *clusters], kind__in=kinds, held_on__gte=on - BACK)
    rows = Meeting.objects.filter(of).exclude(state=MeetingState.CANCELLED).order_by("-held_on", "pk")[:MOST]
    names = known.units_of({row.host_id for row in rows}, on)
    for row in rows:
        host = row.host_called or names[row.host_id].name
        yield OpenEvent(
            f"hoi-nghi-{row.pk}", MeetingKind(row.kind), row.title, row.held_on, row.begins, row.ends, row.place, host,
            "", row.called_at,
        )  # fmt: skip
