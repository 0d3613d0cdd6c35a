"""What is coming and what was: drives of the chapter and all below it, and those of its meetings that are public."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from chungtay.audit.models import AuditLine
from chungtay.blood.models import Drive
from chungtay.blood.rules.states import DriveState
from chungtay.meetings.models import Meeting
from chungtay.meetings.rules.states import MeetingKind, MeetingState
from chungtay.openness.queries.chapter import the_chapter
from chungtay.organizations.queries import Structure, UnitOn, structure

BACK, MOST = timedelta(days=365), 300
CHANGES = {  # lines of the audit book that tell of a change of what the calendar shows
    "drive": ("open_drive", "correct_drive", "close_drive", "withdraw_drive"),
    "meeting": ("correct_meeting", "withdraw_meeting"),
}
Line = tuple[str, datetime]  # an action, and when


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """A drive or a meeting (`kind`): what, when, where, whose. `token`: of the page to sign up at, while it is open;
    `changes`: how often it was changed since it was written down, `changed_at` the last time."""

    key: str
    kind: MeetingKind | None
    title: str
    on: date
    begins: time | None
    ends: time | None
    place: str
    host: str
    token: str
    called_off: bool
    changes: int
    changed_at: datetime


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
    """Those that took or take sign-ups: what is only planned is not announced, nor that it was called off."""
    of = Q(unit__in=known.descendant_ids([chapter.id]), held_on__gte=on - BACK)
    rows = list(Drive.objects.filter(of).exclude(state=DriveState.PLANNED).order_by("-held_on", "pk")[:MOST])
    names, lines = known.units_of({row.unit_id for row in rows}, on), _lines("drive", [row.pk for row in rows])
    for row in rows:
        told, called_off = lines.get(row.pk, []), row.state == DriveState.CANCELLED
        if called_off and "open_drive" not in {action for action, _at in told}:
            continue
        begins = min((time.fromisoformat(start) for start, _places in row.slots), default=None)
        token = row.token if row.state == DriveState.OPEN and row.held_on >= on else ""
        yield OpenEvent(
            f"dot-hien-mau-{row.pk}", None, row.name, row.held_on, begins, None, row.place, names[row.unit_id].name,
            token, called_off, len(told), max((at for _action, at in told), default=row.entered_at),
        )  # fmt: skip


def _meetings(chapter: UnitOn, on: date, known: Structure) -> Iterator[OpenEvent]:
    """The kinds that the chapter's setting opens: title, day, hours and place, nobody who is asked or what is said."""
    kinds = [MeetingKind(kind) for kind in settings.CHUNGTAY_PUBLIC_MEETINGS]
    clusters = [cluster.code for cluster in known.clusters.values() if cluster.owner_id == chapter.id]
    of = Q(of__in=[chapter.code, *clusters], kind__in=kinds, held_on__gte=on - BACK)
    rows = list(Meeting.objects.filter(of).order_by("-held_on", "pk")[:MOST])
    names, lines = known.units_of({row.host_id for row in rows}, on), _lines("meeting", [row.pk for row in rows])
    for row in rows:
        told = lines.get(row.pk, [])
        yield OpenEvent(
            f"hoi-nghi-{row.pk}", MeetingKind(row.kind), row.title, row.held_on, row.begins, row.ends, row.place,
            row.host_called or names[row.host_id].name, "", row.state == MeetingState.CANCELLED, len(told),
            max((at for _action, at in told), default=row.called_at),
        )  # fmt: skip


def _lines(kind: str, ids: Collection[int]) -> dict[int, list[Line]]:
    """What the audit book tells of changes, by number."""
    found: dict[int, list[Line]] = {}
    rows = AuditLine.objects.filter(object_type=kind, object_id__in=[str(pk) for pk in ids], action__in=CHANGES[kind])
    for pk, action, at in rows.order_by("pk").values_list("object_id", "action", "at"):
        found.setdefault(int(pk), []).append((action, at))
    return found
