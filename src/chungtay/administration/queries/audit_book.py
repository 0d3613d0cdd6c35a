"""The audit book, narrowed to whom the reader administers, and whether book and chain were found sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.administration.rules import AuditSearch
from chungtay.audit.models import AuditHead, AuditLine
from chungtay.audit.queries import lines
from chungtay.audit.rules import SILENT
from chungtay.kernel.text import folded
from chungtay.ledger.queries import Head, head
from chungtay.organizations.models import UnitPath
from chungtay.organizations.queries import units_of
from chungtay.organizations.queries.paths import on_day

from .reach import Reach

PAGE = 50
MOST_EXPORTED = 50_000
SOUND = "ok"


@dataclass(frozen=True, slots=True)
class Checked:
    """The last time the book was checked: when, whether it agreed, and how many places did not."""

    at: datetime
    sound: bool
    faults: int


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it is read: the object by name where it has one, the words only where they tell of no record."""

    id: int
    at: datetime
    by_name: str
    action: str
    object_type: str
    object_name: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines, newest first; `older` is where the next page begins, None on the last one."""

    lines: tuple[ReadLine, ...]
    older: int | None
    count: int
    checked: Checked | None
    head: Head


def audit_page(reach: Reach, search: AuditSearch) -> AuditPage:
    """A page of the lines that fit, with what the last check of the book said."""
    rows = list(_found(reach, search)[: PAGE + 1])
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return AuditPage(tuple(_read(reach, rows[:PAGE])), older, AuditHead.objects.get(pk=1).lines, last_checked(), head())


def audit_lines(reach: Reach, search: AuditSearch) -> Iterator[ReadLine]:
    """Every line that fits, newest first, for a file; at most 50,000."""
    rows: list[AuditLine] = []
    for row in _found(reach, search)[:MOST_EXPORTED].iterator(chunk_size=2000):
        rows.append(row)
        if len(rows) == 2000:
            yield from _read(reach, rows)
            rows = []
    yield from _read(reach, rows)


def last_checked() -> Checked | None:
    """The last result of `verify`, or None where it has not run."""
    line = lines(object_type="book").filter(action="verify_book").first()
    if line is None:
        return None
    return Checked(line.at, line.text == SOUND, 0 if line.text == SOUND else len(line.text.splitlines()))


def _found(reach: Reach, search: AuditSearch) -> QuerySet[AuditLine]:
    rows = lines(since_at=_start(search.first), before_at=_start(search.last, 1)).filter(_concerned(reach))
    if search.person:
        rows = rows.filter(by__in=_named(search.person))
    if search.action:
        rows = rows.filter(action=search.action)
    if search.unit_id is not None:
        rows = rows.filter(_about(search.unit_id, reach.on))
    if search.words:
        rows = rows.filter(Q(text__icontains=search.words) & ~Q(object_type__in=SILENT) | Q(object_id=search.words))
    return rows.filter(pk__lt=search.before) if search.before else rows


def _start(day: date | None, later: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time())) if day else None


def _concerned(reach: Reach) -> Q:
    """Lines of people who have or had a role in the reach; for a chapter also those of the machine and of newcomers."""
    mine = Q(by__in=reach.roles().values("user"))
    if not reach.is_chapter_wide:
        return mine
    return mine | Q(by__isnull=True) | Q(by__in=User.objects.filter(roles__isnull=True))


def _about(unit_id: int, on: date) -> Q:
    """Lines about the unit itself, and lines of people with a role in it or below."""
    below = UnitPath.objects.filter(on_day(on), ancestor=unit_id).values("descendant")
    people = User.objects.filter(roles__unit__in=below)
    return Q(object_type="unit", object_id=str(unit_id)) | Q(by__in=people)


def _named(words: str) -> list[int]:
    sought = folded(words).split()
    rows = User.objects.values_list("pk", "name", "login")
    return [pk for pk, name, login in rows if all(word in f"{folded(name)} {login}" for word in sought)]


def _read(reach: Reach, rows: list[AuditLine]) -> Iterator[ReadLine]:
    keys = {kind: {int(r.object_id) for r in rows if r.object_type == kind and r.object_id.isdigit()}
            for kind in ("unit", "user")}  # fmt: skip
    units = units_of(keys["unit"], reach.on) if keys["unit"] else {}
    users = {user.pk: str(user) for user in User.objects.filter(pk__in=keys["user"])} if keys["user"] else {}
    for row in rows:
        name = row.object_id
        if name.isdigit() and row.object_type == "unit":
            name = units[int(name)].name if int(name) in units else name
        elif name.isdigit() and row.object_type == "user":
            name = users.get(int(name), name)
        text = "" if row.object_type in SILENT else row.text
        yield ReadLine(row.pk, row.at, row.by_name, row.action, row.object_type, name, text)
