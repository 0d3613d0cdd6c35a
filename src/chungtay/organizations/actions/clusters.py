"""Emulation clusters: formed by a unit, joined and left, led in turn."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note as audit_note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.organizations.actions.changes import Change, unit_known
from chungtay.organizations.models import Cluster, ClusterMembership, ClusterOffice, UnitPath
from chungtay.organizations.rules import CLUSTER_ROLE_NAMES, ClusterRole, check_cluster_code, overlaps, stands

_TAKEN = gettext_noop("Đã có cụm mang mã %(code)s")
_OTHER_OWNER = gettext_noop("Mã cụm %(code)s phải bắt đầu bằng mã đơn vị lập cụm: %(owner)s/")
_UNKNOWN = gettext_noop("Không có cụm số %(id)s")
_ALREADY_IN = gettext_noop("Đơn vị %(unit)s đã ở trong cụm %(cluster)s trong thời gian đó")
_NOT_IN = gettext_noop("Đơn vị %(unit)s không ở trong cụm %(cluster)s vào ngày %(day)s")
_NOT_STANDING = gettext_noop("Đơn vị %(code)s không hoạt động vào ngày %(day)s")
_NOT_HELD = gettext_noop("Đơn vị không giữ vai trò này của cụm vào ngày %(day)s")
_HELD = gettext_noop("Cụm %(cluster)s đã có đơn vị giữ vai trò này từ ngày %(day)s")


@transaction.atomic
def open_cluster(*, by: User | None, at: datetime, code: str, name: str, owner_id: int) -> Cluster:
    """Form a cluster. Raises Refusal for a code out of pattern, taken, or not beginning with its owner's."""
    check_cluster_code(code)
    owner = unit_known(owner_id)
    if not code.startswith(f"{owner.code}/"):
        raise Refusal(_OTHER_OWNER, code=code, owner=owner.code)
    if Cluster.objects.filter(code=code).exists():
        raise Refusal(_TAKEN, code=code)
    cluster = Cluster.objects.create(code=code, name=nfc(name), owner=owner)
    _note(by, at, "open_cluster", cluster, name)
    return cluster


@transaction.atomic
def assign_member(
    *, by: User | None, at: datetime, cluster_id: int, unit_id: int, valid_from: date, valid_to: date | None = None
) -> ClusterMembership:
    """A unit joins a cluster (until its own end, if that is known to come earlier). A new revision.

    Raises Refusal if the unit does not stand on the first day or is in the cluster already.
    """
    cluster, unit = _cluster(cluster_id), unit_known(unit_id)
    change = Change.begun(by=by, at=at, note=f"{unit.code} vào {cluster.code}")
    life = UnitPath.objects.filter(ancestor=unit_id, descendant=unit_id, depth=0).first()
    if life is None or not stands(life.valid_from, life.valid_to, valid_from):
        raise Refusal(_NOT_STANDING, code=unit.code, day=f"{valid_from:%d/%m/%Y}")
    if life.valid_to is not None:
        valid_to = min(valid_to or life.valid_to, life.valid_to)
    for row in _memberships(cluster_id, unit_id):
        if overlaps((row.valid_from, row.valid_to), (valid_from, valid_to)):
            raise Refusal(_ALREADY_IN, unit=unit.code, cluster=cluster.code)
    membership = ClusterMembership(cluster=cluster, unit=unit, valid_from=valid_from, valid_to=valid_to)
    change.add_membership(membership)
    _note(by, at, "assign_member", cluster, f"{unit.code} từ {valid_from:%d/%m/%Y}")
    return membership


@transaction.atomic
def end_member(*, by: User | None, at: datetime, cluster_id: int, unit_id: int, on: date) -> ClusterMembership:
    """A unit leaves a cluster: no member from `on`. Raises Refusal if it is none on the day before."""
    cluster, unit = _cluster(cluster_id), unit_known(unit_id)
    change = Change.begun(by=by, at=at, note=f"{unit.code} rời {cluster.code}")
    rows = _memberships(cluster_id, unit_id)
    row = next((r for r in rows if r.valid_from < on and stands(r.valid_from, r.valid_to, on)), None)
    if row is None:
        raise Refusal(_NOT_IN, unit=unit.code, cluster=cluster.code, day=f"{on:%d/%m/%Y}")
    change.supersede(row)
    ended = ClusterMembership(cluster=cluster, unit=unit, valid_from=row.valid_from, valid_to=on)
    change.add_membership(ended)
    _note(by, at, "end_member", cluster, f"{unit.code} đến {on:%d/%m/%Y}")
    return ended


@transaction.atomic
def assign_office(
    *,
    by: User | None,
    at: datetime,
    cluster_id: int,
    unit_id: int,
    role: ClusterRole,
    valid_from: date,
    valid_to: date | None = None,
) -> ClusterOffice:
    """A member becomes head or deputy; who held the office without an end hands it over on that day.

    Raises Refusal if the unit is no member on the first day or the office is held for a fixed time then.
    """
    cluster, unit = _cluster(cluster_id), unit_known(unit_id)
    if not any(stands(r.valid_from, r.valid_to, valid_from) for r in _memberships(cluster_id, unit_id)):
        raise Refusal(_NOT_IN, unit=unit.code, cluster=cluster.code, day=f"{valid_from:%d/%m/%Y}")
    held = ClusterOffice.objects.filter(cluster=cluster_id, role=role)
    held.filter(valid_to__isnull=True, valid_from__lt=valid_from).update(valid_to=valid_from)
    for row in held:
        if overlaps((row.valid_from, row.valid_to), (valid_from, valid_to)):
            raise Refusal(_HELD, cluster=cluster.code, day=f"{row.valid_from:%d/%m/%Y}")
    office = ClusterOffice.objects.create(
        cluster=cluster, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to
    )
    _note(by, at, "assign_office", cluster, f"{CLUSTER_ROLE_NAMES[role]}: {unit.code} từ {valid_from:%d/%m/%Y}")
    return office


@transaction.atomic
def end_office(*, by: User | None, at: datetime, office_id: int, on: date) -> ClusterOffice:
    """A head or deputy hands the office over: it is not held from `on`. Raises Refusal if it was not held the day before."""
    office = ClusterOffice.objects.select_related("cluster", "unit").filter(pk=office_id).first()
    if office is None or office.valid_from >= on or not stands(office.valid_from, office.valid_to, on):
        raise Refusal(_NOT_HELD, day=f"{on:%d/%m/%Y}")
    office.valid_to = on
    office.save(update_fields=["valid_to"])
    _note(by, at, "end_office", office.cluster, f"{office.role}: {office.unit.code} đến {on:%d/%m/%Y}")
    return office


def _cluster(cluster_id: int) -> Cluster:
    cluster = Cluster.objects.filter(pk=cluster_id).first()
    if cluster is None:
        raise Refusal(_UNKNOWN, id=cluster_id)
    return cluster


def _memberships(cluster_id: int, unit_id: int) -> list[ClusterMembership]:
    return list(ClusterMembership.objects.filter(cluster=cluster_id, unit=unit_id, superseded_in__isnull=True))


def _note(by: User | None, at: datetime, action: str, cluster: Cluster, text: str) -> None:
    audit_note(by=by, at=at, action=action, object_type="cluster", object_id=cluster.pk, text=text)
