"""Campaigns and drives planned, changed, opened and called off; a drive's result, which is one record of the ledger."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.aid.actions import record_deliveries, withdraw_delivery
from chungtay.aid.rules import DeliveryDraft, Work, delivered_of
from chungtay.audit import actions as audit
from chungtay.blood.models import Campaign, Drive, DriveResult
from chungtay.blood.queries.drives import kept_funnel, told_funnel
from chungtay.blood.queries.layers import rules_for
from chungtay.blood.rules.results import PROGRAMME, day_key, drive_key, result_amounts
from chungtay.blood.rules.signing import slot_places
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.bloodrules.rules.drives import DriveDraft, check_campaign, check_drive
from chungtay.bloodrules.rules.funnel import Funnel, check_result
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries import catalogue
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.rules.keys import BLOOD_DRIVE
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import stands

from .days import post_listed
from .tokens import new_token

NO_DRIVE = gettext_noop("Không có đợt hiến máu này.")
CANCELLED = gettext_noop("Đợt hiến máu này đã hủy.")
NOT_THEN = gettext_noop("Đơn vị tổ chức không tồn tại vào ngày %(day)s.")
OUTSIDE = gettext_noop("Ngày %(day)s nằm ngoài chiến dịch “%(name)s” (%(first)s–%(last)s).")
OTHERS = gettext_noop("Chiến dịch “%(name)s” không phải của đơn vị tổ chức hay cấp trên của đơn vị ấy.")
SLOT_TAKEN = gettext_noop("Khung giờ %(slot)s có %(people)s người đăng ký, không bỏ hay giảm dưới số ấy được.")
HAS_RESULT = gettext_noop("Đợt này đã có kết quả: không đổi đơn vị tổ chức được nữa.")
NOT_COME = gettext_noop("Đợt hiến máu này vào ngày %(day)s, chưa tới.")
PAST = gettext_noop("Ngày %(day)s đã qua, không mở đăng ký được nữa.")
NO_REASON = gettext_noop("Cần ghi lý do.")
GAVE = gettext_noop("Đã ghi %(number)s lần hiến tại đợt này: rút từng lần hiến trước, rồi mới hủy được đợt.")
GAVE_THEN = gettext_noop("Đã ghi %(number)s lần hiến ngày %(day)s tại đợt này: không đổi ngày được nữa.")


@transaction.atomic
def add_campaign(
    *, by: User | None, at: datetime, on: date, unit_id: int, name: str, first_on: date, last_on: date,
    programme: str = PROGRAMME,
) -> Campaign:  # fmt: skip
    """Enter a campaign; `on` is today. Raises Refusal as `rules.drives.check_campaign`, and for a unit that is not there then."""
    check_campaign(name, first_on, last_on, on)
    _check_unit(unit_id, last_on)
    row = Campaign.objects.create(
        unit_id=unit_id, name=name.strip(), first_on=first_on, last_on=last_on, programme=programme, entered_at=at,
        entered_by=by,
    )  # fmt: skip
    audit.note(by=by, at=at, action="add_campaign", object_type="campaign", object_id=row.pk)
    return row


@transaction.atomic
def add_drive(*, by: User | None, at: datetime, on: date, drive: DriveDraft) -> Drive:
    """Enter a drive, planned; a day that is over too, where its result comes late. Raises Refusal as `rules.drives.check_drive`,
    for a unit that is not there on the day and a campaign of other days or units."""
    row = Drive(token=new_token(), state=DriveState.PLANNED, entered_at=at, entered_by=by)
    _say(row, drive, on)
    audit.note(by=by, at=at, action="add_drive", object_type="drive", object_id=row.pk)
    return row


@transaction.atomic
def correct_drive(*, by: User | None, at: datetime, on: date, drive_id: int, drive: DriveDraft) -> Drive:
    """Say a drive anew; what stands in the ledger follows. Raises Refusal as `add_drive`, for one called off, for slots that
    people have taken, for another unit or a day to come after the result, for another day after donations."""
    row = _standing(drive_id)
    latest = row.results.last()
    if latest and row.unit_id != drive.unit_id:
        raise Refusal(HAS_RESULT)
    if latest and drive.held_on > on:
        raise Refusal(NOT_COME, day=day_written(drive.held_on))
    if row.held_on != drive.held_on and (gave := _gave(row)):
        raise Refusal(GAVE_THEN, number=gave, day=day_written(row.held_on))
    _check_taken(row, drive)
    before = row.held_on
    _say(row, drive, on)
    if latest:
        post_listed(by=by, at=at, unit_id=row.unit_id, days={before} - {row.held_on})
        row.results.filter(pk=latest.pk).update(entry=_post(row, told_funnel(latest), by, at))
    audit.note(by=by, at=at, action="correct_drive", object_type="drive", object_id=row.pk)
    return row


@transaction.atomic
def open_drive(*, by: User | None, at: datetime, on: date, drive_id: int) -> Drive:
    """Let people sign up. Raises Refusal for a day that is over and a drive called off."""
    row = _standing(drive_id)
    if row.held_on < on:
        raise Refusal(PAST, day=day_written(row.held_on))
    return _moved(
        row,
        DriveState.OPEN,
        by,
        at,
        action="open_drive",
        object_type="drive",
        since=(DriveState.PLANNED, DriveState.HELD),
    )


@transaction.atomic
def close_drive(*, by: User | None, at: datetime, on: date, drive_id: int) -> Drive:
    """The day is done, or before it: nobody signs up any more for now. Raises Refusal for a drive called off."""
    row = _standing(drive_id)
    state = DriveState.HELD if row.held_on <= on else DriveState.PLANNED
    return _moved(
        row, state, by, at, action="close_drive", object_type="drive", since=(DriveState.PLANNED, DriveState.OPEN)
    )


@transaction.atomic
def withdraw_drive(*, by: User | None, at: datetime, drive_id: int, reason: str) -> Drive:
    """Call a drive off; a result that was told counts no more. Called off twice changes nothing.

    Raises Refusal without a reason, and while donations of the drive stand.
    """
    reason = reason.strip()
    if not reason:
        raise Refusal(NO_REASON)
    row = _locked(drive_id)
    if row.state == DriveState.CANCELLED:
        return row
    if gave := _gave(row):
        raise Refusal(GAVE, number=gave)
    withdraw_posted(by=by, at=at, drive=row, reason=reason)
    row.state, row.cancelled_because = DriveState.CANCELLED, reason
    row.save(update_fields=["state", "cancelled_because"])
    post_listed(by=by, at=at, unit_id=row.unit_id, days={row.held_on})  # what lists say of the day counts again
    audit.note(by=by, at=at, action="withdraw_drive", object_type="drive", object_id=row.pk, text=reason)
    return row


@transaction.atomic
def record_result(
    *, by: User | None, at: datetime, on: date, drive_id: int, told: Funnel, source: str = BLOOD_DRIVE
) -> DriveResult:
    """Record what a drive brought, in the ledger one record under the drive's key; the same again changes nothing.

    Raises Refusal before the day, for a drive called off, and as `rules.results.check_result`.
    """
    row = _standing(drive_id)
    if row.held_on > on:
        raise Refusal(NOT_COME, day=day_written(row.held_on))
    check_result(told, kept_funnel(row), rules_for(row.unit_id, row.held_on, row.centre).bags)
    entry = _post(row, told, by, at, source)
    latest = row.results.last()
    if latest is None or latest.entry != entry:
        bags = {str(ml): number for ml, number in sorted(told.bags.items()) if number}
        latest = DriveResult.objects.create(
            drive=row, bags=bags, entry=entry, told_at=at, told_by=by, **dict(told.steps())
        )
        audit.note(by=by, at=at, action="record_result", object_type="drive", object_id=row.pk)
    Drive.objects.filter(pk=row.pk).update(state=DriveState.REPORTED)
    return latest


def _post(row: Drive, told: Funnel, by: User | None, at: datetime, source: str = BLOOD_DRIVE) -> int:
    """The ledger's entry that stands for the drive; lists of that day without a drive count no more beside it."""
    listed = (row.unit_id, day_key(row.held_on))
    if standings([listed]):
        ledger.withdraw_all(by=by, at=at, places=[listed], reason=row.name)
    rules = rules_for(row.unit_id, row.held_on, row.centre)
    programme = (row.campaign.programme if row.campaign else "") or PROGRAMME
    delivery = DeliveryDraft(
        row.unit_id, drive_key(row.pk), row.held_on, row.name, Work.OTHER, programmes=(programme,), source=source,
        also=result_amounts(told, rules.counts_as), partners=tuple(sorted(row.partners.values_list("pk", flat=True))),
    )  # fmt: skip
    return record_deliveries(by=by, at=at, deliveries=[delivered_of(delivery, catalogue())])[0].seq


def withdraw_posted(*, by: User | None, at: datetime, drive: Drive, reason: str) -> None:
    """The ledger holds nothing of a drive any more, if it did."""
    if standings([(drive.unit_id, drive_key(drive.pk))]):
        withdraw_delivery(by=by, at=at, unit_id=drive.unit_id, key=drive_key(drive.pk), reason=reason)


def _say(row: Drive, draft: DriveDraft, on: date) -> None:
    check_drive(draft, on)
    _check_unit(draft.unit_id, draft.held_on)
    campaign = Campaign.objects.filter(pk=draft.campaign_id).first() if draft.campaign_id else None
    _check_campaign(campaign, draft)
    row.unit_id, row.campaign, row.area_id = draft.unit_id, campaign, draft.area_id
    row.name, row.place, row.centre = draft.name.strip(), draft.place.strip(), draft.centre.strip()
    row.held_on, row.quota, row.slots = draft.held_on, draft.quota, [list(slot) for slot in draft.slots]
    row.save()
    row.partners.set(draft.partners)


def _check_campaign(campaign: Campaign | None, draft: DriveDraft) -> None:
    if campaign is None:
        return
    if not campaign.first_on <= draft.held_on <= campaign.last_on:
        days = {"first": day_written(campaign.first_on), "last": day_written(campaign.last_on)}
        raise Refusal(OUTSIDE, day=day_written(draft.held_on), name=campaign.name, **days)
    if campaign.unit_id not in {path.ancestor_id for path in structure().above(draft.unit_id)}:
        raise Refusal(OTHERS, name=campaign.name)


def _check_unit(unit_id: int, day: date) -> None:
    lives = [path for path in structure().above(unit_id) if path.ancestor_id == unit_id]
    if not any(stands(life.valid_from, life.valid_to, day) for life in lives):
        raise Refusal(NOT_THEN, day=day_written(day))


def _gave(row: Drive) -> int:
    return row.donations.filter(withdrawn_because="").count()


def _check_taken(row: Drive, draft: DriveDraft) -> None:
    places = slot_places(draft.slots)
    taken: dict[str, int] = {}
    signed = row.sign_ups.exclude(state=SignUpState.WITHDRAWN).exclude(slot="")
    for slot in signed.values_list("slot", flat=True):
        taken[slot] = taken.get(slot, 0) + 1
    before = slot_places(row.slots)
    for slot, people in sorted(taken.items()):
        if places.get(slot, 0) < min(people, before.get(slot, people)):
            raise Refusal(SLOT_TAKEN, slot=slot, people=people)


def _moved(
    row: Drive,
    state: DriveState,
    by: User | None,
    at: datetime,
    *,
    action: str,
    object_type: str,
    since: tuple[DriveState, ...],
) -> Drive:
    if row.state in since and row.state != state:
        row.state = state
        row.save(update_fields=["state"])
        audit.note(by=by, at=at, action=action, object_type=object_type, object_id=row.pk)
    return row


def _locked(drive_id: int) -> Drive:
    row = Drive.objects.select_for_update().filter(pk=drive_id).first()
    if row is None:
        raise Refusal(NO_DRIVE)
    return row


def _standing(drive_id: int) -> Drive:
    row = _locked(drive_id)
    if row.state == DriveState.CANCELLED:
        raise Refusal(CANCELLED)
    return row
