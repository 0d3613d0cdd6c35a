"""Who may do what where: roles are dated and inherited down the tree; cluster roles see members' figures."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from chungtay.accounts.models import User
from chungtay.organizations.models import Cluster, ClusterMembership, Role, Unit, UnitPath
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import CLUSTER_ROLES, Permission, roles_with


def may(user: User | None, permission: Permission | str, unit_id: int, on: date) -> bool:
    """May the person do this for the unit on that day?

    By a role for the unit or for one above it, or, for figures only, by a role for a cluster in which it is.
    An ended unit stays where it was on its last day, so that its upper chapter still sees its work.
    """
    if user is None or not user.is_active:
        return False
    return _visible(user, Permission(permission), on).filter(pk=unit_id).exists()


def may_in_cluster(user: User | None, permission: Permission | str, cluster_id: int, on: date) -> bool:
    """May the person do this for the cluster as a whole: by a role for it, for its owner, or above its owner?"""
    if user is None or not user.is_active:
        return False
    roles = _roles(user, Permission(permission), on)
    if roles.filter(cluster=cluster_id).exists():
        return True
    owner = Cluster.objects.filter(pk=cluster_id).values_list("owner", flat=True).first()
    return owner is not None and may(user, permission, owner, on)


def units_visible_to(
    user: User | None, on: date, permission: Permission | str = Permission.SEE_FIGURES
) -> QuerySet[Unit]:
    """The units for which the person has the permission on that day; use it as `unit__in=`."""
    if user is None or not user.is_active:
        return Unit.objects.none()
    return _visible(user, Permission(permission), on)


def roles_of(user: User, on: date) -> QuerySet[Role]:
    """The person's roles on a day, with their unit or cluster."""
    return user.roles.filter(on_day(on)).select_related("unit", "cluster").order_by("pk")


def _roles(user: User, permission: Permission, on: date) -> QuerySet[Role]:
    return Role.objects.filter(on_day(on), user=user, role__in=roles_with(permission))


def _visible(user: User, permission: Permission, on: date) -> QuerySet[Unit]:
    roles = _roles(user, permission, on)
    tops = roles.exclude(role__in=CLUSTER_ROLES).values("unit")
    life = UnitPath.objects.filter(ancestor=OuterRef("descendant"), descendant=OuterRef("descendant"), depth=0)
    ended_with_it = Exists(life.filter(valid_to__lte=on, valid_to=OuterRef("valid_to")))
    begins_with_it = Exists(life.filter(valid_from__gt=on, valid_from=OuterRef("valid_from")))
    below = UnitPath.objects.filter(on_day(on) | ended_with_it | begins_with_it, ancestor__in=tops)
    # A cluster's head sees its members: also one whose unit ended while it was a member.
    unit_ended = UnitPath.objects.filter(ancestor=OuterRef("unit"), descendant=OuterRef("unit"), depth=0)
    members = ClusterMembership.objects.filter(
        on_day(on)
        | (
            Q(valid_from__lte=on)
            & Exists(unit_ended.filter(valid_to__lte=on, valid_to__gt=OuterRef("valid_from")))
            & (Q(valid_to__isnull=True) | Exists(unit_ended.filter(valid_to__lte=OuterRef("valid_to"))))
        ),
        superseded_in__isnull=True,
        cluster__in=roles.filter(role__in=CLUSTER_ROLES).values("cluster"),
    )
    return Unit.objects.filter(Q(pk__in=below.values("descendant")) | Q(pk__in=members.values("unit")))
