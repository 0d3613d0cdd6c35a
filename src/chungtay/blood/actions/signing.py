"""A donor signs up for a drive, comes, is found fit or deferred by the doctor on site, gives, or never came."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import Donor, Drive, SignUp
from chungtay.blood.queries.donors import facts_of
from chungtay.blood.queries.layers import rules_for
from chungtay.blood.rules.signing import BEFORE, ON_SITE, next_free, slots_left, slots_over
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.bloodrules.rules.eligibility import Deferral
from chungtay.kernel.days import clock_of, day_of, day_written
from chungtay.kernel.errors import Refusal, gettext_noop

from .donations import record_donation, withdraw_donation
from .donors import record_health
from .drives import CANCELLED, NO_DRIVE
from .enrolling import standing_donor

WHOLE_BLOOD = "WB"
SEALED = "health"  # what a sign-up says of a cause: it lies with the donor's health
NOT_OPEN = gettext_noop("Đợt hiến máu này chưa nhận đăng ký.")
OVER = gettext_noop("Đợt hiến máu ngày %(day)s đã qua.")
COUNTED = gettext_noop("Đợt hiến máu này đã có kết quả, không nhận thêm đăng ký.")
ENDED = gettext_noop("Hồ sơ này đã thôi tham gia hiến máu.")
LEAVING = gettext_noop("Hồ sơ này đã đề nghị xóa thông tin; muốn đăng ký thì rút đề nghị trước.")
CHOOSE_SLOT = gettext_noop("Hãy chọn khung giờ.")
NO_SLOT = gettext_noop("Đợt này không có khung giờ %(slot)s.")
SLOT_OVER = gettext_noop("Khung giờ %(slot)s đã qua: hãy chọn giờ khác, hoặc đến thẳng nơi hiến.")
FULL = gettext_noop("Khung giờ %(slot)s đã đủ người. Còn chỗ: %(free)s.")
ALL_FULL = gettext_noop("Các khung giờ của đợt này đã đủ người.")
NO_SIGN_UP = gettext_noop("Không có lượt đăng ký này.")
CAME = gettext_noop("Người này đã đến, không rút được nữa.")
NOT_YET = gettext_noop("Đợt hiến máu này vào ngày %(day)s, chưa tới.")
NOT_HERE = gettext_noop("Người này chưa được ghi là đã đến.")
NOT_FIT = gettext_noop("Người này chưa được ghi là đủ điều kiện.")
GAVE = gettext_noop("Người này đã được ghi là đã hiến.")
NO_CAUSE = gettext_noop("Quy tắc không có lý do tạm hoãn “%(cause)s”.")
NO_BAG = gettext_noop("Không có cỡ túi %(ml)s ml; chọn một trong: %(bags)s.")
WRONG_STEP = gettext_noop("ghi nhầm")


@transaction.atomic
def sign_up(
    *, by: User | None, at: datetime, drive_id: int, donor_id: int, slot: str = "", coordinated: bool = False
) -> tuple[SignUp, bool]:
    """Sign a donor up for a slot of a drive; `by` None: the donor. Whether anything changed: again the same does not.

    Another slot takes the place of the one before; who withdrew is back. `coordinated`: by a coordinator of the drive, who
    may leave the slot open (for who comes without asking) and sign up for a drive that is planned or over. Raises Refusal for a drive that takes nobody
    (any more), for a donor who ended, for a slot that is none, is over or full, naming the next free ones.
    """
    donor = standing_donor(donor_id)  # rows are held in this order everywhere: donor, drive, sign-up
    drive = Drive.objects.select_for_update().filter(pk=drive_id).first()
    _may_sign(drive, donor, coordinated, day_of(at))
    assert drive is not None
    row = SignUp.objects.select_for_update().filter(drive=drive, donor=donor).first()
    if row and (row.state in ON_SITE or (row.state == SignUpState.REGISTERED and row.slot == slot)):
        return row, False
    _claim(drive, slot, coordinated, at)
    if row is None:
        row = SignUp(drive=drive, donor=donor, signed_at=at)
    row.slot, row.state, row.changed_at = slot, SignUpState.REGISTERED, at
    row.save()
    audit.note(by=by, at=at, action="sign_up", object_type="drive", object_id=drive.pk, text=f"#{row.pk}")
    return row, True


@transaction.atomic
def withdraw_sign_up(*, by: User | None, at: datetime, sign_up_id: int) -> tuple[SignUp, bool]:
    """The donor does not come; the place is free for others. Again changes nothing. Raises Refusal for who came."""
    row = _held(sign_up_id)
    if row.state in ON_SITE:
        raise Refusal(CAME)
    return _stepped(
        row,
        SignUpState.WITHDRAWN,
        by,
        at,
        action="withdraw_sign_up",
        object_type="drive",
        since=(SignUpState.REGISTERED,),
    )


@transaction.atomic
def check_in(*, by: User | None, at: datetime, sign_up_id: int) -> tuple[SignUp, bool]:
    """The donor is there (also one who had withdrawn): the check-in. Again, by whatever way, changes nothing.

    Raises Refusal before the day.
    """
    row = _held(sign_up_id, at)
    return _stepped(
        row, SignUpState.CAME, by, at, action="check_in", object_type="drive", since=set(SignUpState) - ON_SITE
    )


@transaction.atomic
def record_fitness(*, by: User | None, at: datetime, sign_up_id: int, cause: str | None = None) -> tuple[SignUp, bool]:
    """What the doctor on site decided: fit (`cause` None), or deferred for a cause of the rules ("": not told).

    A cause is kept sealed, with the donor's health, from the drive's day on; the sign-up says only that the donor was
    deferred. Raises Refusal for who was not received, for who gave, and for a cause that the rules do not have.
    """
    row = _held(sign_up_id, at)
    if row.state == SignUpState.DONATED:
        raise Refusal(GAVE)
    if row.state not in ON_SITE:
        raise Refusal(NOT_HERE)
    rules = rules_for(row.drive.unit_id, row.drive.held_on, row.drive.centre)
    if cause and cause not in rules.periods:
        raise Refusal(NO_CAUSE, cause=cause)
    state = SignUpState.ELIGIBLE if cause is None else SignUpState.DEFERRED
    changed = _deferred_for(row, cause, by, at)
    row, stepped = _stepped(row, state, by, at, action="record_fitness", object_type="drive", since=ON_SITE - {state})
    return row, stepped or changed


@transaction.atomic
def record_given(
    *, by: User | None, at: datetime, sign_up_id: int, ml: int, component: str = WHOLE_BLOOD, number: str = ""
) -> tuple[SignUp, bool]:
    """The donor gave so many ml: the donation stands, the next free day follows. Again records no second donation.

    Raises Refusal for who was not found fit, for a bag of whole blood that the rules do not have, as `record_donation`.
    """
    row = _held(sign_up_id, at)
    if row.state == SignUpState.DONATED:
        return row, False
    if row.state != SignUpState.ELIGIBLE:
        raise Refusal(NOT_FIT)
    drive = row.drive
    bags = rules_for(drive.unit_id, drive.held_on, drive.centre).bags
    if component == WHOLE_BLOOD and bags and ml not in bags:
        raise Refusal(NO_BAG, ml=ml, bags=", ".join(map(str, bags)))
    record_donation(
        by=by, at=at, on=day_of(at), donor_id=row.donor_id, unit_id=drive.unit_id, given_on=drive.held_on,
        component=component, ml=ml, number=number, drive_id=drive.pk,
    )  # fmt: skip
    return _stepped(
        row, SignUpState.DONATED, by, at, action="record_given", object_type="drive", since=(SignUpState.ELIGIBLE,)
    )


@transaction.atomic
def undo_step(*, by: User | None, at: datetime, sign_up_id: int) -> tuple[SignUp, bool]:
    """One step back, where a button was pressed for the wrong person: a donation is withdrawn, a cause taken out again."""
    row = _held(sign_up_id)
    state = BEFORE.get(SignUpState(row.state))
    if state is None:
        return row, False
    if row.state == SignUpState.DONATED:
        given = row.drive.donations.filter(donor=row.donor, withdrawn_because="")
        for donation_id in given.values_list("pk", flat=True):
            withdraw_donation(by=by, at=at, donation_id=donation_id, reason=WRONG_STEP)
    if row.state == SignUpState.DEFERRED:
        _deferred_for(row, None, by, at)
    return _stepped(row, state, by, at, action="undo_step", object_type="drive", since=(row.state,))


@transaction.atomic
def record_no_shows(*, by: User | None, at: datetime, drive_id: int) -> int:
    """Everyone who signed up and was not received by now did not come; how many. Raises Refusal before the day."""
    drive = Drive.objects.select_for_update().filter(pk=drive_id).first()
    if drive is None:
        raise Refusal(NO_DRIVE)
    _today_or_before(drive, at)
    absent = drive.sign_ups.filter(state=SignUpState.REGISTERED).update(state=SignUpState.NO_SHOW, changed_at=at)
    if absent:
        audit.note(by=by, at=at, action="record_no_shows", object_type="drive", object_id=drive_id, text=str(absent))
    return absent


def _may_sign(drive: Drive | None, donor: Donor, coordinated: bool, on: date) -> None:
    if drive is None:
        raise Refusal(NO_DRIVE)
    if not donor.active:
        raise Refusal(ENDED)
    if donor.erasure_asked_at:
        raise Refusal(LEAVING)
    if drive.state == DriveState.CANCELLED:
        raise Refusal(CANCELLED)
    if drive.state == DriveState.REPORTED:
        raise Refusal(COUNTED)
    if not coordinated and (drive.held_on < on or drive.state == DriveState.HELD):
        raise Refusal(OVER, day=day_written(drive.held_on))
    if not coordinated and drive.state != DriveState.OPEN:
        raise Refusal(NOT_OPEN)


def _claim(drive: Drive, slot: str, coordinated: bool, at: datetime) -> None:
    """The drive's row is held: whoever counts after us sees the place taken."""
    if not slot and (coordinated or not drive.slots):
        return
    if not slot:
        raise Refusal(CHOOSE_SLOT)
    rows = drive.sign_ups.exclude(state=SignUpState.WITHDRAWN).values_list("slot").annotate(people=Count("pk"))
    left = slots_left(drive.slots, dict(rows))
    over = frozenset() if coordinated or drive.held_on != day_of(at) else slots_over(drive.slots, clock_of(at))
    if slot not in left:
        raise Refusal(NO_SLOT, slot=slot)
    if slot in over:
        raise Refusal(SLOT_OVER, slot=slot)
    if not left[slot]:
        free = next_free({start: places for start, places in left.items() if start not in over}, slot)
        raise Refusal(FULL, slot=slot, free=", ".join(free)) if free else Refusal(ALL_FULL)


def _held(sign_up_id: int, at: datetime | None = None) -> SignUp:
    """The sign-up with donor and row held; at a moment: of a drive whose day has come."""
    donor_id = SignUp.objects.filter(pk=sign_up_id).values_list("donor", flat=True).first()
    if donor_id is None:
        raise Refusal(NO_SIGN_UP)
    standing_donor(donor_id)
    row = SignUp.objects.select_for_update(of=("self",)).select_related("drive", "donor__person").get(pk=sign_up_id)
    if at is not None:
        _today_or_before(row.drive, at)
    return row


def _today_or_before(drive: Drive, at: datetime) -> None:
    if drive.state == DriveState.CANCELLED:
        raise Refusal(CANCELLED)
    if drive.held_on > day_of(at):
        raise Refusal(NOT_YET, day=day_written(drive.held_on))


def _stepped(
    row: SignUp,
    state: SignUpState,
    by: User | None,
    at: datetime,
    *,
    action: str,
    object_type: str,
    since: Collection[str],
) -> tuple[SignUp, bool]:
    if row.state not in since:
        return row, False
    row.state, row.changed_at = state, at
    row.save(update_fields=["state", "changed_at"])
    audit.note(by=by, at=at, action=action, object_type=object_type, object_id=row.drive_id, text=f"#{row.pk}")
    return row, True


def _deferred_for(row: SignUp, cause: str | None, by: User | None, at: datetime) -> bool:
    """Put a cause (or none) in the place of the one that this sign-up left with the donor's health."""
    facts = facts_of([row.donor])[row.donor_id]
    kept, day = list(facts.deferrals), row.drive.held_on
    if row.cause:
        here = [place for place, one in enumerate(kept) if one.on == day]
        kept = [one for place, one in enumerate(kept) if place not in here[-1:]]
    if cause:
        kept.append(Deferral(cause, day))
    if tuple(kept) == facts.deferrals:
        return False
    record_health(by=by, at=at, donor_id=row.donor_id, health=replace(facts, deferrals=tuple(kept)))
    row.cause = SEALED if cause else ""
    row.save(update_fields=["cause"])
    return True
