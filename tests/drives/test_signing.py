"""Signing up for a drive, and coming through it: places, steps, what is refused, what happens twice."""

import json
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from chungtay.blood import actions, queries
from chungtay.blood.models import Donation, Donor, Drive, SignUp
from chungtay.blood.rules.signing import next_free, slots_left, slots_over
from chungtay.blood.rules.states import SignUpState
from chungtay.bloodrules.rules.eligibility import Deferral
from chungtay.kernel.errors import Refusal
from tests.blood.test_donor_pages import enrol
from tests.drives.signers import AT, ON
from tests.factories.databases import database_of_its_own
from tests.factories.organizations import Chapter
from tests.factories.processes import Forked

DONORS, PLACES, PROCESSES = 40, 5, 2


def drive(unit_id: int, held_on: date = ON, **more: Any) -> Drive:
    """A drive that takes sign-ups, two slots of two places."""
    told = {
        "name": "Ngày hội Minh Họa", "place": "Nhà văn hóa Minh Họa", "slots": [["07:30", 2], ["09:00", 2]],
        "state": "open", "token": f"drive{Drive.objects.count():017}", "entered_at": AT, **more,
    }  # fmt: skip
    return Drive.objects.create(unit_id=unit_id, held_on=held_on, **told)


def refused(**said: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        actions.sign_up(by=None, at=AT, **said)
    return str(refusal.value)


def test_a_full_slot_offers_the_next_ones_first() -> None:
    left = slots_left([["07:30", 1], ["08:00", 2], ["08:30", 2], ["09:00", 2]], {"08:30": 2, "07:30": 3})
    assert left == {"07:30": 0, "08:00": 2, "08:30": 0, "09:00": 2}
    assert next_free(left, "08:30") == ["09:00", "08:00"]
    assert next_free({"07:30": 0}, "07:30") == []
    day = [["07:30", 1], ["09:00", 2]]
    over = [slots_over(day, clock) for clock in ("07:31", "09:00", "10:29", "10:30")]
    assert over == [set(), {"07:30"}, {"07:30"}, {"07:30", "09:00"}] and not slots_over(day[:1], "23:59")


def test_a_donor_signs_up_moves_withdraws_and_is_back(db: None, chapter: Chapter) -> None:
    here = drive(chapter.id("22.206"))
    one, two, three = (enrol(chapter.id("22.206"), number) for number in (1, 2, 3))
    where: dict[str, Any] = {"drive_id": here.pk, "slot": "07:30"}
    row, new = actions.sign_up(by=None, at=AT, donor_id=one.pk, **where)
    again, changed = actions.sign_up(by=None, at=AT, donor_id=one.pk, **where)
    assert new and not changed and again.pk == row.pk
    actions.sign_up(by=None, at=AT, donor_id=two.pk, **where)
    assert "Còn chỗ: 09:00" in refused(donor_id=three.pk, **where)
    assert "không có khung giờ 10:00" in refused(donor_id=three.pk, drive_id=here.pk, slot="10:00")
    assert "chọn khung giờ" in refused(donor_id=three.pk, drive_id=here.pk)
    actions.sign_up(by=None, at=AT, donor_id=one.pk, drive_id=here.pk, slot="09:00")
    assert actions.sign_up(by=None, at=AT, donor_id=three.pk, **where)[1], "the place that was left is free"
    assert [actions.withdraw_sign_up(by=None, at=AT, sign_up_id=row.pk)[1] for _ in range(2)] == [True, False]
    assert actions.sign_up(by=None, at=AT, donor_id=one.pk, drive_id=here.pk, slot="09:00")[1]
    assert SignUp.objects.count() == 3


def test_nobody_signs_up_where_there_is_nothing_to_come_to(db: None, chapter: Chapter) -> None:
    unit = chapter.id("22.206")
    late: dict[str, Any] = {"at": AT + timedelta(hours=1, minutes=5), "slot": "07:30"}  # five past nine in Viet Nam
    donor, gone, leaving = (enrol(unit, number) for number in (1, 2, 3))
    past, called_off = drive(unit, ON - timedelta(1)), drive(unit, state="cancelled")
    planned, told = drive(unit, state="planned"), drive(unit, state="reported")
    words = {past: "đã qua", called_off: "đã hủy", planned: "chưa nhận đăng ký", told: "đã có kết quả"}
    for one, said in words.items():
        assert said in refused(donor_id=donor.pk, drive_id=one.pk, slot="07:30")
    assert actions.sign_up(by=None, at=AT, donor_id=donor.pk, drive_id=planned.pk, coordinated=True)[1]
    here = drive(unit)
    with pytest.raises(Refusal, match="07:30 đã qua"):
        actions.sign_up(by=None, donor_id=donor.pk, drive_id=here.pk, **late)
    assert actions.sign_up(by=None, donor_id=donor.pk, drive_id=here.pk, coordinated=True, **late)[1]
    actions.end_donor(by=None, at=AT, donor_id=gone.pk, reason="đi xa")
    assert "thôi tham gia" in refused(donor_id=gone.pk, drive_id=here.pk, slot="07:30")
    row, _new = actions.sign_up(by=None, at=AT, donor_id=leaving.pk, drive_id=here.pk, slot="07:30")
    actions.ask_erasure(by=None, at=AT, donor_id=leaving.pk)
    assert "đề nghị xóa" in refused(donor_id=leaving.pk, drive_id=here.pk, slot="09:00")
    actions.erase_donor(by=None, at=AT, donor_id=leaving.pk, reason="đề nghị")
    assert SignUp.objects.get(pk=row.pk).state == SignUpState.WITHDRAWN
    assert "đã xóa" in refused(donor_id=leaving.pk, drive_id=here.pk, slot="09:00")


def test_who_comes_is_found_fit_or_deferred_for_a_cause_that_lies_sealed(db: None, chapter: Chapter) -> None:
    donor = enrol(chapter.id("22.206"), 1)
    here = drive(donor.unit_id)
    row, _new = actions.sign_up(by=None, at=AT, donor_id=donor.pk, drive_id=here.pk, slot="07:30")
    whose: dict[str, Any] = {"by": None, "at": AT, "sign_up_id": row.pk}
    with pytest.raises(Refusal, match="chưa tới"):
        actions.check_in(**whose | {"at": AT - timedelta(1)})
    with pytest.raises(Refusal, match="chưa được ghi là đã đến"):
        actions.record_fitness(**whose)
    assert [actions.check_in(**whose)[1] for _ in range(2)] == [True, False]
    with pytest.raises(Refusal, match="không rút được"):
        actions.withdraw_sign_up(**whose)
    with pytest.raises(Refusal, match="không có lý do"):
        actions.record_fitness(**whose, cause="HIV")
    assert [actions.record_fitness(**whose, cause="FLU")[1] for _ in range(2)] == [True, False]
    assert deferrals(donor) == (Deferral("FLU", ON),)
    assert "FLU" not in SignUp.objects.get().cause, "what a doctor found lies sealed"
    actions.record_fitness(**whose, cause="COLD")
    assert deferrals(donor) == (Deferral("COLD", ON),)
    actions.record_fitness(**whose)
    assert deferrals(donor) == ()


def test_a_donation_of_the_day_is_recorded_once_and_a_wrong_touch_taken_back(db: None, chapter: Chapter) -> None:
    donor = enrol(chapter.id("22.206"), 1)
    here = drive(donor.unit_id)
    row, _new = actions.sign_up(by=None, at=AT, donor_id=donor.pk, drive_id=here.pk, coordinated=True)
    whose: dict[str, Any] = {"by": None, "at": AT, "sign_up_id": row.pk}
    actions.check_in(**whose)
    with pytest.raises(Refusal, match="chưa được ghi là đủ điều kiện"):
        actions.record_given(**whose, ml=350)
    actions.record_fitness(**whose)
    with pytest.raises(Refusal, match="250, 350, 450"):
        actions.record_given(**whose, ml=300)
    assert [actions.record_given(**whose, ml=350)[1] for _ in range(2)] == [True, False]
    given = Donation.objects.get()
    assert (given.drive_id, given.ml, given.given_on) == (here.pk, 350, ON)
    assert queries.donor_page(fresh(donor), ON).line.from_on == ON + timedelta(84)
    steps = [SignUpState(actions.undo_step(**whose)[0].state) for _ in range(3)]
    assert steps == [SignUpState.ELIGIBLE, SignUpState.CAME, SignUpState.REGISTERED]
    assert Donation.objects.get().withdrawn_because and not actions.undo_step(**whose)[1]
    assert actions.record_no_shows(by=None, at=AT, drive_id=here.pk) == 1
    assert actions.record_no_shows(by=None, at=AT, drive_id=here.pk) == 0
    assert actions.check_in(**whose)[0].state == SignUpState.CAME, "late is not absent"


def deferrals(donor: Donor) -> tuple[Deferral, ...]:
    return queries.facts_of([fresh(donor)])[donor.pk].deferrals


def fresh(donor: Donor) -> Donor:
    return Donor.objects.select_related("person").get(pk=donor.pk)


@pytest.mark.usefixtures("db")
def test_forty_who_sign_up_at_once_take_exactly_five_places(tmp_path: Path) -> None:
    with database_of_its_own(tmp_path) as environment:

        def begun(*words: object) -> Forked:
            return Forked("from tests.drives.signers import main; main()", tuple(map(str, words)), environment)

        def said(process: Forked) -> Any:
            code, output, errors = process.ended()
            assert code == 0, output + errors
            return json.loads(output.splitlines()[-1]) if output else None

        said(begun("prepare", DONORS, PLACES))
        starts_at = time.time() + 1
        told = [said(one) for one in [begun("sign", part, PROCESSES, starts_at) for part in range(PROCESSES)]]
    assert max(one.pop("rows") for one in told) == PLACES, "whoever ended last counted them all"
    assert sum(map(Counter, told), Counter()) == {"signed": PLACES, "full": DONORS - PLACES}
