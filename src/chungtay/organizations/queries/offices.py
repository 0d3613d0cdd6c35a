"""Who signs and under which heading a unit's documents go out on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from chungtay.organizations.models import Appointment, IssuingBody, Role
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import ClusterRole

STANDS = "{0}.valid_from <= %s AND ({0}.valid_to IS NULL OR {0}.valid_to > %s)"
PAPER_SQL = (
    "SELECT b.superior, b.name, b.place, b.symbol, b.id, a.person, a.title, a.signs_as, a.id FROM (SELECT COALESCE("
    "CAST(%s AS BIGINT), (SELECT o.unit_id FROM organizations_clusteroffice o WHERE o.cluster_id = %s AND o.role = %s AND "
    f"{STANDS.format('o')} ORDER BY o.valid_from DESC LIMIT 1)) AS unit_id) u"
    " LEFT JOIN organizations_issuingbody b ON b.id = (SELECT i.id FROM organizations_issuingbody i"
    f" WHERE i.unit_id = u.unit_id AND {STANDS.format('i')} ORDER BY i.valid_from DESC LIMIT 1)"
    " LEFT JOIN organizations_appointment a ON a.id = (SELECT p.id FROM organizations_appointment p"
    f" WHERE p.unit_id = u.unit_id AND {STANDS.format('p')} ORDER BY p.valid_from, p.id LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class AppointmentOn:
    """A person in a post."""

    person: str
    title: str
    signs_as: str


@dataclass(frozen=True, slots=True)
class IssuingBodyOn:
    """Heading of a unit's documents: superior body, own name, place of signing, symbol after the number."""

    superior: str
    name: str
    place: str
    symbol: str


def appointments_on(unit_id: int, day: date) -> list[AppointmentOn]:
    """Who holds a post of the unit on a day, the longest in post first."""
    rows = Appointment.objects.filter(on_day(day), unit=unit_id).order_by("valid_from", "pk")
    return [AppointmentOn(row.person, row.title, row.signs_as) for row in rows]


def issuing_body_on(unit_id: int, day: date) -> IssuingBodyOn | None:
    """The heading under which the unit issues documents on a day, or None if none was entered."""
    row = IssuingBody.objects.filter(on_day(day), unit=unit_id).order_by("-valid_from").first()
    return IssuingBodyOn(row.superior, row.name, row.place, row.symbol) if row else None


def paper_of(
    day: date, *, unit_id: int | None = None, cluster_id: int | None = None
) -> tuple[IssuingBodyOn | None, AppointmentOn | None]:
    """What heads the paper of a unit (of a cluster: of the unit that heads it), and who signs. One question."""
    with connection.cursor() as cursor:
        cursor.execute(PAPER_SQL, [unit_id, cluster_id, ClusterRole.HEAD, *[day] * 6])
        *body, found, person, title, signs_as, post = cursor.fetchone()
    return IssuingBodyOn(*body) if found else None, AppointmentOn(person, title, signs_as) if post else None


def holders_on(unit_ids: Collection[int], cluster_ids: Collection[int], day: date) -> set[int]:
    """Ids of the people with an open account who have a role in one of these units or clusters themselves on a day."""
    here = Q(unit__in=unit_ids) | Q(cluster__in=cluster_ids)
    return set(Role.objects.filter(on_day(day), here, user__is_active=True).values_list("user", flat=True))
