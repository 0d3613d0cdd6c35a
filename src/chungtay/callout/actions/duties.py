"""Duty of coordinators and rosters of donors."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.callout.models import Duty, RosterPlace
from chungtay.callout.queries.duties import local_time, units_of_donors
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import may, structure
from chungtay.organizations.rules import Permission

NOT_ALLOWED = gettext_noop("Chỉ người điều phối hiến máu của đơn vị mới nhận ca trực.")
NO_TIME = gettext_noop("Ca trực phải kết thúc sau lúc này.")
NOT_OURS = gettext_noop("Người hiến mã %(ids)s không thuộc câu lạc bộ này.")


@transaction.atomic
def take_duty(*, by: User, at: datetime, unit_id: int, until_at: datetime) -> Duty:
    """Take over the shift until a moment; a shift of one's own for the unit that runs is made longer or shorter.

    Raises Refusal for who does not coordinate blood there, and for a moment that is past.
    """
    if not may(by, Permission.COORDINATE_BLOOD, unit_id, local_time(at).date()):
        raise Refusal(NOT_ALLOWED)
    if until_at <= at:
        raise Refusal(NO_TIME)
    row = Duty.objects.select_for_update().filter(user=by, unit=unit_id, from_at__lte=at, until_at__gt=at).first()
    if row:
        row.until_at = until_at
        row.save(update_fields=["until_at"])
    else:
        row = Duty.objects.create(user=by, unit_id=unit_id, from_at=at, until_at=until_at)
    audit.note(by=by, at=at, action="take_duty", object_type="unit", object_id=unit_id, text=until_at.isoformat())
    return row


@transaction.atomic
def end_duty(*, by: User, at: datetime, unit_id: int) -> bool:
    """End one's own shift for the unit now; returns whether one ran."""
    running = Duty.objects.filter(user=by, unit=unit_id, from_at__lt=at, until_at__gt=at)
    ended = bool(running.update(until_at=at)) or bool(
        Duty.objects.filter(user=by, unit=unit_id, from_at=at).delete()[0]
    )
    if ended:
        audit.note(by=by, at=at, action="end_duty", object_type="unit", object_id=unit_id)
    return ended


@transaction.atomic
def assign_roster(
    *, by: User | None, at: datetime, unit_id: int, days: Collection[date], donor_ids: Collection[int]
) -> int:
    """Put these donors, and no others, on the unit's roster of these days; returns how many places there are then.

    A donor who stands on another unit's roster of that day stays there. Raises Refusal for donors who are not of the unit
    or one below it.
    """
    below = structure().descendant_ids([unit_id])
    units = units_of_donors(donor_ids)
    if strange := [pk for pk in donor_ids if units.get(pk) not in below]:
        raise Refusal(NOT_OURS, ids=", ".join(map(str, strange)))
    RosterPlace.objects.filter(unit=unit_id, on__in=days).exclude(donor__in=donor_ids).delete()
    RosterPlace.objects.bulk_create(
        [RosterPlace(unit_id=unit_id, donor_id=pk, on=day) for day in days for pk in donor_ids], ignore_conflicts=True
    )
    audit.note(by=by, at=at, action="assign_roster", object_type="unit", object_id=unit_id, text=str(len(donor_ids)))
    return RosterPlace.objects.filter(unit=unit_id, on__in=days).count()
