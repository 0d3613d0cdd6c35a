"""Pages of drives: planned by a form, worked through on the day one touch at a time, told; nobody else sees them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.blood import actions
from chungtay.blood.models import Campaign, Donation, Drive, SignUp
from chungtay.blood.rules.states import DriveState
from chungtay.bloodrules.rules.drives import DriveDraft
from chungtay.bloodrules.rules.funnel import Funnel
from chungtay.ledger.models import Fact
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from tests.blood.test_donor_pages import enrol
from tests.factories.organizations import AT, Chapter

FORM = {
    "name": "Ngày hội Minh Họa", "place": "Nhà văn hóa", "slots": "07:30 2\n9h 40 người", "quota": "50", "area": "",
    "campaign": "", "centre": "", "partners": "",
}  # fmt: skip


@pytest.fixture
def coordinator(book: Chapter) -> User:
    """Coordinates the blood of the college alone."""
    user = User.objects.create_user("0912000050", "mật khẩu dài", name="điều phối", is_illustrative=True)
    scope = {"unit_id": book.id("22.cdyt")}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    return user


def planned(unit_id: int, held_on: date, **more: Any) -> Drive:
    draft = DriveDraft(unit_id, "Đợt Minh Họa", held_on, "Sân trường", 50, (("07:30", 5),), **more)
    return actions.add_drive(by=None, at=timezone.now(), on=timezone.localdate(), drive=draft)


def test_a_drive_is_planned_by_a_form_that_says_what_is_wrong_where(
    client: Client, book: Chapter, coordinator: User
) -> None:
    client.force_login(coordinator)
    unit, on = book.id("22.cdyt"), timezone.localdate()
    day = f"{on + timedelta(20):%d/%m/%Y}"
    for wrong, said in (
        ({"slots": "09:00 40\n07:30 40"}, "xếp từ sớm đến muộn"),
        ({"slots": "sáng"}, "Dòng 1 “sáng” chưa rõ"),
        ({"slots": "25:00 10"}, "không phải giờ"),
        ({"quota": "0"}, "Chỉ tiêu phải từ 1 trở lên"),
        ({"held_on": "31/02/2027"}, "Ngày không đúng"),
        ({"held_on": "15/06/0202"}, "xem lại năm"),
        ({"held_on": "15/06/2086"}, "quá xa"),
        ({"partners": "Hội không có thật"}, "không có thật"),
    ):
        page = client.post(reverse("add_drive"), {**FORM, "unit": unit, "held_on": day, **wrong})
        assert page.status_code == 200 and said in page.content.decode(), wrong
    named = {"unit": unit, "name": "Xuân hồng", "first_on": f"{on:%d/%m/%Y}", "last_on": day}
    assert "sau ngày kết thúc" in client.post(
        reverse("add_campaign"), {**named, "first_on": day, "last_on": named["first_on"]}
    ).content.decode()  # fmt: skip
    client.post(reverse("add_campaign"), named)
    campaign = Campaign.objects.get()
    client.post(
        reverse("add_drive"),
        {**FORM, "unit": unit, "held_on": day, "campaign": campaign.pk, "partners": "22.07132"},
    )
    drive = Drive.objects.get()
    assert drive.slots == [["07:30", 2], ["09:00", 40]] and drive.campaign == campaign and drive.quota == 50
    assert [one.code for one in drive.partners.all()] == ["22.07132"]
    shown = client.get(reverse("correct_drive", args=[drive.pk])).content.decode()
    assert "09:00 40" in shown and "22.07132" in shown
    client.post(reverse("change_drive", args=[drive.pk]), {"do": "open"})
    listed = client.get(reverse("drives"), {"chien-dich": campaign.pk}).content.decode()
    assert "Đang nhận đăng ký" in listed and "0 / 50" in listed and "Xuân hồng" in listed
    assert client.get(reverse("record_result", args=[drive.pk])).status_code == 200
    late = client.post(
        reverse("record_result", args=[drive.pk]), dict.fromkeys(("registered", "came", "eligible", "donated"), 1)
    )
    assert "chưa tới" in late.content.decode()


@pytest.fixture
def today(book: Chapter) -> tuple[Drive, list[SignUp]]:
    """Today's drive with five who signed up; the first gave ten days ago."""
    unit, on, at = book.id("22.cdyt"), timezone.localdate(), timezone.now()
    drive = planned(unit, on)
    donors = [enrol(unit, number) for number in range(5)]
    told: dict[str, Any] = {"by": None, "at": at, "drive_id": drive.pk, "slot": "07:30", "coordinated": True}
    rows = [actions.sign_up(**told, donor_id=one.pk)[0] for one in donors]
    actions.record_donation(
        by=None, at=at, on=on, donor_id=donors[0].pk, unit_id=unit, given_on=on - timedelta(10), component="WB", ml=350
    )
    return drive, rows


def test_the_day_goes_one_touch_at_a_time(
    client: Client, coordinator: User, today: tuple[Drive, list[SignUp]],
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    client.force_login(coordinator)
    drive, rows = today
    here, touch = reverse("drive", args=[drive.pk]), reverse("change_sign_up", args=[drive.pk])
    structure()
    lines = AuditLine.objects.filter(action="open_profiles").count()
    with assert_queries():
        page = client.get(here).content.decode()
    assert AuditLine.objects.filter(action="open_profiles").count() == lines + 1
    assert "5/5 chỗ" in page and "Trần Minh Họa 4" in page and "0912345004" not in page
    assert "Chưa đủ thời gian từ lần hiến trước. Báo bác sĩ khám." in page
    found = client.post(here, {"words": "hoa 3"}).content.decode()
    assert "Trần Minh Họa 3" in found and "Trần Minh Họa 4" not in found
    assert "Trần Minh Họa 4" in client.get(here, {"ten": "hoa 3", "buoc": "không có"}).content.decode()
    back = client.post(touch, {"do": f"back-{rows[4].pk}", "ten": "hoa 4", "buoc": "done"})["Location"]
    assert back == f"{here}?buoc=done#luot-{rows[4].pk}"  # no name stands in an address

    def touched(what: str, **more: str) -> str:
        return client.post(touch, {"do": what, **more}, follow=True).content.decode()

    for what in [*(f"came-{row.pk}" for row in rows[:4]), *(f"fit-{row.pk}" for row in rows[1:4])]:
        touched(what)
    assert "Đã ghi từ trước" in touched(f"came-{rows[0].pk}")
    touched(f"deferred-{rows[0].pk}", cause="COLD")
    for what in (f"given-{rows[1].pk}-350", f"given-{rows[2].pk}-250", f"given-{rows[2].pk}-250"):  # pressed twice
        touched(what)
    assert "cỡ túi 999 ml" in touched(f"given-{rows[3].pk}-999")
    assert [one.ml for one in Donation.objects.filter(drive=drive)] == [350, 250]
    for nonsense in (
        "",
        "given",
        f"given-{rows[3].pk}-x",
        "came-99999999",
        "came-x-y",
        f"came-{'9' * 5000}",
        f"shout-{rows[3].pk}",
    ):
        assert client.post(touch, {"do": nonsense}).status_code == 302
    client.post(reverse("change_drive", args=[drive.pk]), {"do": "absent"})
    states = list(drive.sign_ups.order_by("pk").values_list("state", flat=True))
    assert states == ["deferred", "donated", "donated", "eligible", "no_show"]


def test_the_result_is_computed_from_what_was_kept_and_told_once(
    client: Client, coordinator: User, today: tuple[Drive, list[SignUp]],
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    client.force_login(coordinator)
    drive, rows = today
    by: dict[str, Any] = {"by": coordinator, "at": timezone.now()}
    for row in rows[:4]:
        actions.check_in(**by, sign_up_id=row.pk)
    for row, ml in ((rows[1], 350), (rows[2], 250), (rows[3], 0)):
        actions.record_fitness(**by, sign_up_id=row.pk)
        if ml:
            actions.record_given(**by, sign_up_id=row.pk, ml=ml)
    told = {"registered": 5, "came": 4, "eligible": 3, "donated": 2, "bags_250": 1, "bags_350": 1}
    here, result = (reverse(name, args=[drive.pk]) for name in ("drive", "record_result"))
    first = client.get(result).content.decode()
    assert 'value="5"' in first and "Đã ghi từng người: 4" in first
    assert "Tham gia: ghi 3, ít hơn 4 người" in client.post(result, {**told, "came": 3}).content.decode()
    assert "Hiến (9) nhiều hơn Đủ điều kiện (3)" in client.post(result, {**told, "donated": 9}).content.decode()
    client.post(result, told)
    drive.refresh_from_db()
    assert drive.state == DriveState.REPORTED
    structure()
    with assert_queries():
        page = client.get(here).content.decode()
    assert "2: 1 × 250 ml, 1 × 350 ml" in page and "2,4 đơn vị (600 ml)" in page and "3 (75%)" in page
    assert Fact.objects.filter(unit=drive.unit_id, indicator__code="blood.ml", value=600).count() == 1
    scope = {"unit_id": drive.unit_id, "valid_from": date(2024, 1, 1)}
    assign_role(by=None, at=AT, user=coordinator, role=Role.RECORDER, **scope)
    seq = drive.results.get().entry
    record = client.get(reverse("record", args=[seq])).content.decode()
    assert "kết quả đợt hiến máu" in record and reverse("correct_delivery", args=[seq]) not in record
    assert client.post(reverse("withdraw_delivery", args=[seq]), {"reason": "x"}).status_code == 403
    actions.record_given(**by, sign_up_id=rows[3].pk, ml=450)  # after the result was told
    assert "Kết quả thấp hơn số đã ghi từng người" in client.get(here).content.decode()


def test_a_list_of_many_drives_costs_no_more_and_shows_only_own_ones(
    client: Client, book: Chapter, coordinator: User, assert_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    unit, on = book.id("22.cdyt"), timezone.localdate()
    foreign = planned(book.id("22.07132"), on)
    at = timezone.now()
    for days in range(1, 40):
        drive = planned(unit, on - timedelta(days))
        if days % 2:
            actions.record_result(by=None, at=at, on=on, drive_id=drive.pk, told=Funnel(40, 30, 26, 25, {350: 25}))
    own = planned(unit, on + timedelta(3))
    client.force_login(coordinator)
    structure()
    with assert_queries():
        page = client.get(reverse("drives")).content.decode()
    assert "Trang 1 trên 2" in page and "25 / 50" in page and "40 đăng ký, 30 đến, 25 hiến, 25 đơn vị máu" in page
    assert (
        page.count("Đợt Minh Họa") == 31
        and "Trang 2 trên 2" in client.get(reverse("drives"), {"page": 2}).content.decode()
    )
    for name in ("drive", "correct_drive", "withdraw_drive", "record_result"):
        assert client.get(reverse(name, args=[foreign.pk])).status_code == 403
    for name in ("change_drive", "change_sign_up"):
        assert client.post(reverse(name, args=[foreign.pk]), {"do": "open"}).status_code == 403
    assert client.post(reverse("withdraw_drive", args=[own.pk]), {"reason": ""}).status_code == 200
    client.post(reverse("withdraw_drive", args=[own.pk]), {"reason": "bão số 5"})
    own.refresh_from_db()
    assert own.state == DriveState.CANCELLED and "bão số 5" in client.get(reverse("drives")).content.decode()
