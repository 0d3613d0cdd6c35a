"""Drives planned, changed and called off; a result checked against what was kept, and posted once under the drive's key."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Sum

from chungtay.aid.queries import broken_deliveries
from chungtay.audit.models import AuditLine
from chungtay.blood import actions, queries
from chungtay.blood.models import Drive
from chungtay.blood.rules.results import day_key, drive_key, result_amounts
from chungtay.blood.rules.states import DriveState
from chungtay.bloodrules.rules.counting import UnitConvention, bag_count
from chungtay.bloodrules.rules.drives import DriveDraft, check_slots
from chungtay.bloodrules.rules.funnel import Funnel, check_result
from chungtay.kernel.errors import Refusal
from chungtay.ledger import actions as ledger
from chungtay.ledger.models import Entry, Fact
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.queries.pledges import pledges
from chungtay.ledger.rules import RecordDraft
from tests.blood.test_donor_pages import enrol
from tests.factories.organizations import Chapter

AT = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
ON = date(2026, 6, 15)
SIZES = (250, 350, 450)
TOLD = Funnel(120, 100, 90, 88, {250: 20, 350: 60, 450: 8})


def told(unit_id: int, **more: Any) -> DriveDraft:
    first = {
        "name": "Ngày hội Minh Họa",
        "held_on": ON,
        "place": "Nhà văn hóa",
        "slots": (("07:30", 40), ("09:00", 40)),
    }
    return DriveDraft(unit_id=unit_id, **{**first, **more})


def planned(unit_id: int, **more: Any) -> Drive:
    return actions.add_drive(by=None, at=AT, on=ON, drive=told(unit_id, **more))


def result(drive: Drive, funnel: Funnel = TOLD, on: date = ON) -> Any:
    return actions.record_result(by=None, at=AT, on=on, drive_id=drive.pk, told=funnel)


def counted(unit_id: int) -> dict[str, int]:
    """What counts for a unit in the ledger."""
    rows = Fact.objects.filter(unit=unit_id).order_by().values_list("indicator__code").annotate(sum=Sum("value"))
    return {code: value for code, value in rows if value}


def test_a_result_only_narrows_has_no_more_bags_than_donors_and_is_not_below_what_was_kept() -> None:
    kept = Funnel(5, 4, 3, 3, {350: 3})
    check_result(replace(TOLD, bags={350: 3}), kept, SIZES)
    for bad, said in (
        (Funnel(10, 12, 3, 3, {350: 3}), "Tham gia (12) nhiều hơn Đăng ký (10)"),
        (Funnel(10, 9, 3, 4, {350: 3}), "Hiến (4) nhiều hơn Đủ điều kiện (3)"),
        (Funnel(10, 9, 3, 3, {350: 3, 250: 1}), "Số túi máu (4) nhiều hơn số người hiến (3)"),
        (Funnel(10, 9, 5, 5, {350: 3, 300: 1}), "300 ml"),
        (Funnel(4, 4, 3, 3, {350: 3}), "Đăng ký: ghi 4, ít hơn 5 người"),
        (Funnel(10, 9, 5, 5, {350: 2}), "Túi 350 ml: ghi 2, ít hơn 3 túi"),
        (Funnel(10, 9, 5, -1), "không được âm"),
    ):
        with pytest.raises(Refusal) as refusal:
            check_result(bad, kept, SIZES)
        assert said in str(refusal.value)


def test_units_of_blood_follow_the_convention_of_the_chapter() -> None:
    assert bag_count(TOLD.bags).ml == 20 * 250 + 60 * 350 + 8 * 450 == 29600
    as_bags, as_equal = (
        {a.indicator: a.value for a in result_amounts(TOLD, one)}
        for one in (UnitConvention.BAG, UnitConvention.EQUIVALENT)
    )
    assert as_bags == {
        "blood.registered": 120, "blood.donors": 88, "blood.units": 88, "blood.ml": 29600, "blood.drives": 1,
    }  # fmt: skip
    assert as_equal == {**as_bags, "blood.units": 118}  # 118.4


def test_slots_are_hours_in_order_with_places() -> None:
    check_slots((("07:30", 1), ("09:00", 30)))
    for bad in ((("7:30", 1),), (("24:00", 1),), (("09:00", 1), ("07:30", 1)), (("07:30", 0),), (("07:30", 1),) * 2):
        with pytest.raises(Refusal):
            check_slots(bad)


def test_a_drive_that_cannot_be_is_refused(book: Chapter) -> None:
    unit = book.id("22.cdyt")
    campaign = actions.add_campaign(
        by=None, at=AT, on=ON, unit_id=book.id("22.cdyt"), name="Xuân hồng", first_on=ON, last_on=ON + timedelta(9)
    )
    for bad, said in (
        (told(unit, quota=0), "Chỉ tiêu"),
        (told(unit, name=" "), "tên"),
        (told(unit, held_on=date(2062, 6, 15)), "quá xa"),
        (told(unit, held_on=date(1990, 1, 1)), "không tồn tại vào ngày 01/01/1990"),
        (told(book.id("22.206")), "không tồn tại"),  # ended on 1 July 2025
        (told(unit, partners=frozenset([unit])), "trùng"),
        (told(unit, campaign_id=campaign.pk, held_on=ON + timedelta(20)), "ngoài chiến dịch “Xuân hồng”"),
        (told(book.id("22.07132"), campaign_id=campaign.pk), "không phải của đơn vị"),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.add_drive(by=None, at=AT, on=ON, drive=bad)
        assert said in str(refusal.value)
    with pytest.raises(Refusal, match="sau ngày kết thúc"):
        actions.add_campaign(by=None, at=AT, on=ON, unit_id=unit, name="x", first_on=ON, last_on=ON - timedelta(1))
    assert not Drive.objects.exists()


def test_a_result_is_one_standing_record_corrected_and_withdrawn_with_the_drive(book: Chapter) -> None:
    unit = book.id("22.cdyt")
    drive = planned(unit, partners=frozenset([book.id("22.07132")]))
    with pytest.raises(Refusal, match="chưa tới"):
        result(drive, on=ON - timedelta(1))
    first = result(drive)
    assert result(drive) == first and drive.results.count() == 1  # the same again
    assert counted(unit) == {
        "blood.registered": 120, "blood.donors": 88, "blood.units": 88, "blood.ml": 29600, "blood.drives": 1,
    }  # fmt: skip
    second = result(drive, replace(TOLD, registered=130))
    assert counted(unit)["blood.registered"] == 130 and counted(unit)["blood.drives"] == 1
    drive.refresh_from_db()
    assert drive.state == DriveState.REPORTED and list(drive.results.all()) == [first, second]
    entry = Entry.objects.get(pk=second.entry)
    assert entry.title == "Ngày hội Minh Họa" and f"partners:{book.id('22.07132')}" in str(vars(entry))

    moved = told(unit, held_on=ON - timedelta(2), name="Tên khác")
    actions.correct_drive(by=None, at=AT, on=ON, drive_id=drive.pk, drive=moved)
    [[seq, _digest, _kind]] = standings([(unit, drive_key(drive.pk))]).values()
    assert drive.results.last().entry == seq and Entry.objects.get(pk=seq).title == "Tên khác"
    for bad, said in (
        (told(book.id("22.07132")), "không đổi đơn vị"),
        (told(unit, held_on=ON + timedelta(1)), "chưa tới"),
    ):
        with pytest.raises(Refusal, match=said):
            actions.correct_drive(by=None, at=AT, on=ON, drive_id=drive.pk, drive=bad)

    with pytest.raises(Refusal, match="lý do"):
        actions.withdraw_drive(by=None, at=AT, drive_id=drive.pk, reason=" ")
    actions.withdraw_drive(by=None, at=AT, drive_id=drive.pk, reason="ghi nhầm đợt")
    actions.withdraw_drive(by=None, at=AT, drive_id=drive.pk, reason="lần nữa")  # changes nothing
    drive.refresh_from_db()
    assert not list(broken_deliveries()) and list(pledges()) == []
    assert counted(unit) == {} and drive.cancelled_because == "ghi nhầm đợt" and drive.results.count() == 2
    with pytest.raises(Refusal, match="đã hủy"):
        result(drive)
    assert AuditLine.objects.filter(object_type="drive", object_id=str(drive.pk)).count() == 5


def test_a_result_takes_the_place_of_a_list_of_its_day_and_follows_the_rule_of_the_province(book: Chapter) -> None:
    unit = book.id("22.cdyt")
    listed = RecordDraft(unit, day_key(ON), ON, result_amounts(TOLD, UnitConvention.BAG, drives=0))
    ledger.record(by=None, at=AT, records=[listed])
    actions.record_rule_layer(
        by=None, at=AT, unit_id=book.id("22"), version="QN-1", first_on=ON, source="QĐ 1",
        rules={"blood_unit": {"v": "250ml"}, "bag_ml": {"v": [250, 350]}},
    )  # fmt: skip
    with pytest.raises(Refusal):
        actions.record_rule_layer(
            by=None,
            at=AT,
            unit_id=book.id("22"),
            version="QN-2",
            first_on=ON,
            source="QĐ 2",
            rules={"blood_unit": "bao"},
        )
    drive = planned(unit)
    with pytest.raises(Refusal, match="450 ml"):
        result(drive)
    result(drive, replace(TOLD, bags={350: 80}))
    assert counted(unit) == {
        "blood.registered": 120, "blood.donors": 88, "blood.units": 112, "blood.ml": 28000, "blood.drives": 1,
    }  # fmt: skip
    before = planned(unit, held_on=ON - timedelta(1))
    result(before)  # the layer did not hold yet
    assert counted(unit)["blood.units"] == 112 + 88


def test_what_was_kept_one_by_one_counts_who_gave_however_it_is_known(book: Chapter) -> None:
    unit = book.id("22.cdyt")
    drive = planned(unit)
    assert queries.drive_on(unit, ON) == drive and queries.drive_on(unit, ON - timedelta(1)) is None
    states = ["registered", "came", "eligible", "donated", "deferred", "no_show", "withdrawn"]
    donors = [enrol(unit, number) for number in range(8)]
    for donor, state in zip(donors, states, strict=False):
        drive.sign_ups.create(donor=donor, state=state, slot="07:30", signed_at=AT, changed_at=AT)
    assert queries.kept_funnel(drive) == Funnel(6, 4, 2, 1)
    given = {"unit_id": unit, "given_on": ON, "component": "WB", "ml": 350, "entered_at": AT}
    for donor in (donors[0], donors[3], donors[7], None):  # only registered; gave; never signed up; not found yet
        drive.donations.create(donor=donor, **given)
    drive.donations.create(donor=None, **given, withdrawn_because="nhầm")
    drive.donations.create(donor=None, **{**given, "component": "PLT_APH"})
    assert queries.kept_funnel(drive) == Funnel(9, 8, 6, 5, {350: 4})
    for bad, said in (
        (told(unit, slots=(("09:00", 40),)), "07:30 có 6 người"),
        (told(unit, held_on=ON - timedelta(1)), "lần hiến"),
    ):
        with pytest.raises(Refusal, match=said):
            actions.correct_drive(by=None, at=AT, on=ON, drive_id=drive.pk, drive=bad)
    with pytest.raises(Refusal, match="Đã ghi 5 lần hiến"):
        actions.withdraw_drive(by=None, at=AT, drive_id=drive.pk, reason="mưa bão")


def test_a_drive_opens_before_its_day_and_closes_after_it(book: Chapter) -> None:
    drive = planned(book.id("22.cdyt"))
    told: dict[str, Any] = {"by": None, "at": AT, "drive_id": drive.pk}
    assert actions.open_drive(**told, on=ON).state == DriveState.OPEN
    assert actions.close_drive(**told, on=ON - timedelta(1)).state == DriveState.PLANNED
    assert actions.close_drive(**told, on=ON).state == DriveState.HELD
    assert actions.open_drive(**told, on=ON).state == DriveState.OPEN  # closed too early
    with pytest.raises(Refusal, match="đã qua"):
        actions.open_drive(**told, on=ON + timedelta(1))
