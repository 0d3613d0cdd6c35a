"""Which meetings there are, whom each concerns, and who runs it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from chungtay.figures.queries.permitted import sees_figures
from chungtay.meetings.models import Invitation, Meeting
from chungtay.organizations.queries import Sight, Structure
from chungtay.organizations.rules import CLUSTER_ROLES, Permission

RUN_BY = (Permission.APPROVE, Permission.PUBLISH)


def scope_name(of: str, day: date, known: Structure) -> str:
    """What the unit or cluster of a code is called on a day."""
    cluster = known.cluster(of) if "/" in of else None
    unit = None if cluster else known.unit_within(of, date.min, day)
    return cluster.name if cluster else unit.name if unit else of


@dataclass(frozen=True, slots=True)
class Concerned:
    """What concerns a person: scopes whose figures the person sees, meetings to which an own unit is asked."""

    scopes: frozenset[str]
    asked: QuerySet[Meeting]


def concerned(seen: Sight) -> Concerned:
    """Whose meetings, and which, the person may read."""
    asked = Invitation.objects.filter(unit__in=seen.own_units().keys()).values("meeting")
    return Concerned(frozenset(_scopes_seen(seen)), Meeting.objects.filter(pk__in=asked))


def meetings(what: Concerned) -> list[Meeting]:
    """The meetings that concern the person, the latest day first, each with how many units are asked (`units`)."""
    rows = Meeting.objects.filter(Q(of__in=what.scopes) | Q(pk__in=what.asked)).annotate(
        units=Count("invitations", filter=Q(invitations__unit__isnull=False))
    )
    return list(rows.order_by("-held_on", "-pk"))  # counting forgets a table's own order


def _scopes_seen(seen: Sight) -> list[str]:
    """Codes of units and clusters that have met and whose figures the person may see."""
    codes = Meeting.objects.order_by("of").values_list("of", flat=True).distinct()
    return [of for of in codes if sees_figures(seen, [of], date.min, seen.on)]


def sees(seen: Sight, meeting: Meeting, asked: Iterable[int]) -> bool:
    """May the person read it: who may see the figures of its scope, or of a unit that is asked to it (`asked`)?"""
    if sees_figures(seen, [meeting.of], meeting.first_on, meeting.held_on):
        return True
    return bool(seen.units(Permission.SEE_FIGURES, asked))


def runs(seen: Sight, of: str, day: date) -> bool:
    """May the person call and hold meetings of it: head and deputy of the cluster, or who approves or publishes for it
    or above it?"""
    if "/" in of:
        cluster = seen.structure.cluster(of)
        if cluster is None:
            return False
        led = any(role.cluster_id == cluster.id and role.role in CLUSTER_ROLES for role in seen.roles)
        return led or any(seen.may_in_cluster(permission, cluster) for permission in RUN_BY)
    unit = seen.structure.unit_within(of, day, day)
    return unit is not None and any(seen.may(permission, unit.id) for permission in RUN_BY)


def writers(seen: Sight, units: Collection[int]) -> frozenset[int]:
    """Those of the units for which the person may write a paper, or say how a conclusion goes."""
    return seen.units(Permission.RECORD, units) | seen.units(Permission.APPROVE, units)
