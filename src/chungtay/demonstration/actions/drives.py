"""Two drives: one that is over, its result partly kept one by one and partly from a paper list; one to come, open."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chungtay.accounts.models import User
from chungtay.blood import actions as blood
from chungtay.blood.models import Donor, Drive
from chungtay.blood.queries import donors_of, kept_funnel, rule_book
from chungtay.blood.queries.pages import lines_of
from chungtay.bloodrules.rules.drives import DriveDraft
from chungtay.bloodrules.rules.funnel import Funnel
from chungtay.demonstration.rules.deliveries import SOURCE

from .chapter import unit_id
from .people import REFORM

HELD_ON = date(2026, 10, 17)  # in no period that a page or a figure of the demonstration is about
_SLOTS = (("07:30", 30), ("08:30", 30), ("09:30", 30))
_PAPER = Funnel(74, 69, 61, 60, {250: 11, 350: 41, 450: 8})  # of the paper list, beside those kept one by one
_CENTRE = "Trung tâm máu (minh họa)"
_MANY = 12


def hold_drives(*, by: User | None, at: datetime, seed: int, through: date) -> None:
    """Hold the drive that is over by then, and open the next."""
    school = unit_id("22.cdyt", through)
    ward = unit_id("22.07132" if through >= REFORM else "22.206", through)
    coming_on = through + timedelta(days=20 - through.weekday())  # a Sunday, in two weeks
    campaign = blood.add_campaign(
        by=by, at=at, on=through, unit_id=unit_id("22", through), name="Giọt hồng đất mỏ (minh họa)",
        first_on=min(HELD_ON, through), last_on=coming_on,
    )  # fmt: skip
    if through > HELD_ON:
        past = DriveDraft(
            school, "Ngày hội hiến máu của sinh viên (minh họa)", HELD_ON, "Nhà đa năng, Trường Cao đẳng Y tế", 80, _SLOTS,
            campaign.pk, partners=frozenset([ward]), centre=_CENTRE,
        )  # fmt: skip
        _held(by, at, through, blood.add_drive(by=by, at=at, on=through, drive=past), f"{SOURCE}:{seed}")
    coming = DriveDraft(
        ward, "Ngày hội hiến máu phường Quảng Yên (minh họa)", coming_on, "Nhà văn hóa phường Quảng Yên", 120, _SLOTS,
        campaign.pk, partners=frozenset([school]), centre=_CENTRE,
    )  # fmt: skip
    row = blood.add_drive(by=by, at=at, on=through, drive=coming)
    blood.open_drive(by=by, at=at, on=through, drive_id=row.pk)
    for place, donor in enumerate(_fit(ward, coming_on)):
        blood.sign_up(by=by, at=at, drive_id=row.pk, donor_id=donor.pk, slot=_SLOTS[place % len(_SLOTS)][0])


def _held(by: User | None, at: datetime, on: date, drive: Drive, source: str) -> None:
    """Most gave, one was deferred, one did not come; the paper list tells the others."""
    for place, donor in enumerate(_fit(drive.unit_id, HELD_ON)):
        row, _new = blood.sign_up(
            by=by, at=at, drive_id=drive.pk, donor_id=donor.pk, slot=_SLOTS[place % 3][0], coordinated=True
        )
        if place == 0:
            continue
        blood.check_in(by=by, at=at, sign_up_id=row.pk)
        blood.record_fitness(by=by, at=at, sign_up_id=row.pk, cause="COLD" if place == 1 else None)
        if place > 1:
            blood.record_given(by=by, at=at, sign_up_id=row.pk, ml=250 if place % 3 else 350)
    blood.record_no_shows(by=by, at=at, drive_id=drive.pk)
    kept = kept_funnel(drive)
    bags = {ml: _PAPER.bags.get(ml, 0) + kept.bags.get(ml, 0) for ml in _PAPER.bags.keys() | kept.bags.keys()}
    told = Funnel(
        kept.registered + _PAPER.registered, kept.came + _PAPER.came, kept.eligible + _PAPER.eligible,
        kept.donated + _PAPER.donated, bags,
    )  # fmt: skip
    blood.record_result(by=by, at=at, on=on, drive_id=drive.pk, told=told, source=source)


def _fit(unit_id: int, day: date) -> Iterator[Donor]:
    """Donors of a unit who may give on the day and gave nothing after it; rare groups are left for a call-out."""
    rows = donors_of({unit_id}).exclude(donations__given_on__gte=day).order_by("pk")
    fit = [line for line in lines_of(rows, day, rule_book(day)) if not line.reasons and line.facts.group.rhd == "+"]
    yield from (line.donor for line in fit[:_MANY])
