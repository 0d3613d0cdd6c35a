"""Posts, document headings and roles, dated."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from chungtay.accounts.actions import withdraw_links_of
from chungtay.accounts.models import User
from chungtay.accounts.queries import link_openers
from chungtay.audit.actions import note as audit_note
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind, Param
from chungtay.organizations.actions.changes import unit_known
from chungtay.organizations.models import Appointment, IssuingBody, Role, UnitVersion
from chungtay.organizations.queries.permissions import may
from chungtay.organizations.rules import CLUSTER_ROLES, ROLE_NAMES, Permission, overlaps, stands
from chungtay.organizations.rules import Role as RoleCode

_WRONG_SCOPE = gettext_noop("Vai trò %(role)s phải gắn với %(scope)s")
_CLUSTER, _UNIT = gettext_noop("một cụm"), gettext_noop("một đơn vị")
_HEADED = gettext_noop("Đơn vị %(unit)s đã có thông tin cơ quan ban hành từ ngày %(day)s")
_NOT_HELD = gettext_noop("Vai trò hoặc chức vụ này không có hiệu lực vào ngày %(day)s")
_HAS_ROLE = gettext_noop("%(user)s đã có vai trò %(role)s trong thời gian đó")


@transaction.atomic
def assign_appointment(
    *,
    by: User | None,
    at: datetime,
    unit_id: int,
    person: str,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
    signs_as: str = "",
) -> Appointment:
    """Appoint a person to a post. `signs_as` is the authority line above the signature ("TM. BAN THƯỜNG VỤ")."""
    unit = unit_known(unit_id)
    row = Appointment.objects.create(
        unit=unit,
        person=nfc(person),
        title=nfc(title),
        signs_as=nfc(signs_as),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _note(by, at, "assign_appointment", "appointment", row.pk, f"{unit.code}: {row}")
    return row


@transaction.atomic
def end_appointment(*, by: User | None, at: datetime, appointment_id: int, on: date) -> Appointment:
    """The person leaves the post: it is not held from `on`. Raises Refusal if it was not held the day before."""
    row = Appointment.objects.filter(pk=appointment_id).first()
    if row is None or row.valid_from >= on or not stands(row.valid_from, row.valid_to, on):
        raise Refusal(_NOT_HELD, day=f"{on:%d/%m/%Y}")
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    _note(by, at, "end_appointment", "appointment", row.pk, f"{row} đến {on:%d/%m/%Y}")
    return row


@transaction.atomic
def assign_issuing_body(
    *,
    by: User | None,
    at: datetime,
    unit_id: int,
    superior: str,
    name: str,
    place: str,
    symbol: str,
    valid_from: date,
    valid_to: date | None = None,
) -> IssuingBody:
    """How the unit heads its documents from a day on; an earlier heading without an end ends there.

    Raises Refusal if another heading holds for a fixed time then.
    """
    unit = unit_known(unit_id)
    rows = IssuingBody.objects.filter(unit=unit)
    rows.filter(valid_to__isnull=True, valid_from__lt=valid_from).update(valid_to=valid_from)
    for row in rows:
        if overlaps((row.valid_from, row.valid_to), (valid_from, valid_to)):
            raise Refusal(_HEADED, unit=unit.code, day=f"{row.valid_from:%d/%m/%Y}")
    body = IssuingBody.objects.create(
        unit=unit,
        superior=nfc(superior),
        name=nfc(name),
        place=nfc(place),
        symbol=nfc(symbol),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _note(by, at, "assign_issuing_body", "issuing_body", body.pk, f"{unit.code}: {name}")
    return body


@transaction.atomic
def assign_role(
    *,
    by: User | None,
    at: datetime,
    user: User,
    role: RoleCode,
    valid_from: date,
    unit_id: int | None = None,
    cluster_id: int | None = None,
    valid_to: date | None = None,
) -> Role:
    """Give a person a role for a unit (and all below) or, for head and deputy, for a cluster.

    A link for the person that was opened by somebody who does not administer there ends: whoever opened it could set
    the password. Raises Refusal if the scope does not fit the role, or the person has that role there already.
    """
    of_cluster = role in CLUSTER_ROLES
    if (cluster_id is not None) != of_cluster or (unit_id is None) != of_cluster:
        raise Refusal(_WRONG_SCOPE, role=Refusal(ROLE_NAMES[role]), scope=Refusal(_CLUSTER if of_cluster else _UNIT))
    for row in Role.objects.filter(user=user, role=role, unit=unit_id, cluster=cluster_id):
        if overlaps((row.valid_from, row.valid_to), (valid_from, valid_to)):
            raise Refusal(_HAS_ROLE, user=user, role=Refusal(ROLE_NAMES[role]))
    given = Role.objects.create(
        user=user, role=role, unit_id=unit_id, cluster_id=cluster_id, valid_from=valid_from, valid_to=valid_to
    )
    _note(by, at, "assign_role", "role", given.pk, f"{user}: {ROLE_NAMES[role]}")
    there = unit_id or (given.cluster.owner_id if given.cluster else 0)
    openers = [one for one in link_openers(user) if one != by]
    strangers = [one for one in openers if not may(one, Permission.ADMINISTER, there, day_of(at))]
    withdraw_links_of(by=by, at=at, user=user, openers=strangers)
    if not user.is_illustrative:
        _tell(by, at, given, valid_from)
    return given


@transaction.atomic
def end_role(*, by: User | None, at: datetime, role_id: int, on: date) -> Role:
    """The person has the role no more from `on`; one that would begin then or later is taken back as if never given.

    Raises Refusal if it had ended by then, or was not held before `on` although it was held since.
    """
    row = Role.objects.filter(pk=role_id).first()
    if row is None or (row.valid_to is not None and row.valid_to <= on) or on <= row.valid_from < day_of(at):
        raise Refusal(_NOT_HELD, day=f"{on:%d/%m/%Y}")
    _note(by, at, "end_role", "role", row.pk, f"{row.user}: {ROLE_NAMES[RoleCode(row.role)]} đến {on:%d/%m/%Y}")
    _tell(by, at, row, on, NoticeKind.ROLE_ENDED)
    if row.valid_from >= on:
        row.delete()
    else:
        row.valid_to = on
        row.save(update_fields=["valid_to"])
    return row


@transaction.atomic
def end_roles(*, by: User | None, at: datetime, user: User, on: date) -> int:
    """The person has none of the roles any more from `on`; how many ended by it."""
    standing = Role.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), user=user).order_by("pk")
    ids = list(standing.values_list("pk", flat=True))
    for role_id in ids:
        end_role(by=by, at=at, role_id=role_id, on=on)
    return len(ids)


def _tell(by: User | None, at: datetime, role: Role, on: date, kind: NoticeKind = NoticeKind.ROLE_GIVEN) -> None:
    """Tell the person; whoever gets a first role finds the first steps on the first page instead."""
    if by is not None and by.pk == role.user_id:
        return
    if kind == NoticeKind.ROLE_GIVEN and not Role.objects.filter(user=role.user_id).exclude(pk=role.pk).exists():
        notify(by=by, at=at, to=[role.user_id], kind=NoticeKind.FIRST_STEPS)
        return
    params: dict[str, Param] = {
        "role": {"say": ROLE_NAMES[RoleCode(role.role)]},
        "where": _where(role),
        "day": {"day": on.isoformat()},
    }
    notify(by=by, at=at, to=[role.user_id], kind=kind, params=params, path=reverse("account"))


def _where(role: Role) -> str:
    if role.cluster is not None:
        return role.cluster.name
    versions = UnitVersion.objects.filter(unit=role.unit_id, superseded_in__isnull=True).order_by("-valid_from")
    return versions.values_list("name", flat=True)[0]


def _note(by: User | None, at: datetime, action: str, what: str, object_id: int, text: str) -> None:
    audit_note(by=by, at=at, action=action, object_type=what, object_id=object_id, text=text)
