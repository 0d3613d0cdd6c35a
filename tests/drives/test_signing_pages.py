"""Signing up by the own page, the desk of the day, papers: who sees what, and what happens twice."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.blood import actions
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor, SignUp
from chungtay.blood.rules.states import SignUpState
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.people.rules.consents import ConsentPurpose
from tests.blood.test_donor_pages import YES, enrol
from tests.drives.test_signing import drive
from tests.factories.organizations import AT, Chapter

Budget = Callable[..., AbstractContextManager[None]]


def coordinates(chapter: Chapter, code: str, number: int) -> User:
    user = User.objects.create_user(
        f"09120000{number}", "mật khẩu dài", name=f"điều phối {number}", is_illustrative=True
    )
    scope = {"unit_id": chapter.id(code)}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    return user


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_a_donor_sees_what_stands_against_the_day_then_signs_up_and_withdraws(
    client: Client, chapter: Chapter, today: date, assert_queries: Budget
) -> None:
    donor = enrol(chapter.id("22.206"), 1)
    other = enrol(chapter.id("22.206"), 2)
    here = drive(chapter.id("22.206"), today + timedelta(20))
    planned = drive(chapter.id("22.206"), today + timedelta(20), state="planned", name="Chưa mở")
    actions.record_donation(
        by=None, at=AT, on=today, donor_id=donor.pk, unit_id=donor.unit_id, given_on=today - timedelta(14),
        component="WB", ml=350,
    )  # fmt: skip
    structure()
    with assert_queries():
        near = client.get(reverse("own_drives", args=[donor.token])).content.decode()
    assert here.name in near and "Chưa mở" not in near
    address = reverse("own_drive", args=[donor.token, here.pk])
    assert client.get(reverse("own_drive", args=[donor.token, planned.pk])).status_code == 404
    with assert_queries():
        page = client.get(address).content.decode()
    free = today - timedelta(14) + timedelta(84)
    assert "chưa đủ thời gian" in page.lower() and f"{free:%d/%m/%Y}" in page and "Bác sĩ" in page
    page = client.post(address, {"do": "sign", "slot": "07:30"}, follow=True).content.decode()
    row = SignUp.objects.get()
    assert "khung giờ 07:30" in page and "<svg" in page and f">{row.pk}<" in page, "told, and still free to come"
    assert "từ trước" in client.post(address, {"do": "sign", "slot": "07:30"}, follow=True).content.decode()
    own = client.get(reverse("own_donor", args=[donor.token])).content.decode()
    assert here.name in own and "<svg" in own
    assert here.name not in client.get(reverse("own_donor", args=[other.token])).content.decode()
    page = client.post(address, {"do": "withdraw"}, follow=True).content.decode()
    assert "Đã rút" in page and "Mã đưa khi đến" not in page
    assert "từ trước" in client.post(address, {"do": "withdraw"}, follow=True).content.decode()
    client.post(address, {"do": "sign", "slot": "09:00"})
    assert SignUp.objects.get().slot == "09:00"
    actions.end_donor(by=None, at=AT, donor_id=other.pk, reason="đi xa")
    there = reverse("own_drive", args=[other.token, here.pk])
    assert (
        "thôi tham gia" in client.post(there, {"do": "sign"}, follow=True).content.decode()
        and SignUp.objects.count() == 1
    )


def test_the_public_page_says_who_may_give_and_registers_into_the_drive(
    client: Client, chapter: Chapter, today: date, assert_queries: Budget
) -> None:
    here = drive(chapter.id("22.206"), today + timedelta(20))
    known = enrol(chapter.id("22.206"), 1)
    structure()
    with assert_queries():
        page = client.get(reverse("public_drive", args=[here.token])).content.decode()
    assert "Từ đủ 18 đến hết 60 tuổi" in page and "Nữ từ 42 kg, nam từ 45 kg" in page and "84 ngày" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page), "nothing is asked of others"
    assert client.get(reverse("public_drive", args=["không"])).status_code == 404
    address = reverse("register_for_drive", args=[here.token])
    college = str(chapter.id("22.cdyt"))
    told = {"phone": "0912345678", "name": "Lê Minh Họa", "unit": college, "consent_keep": "on"}
    answer = client.post(address, told)
    donor = Donor.objects.latest("pk")
    assert answer["Location"] == reverse("own_drive", args=[donor.token, here.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "chưa có ngày sinh" in page and "chưa có cân nặng" in page, "what is not known is told, nothing is assumed"
    again = client.post(address, {**told, "phone": "0912345001"}).content.decode()
    assert known.token not in again and Donor.objects.count() == 2
    for state, words in (("cancelled", "đã hủy"), ("planned", "chưa nhận đăng ký")):
        closed = drive(chapter.id("22.206"), today, state=state, cancelled_because="Bác sĩ Nguyễn bận")
        page = client.get(reverse("public_drive", args=[closed.token])).content.decode()
        assert words in page and "Đăng ký lần đầu" not in page and "Nguyễn" not in page
        assert client.post(reverse("register_for_drive", args=[closed.token]), told).status_code == 302
    assert Donor.objects.count() == 2


def test_the_code_opens_for_a_coordinator_of_the_drive_alone_and_counts_once(
    client: Client, chapter: Chapter, cast: dict[str, User], today: date, assert_queries: Budget
) -> None:
    here = drive(chapter.id("22.206"), today)
    donors = [enrol(chapter.id("22.206"), number) for number in range(4)]
    rows = [
        actions.sign_up(by=None, at=timezone.now(), drive_id=here.pk, donor_id=one.pk, coordinated=True)[0]
        for one in donors
    ]
    code = reverse("check_in", args=[rows[0].pk])
    for other in (cast["outsider"], cast["recorder"], coordinates(chapter, "22.cdyt", 51)):
        client.force_login(other)
        for method in (client.get, client.post):
            assert [method(one).status_code for one in (code, reverse("check_in", args=[9999]))] == [404, 404]
        assert client.get(reverse("check_in_desk", args=[here.pk])).status_code == 403
    assert SignUp.objects.filter(state=SignUpState.REGISTERED).count() == 4
    client.force_login(coordinates(chapter, "22.206", 52))
    structure()
    with assert_queries():
        page = client.get(code).content.decode()
    assert (
        "Trần Minh Họa 0" in page and "Ghi đã đến" in page and SignUp.objects.get(pk=rows[0].pk).state == "registered"
    )
    first, second = (client.post(code, follow=True).content.decode() for _ in range(2))
    assert "Đã ghi: đã đến" in first and "Trần Minh Họa 0" in first and "từ trước" in second

    desk = reverse("check_in_desk", args=[here.pk])
    typed = [f"https://minh.hoa{reverse('check_in', args=[rows[1].pk])}", str(rows[2].pk), donors[3].token]
    for words in typed:
        then = client.post(desk, {"words": words})["Location"]
        with assert_queries():
            client.get(then)
    assert SignUp.objects.filter(state=SignUpState.CAME).count() == 4
    assert "từ trước" in client.post(desk, {"words": "0912 345 003"}, follow=True).content.decode()
    found = client.post(desk, {"words": "minh hoa 2"}).content.decode()
    assert "Trần Minh Họa 2" in found and "Trần Minh Họa 1" not in found
    assert "Không có ai như vậy" in client.post(desk, {"words": "khong co"}).content.decode()
    assert not AuditLine.objects.filter(text__contains="Minh Họa").exists()


def test_a_coordinator_signs_up_own_donors_by_name_with_a_warning(
    client: Client, chapter: Chapter, today: date, assert_queries: Budget
) -> None:
    here = drive(chapter.id("22.206"), today, slots=[["07:30", 1]])
    donor, second, foreign = enrol(here.unit_id, 1), enrol(here.unit_id, 2), enrol(chapter.id("22.cdyt"), 3)
    actions.record_donation(
        by=None, at=AT, on=today, donor_id=donor.pk, unit_id=here.unit_id, given_on=today - timedelta(9),
        component="WB", ml=350,
    )  # fmt: skip
    client.force_login(coordinates(chapter, "22.206", 53))
    address = reverse("sign_up_donor", args=[here.pk])
    structure()
    with assert_queries(16):  # four of them leave the line that says who looked
        page = client.post(address, {"words": "minh hoa"}).content.decode()
    assert "Trần Minh Họa 1" in page and "Minh Họa 3" not in page and page.count("ngày này chưa hiến được") == 1
    assert client.post(address, {"donor": foreign.pk, "do": "sign"}).status_code == 404
    client.post(address, {"donor": donor.pk, "do": "sign", "slot": "07:30"})
    full = client.post(address, {"donor": second.pk, "do": "sign", "slot": "07:30"}, follow=True).content.decode()
    assert "đã đủ người" in full
    came = client.post(address, {"donor": second.pk, "do": "came", "slot": ""}, follow=True).content.decode()
    assert "Đã ghi: đã đến" in came
    assert sorted(SignUp.objects.values_list("donor", "slot", "state")) == [
        (donor.pk, "07:30", "registered"), (second.pk, "", "came"),
    ]  # fmt: skip


def test_papers_name_no_more_than_they_must_and_leave_a_line(client: Client, chapter: Chapter, today: date) -> None:
    long = "Ngày hội Minh Họa có tên và địa điểm dài như người ta hay viết, " * 3
    here = drive(chapter.id("22.206"), today + timedelta(3), centre=long, name=long, place=f"{long[:180]}, sân đình")
    yes = {**YES, ConsentPurpose.DRIVES: "Nhận tin"}
    donors = [
        enrol(here.unit_id, 1, consents=yes),
        enrol(here.unit_id, 2),
        enrol(chapter.id("22.cdyt"), 3, consents=yes),
    ]
    for one in donors:
        actions.sign_up(by=None, at=timezone.now(), drive_id=here.pk, donor_id=one.pk, coordinated=True)
    client.force_login(coordinates(chapter, "22.206", 54))
    lines = AuditLine.objects.filter(action="open_profiles").count()
    sheet = client.get(reverse("drive_sheet", args=[here.pk]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.content)).pages)
    assert "Trần Minh Họa 3" in text and "1990" in text and "07:30" in text and "250" in text
    assert not re.search(r"09\d{8}|02/01/1990|A\+", text)
    assert AuditLine.objects.filter(action="open_profiles").count() == lines + 1
    poster = client.get(reverse("drive_poster", args=[here.pk]))
    pages = PdfReader(BytesIO(poster.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1 and "sân đình" in text and "18" in text and "/hien-mau/dot/" in text
    assert "Minh Họa 1" not in text
    fit = {"health": HealthFacts(kg=55.0), "consents": yes}
    free, hurt = enrol(here.unit_id, 5, **fit), enrol(here.unit_id, 6, **fit | {"health": HealthFacts(kg=30.0)})
    page = client.get(reverse("remind_signed", args=[here.pk])).content.decode()
    assert free.token in page and hurt.token not in page, "who may give on that day is invited"
    assert "Trần Minh Họa 1" in page and "Trần Minh Họa 2" not in page and donors[0].token in page
    assert "Trần Minh Họa 3" in page and donors[2].token not in page, "another unit's donor: the public page"
    actions.withdraw_donor_consent(by=None, at=AT, donor_id=donors[0].pk, purposes=(ConsentPurpose.DRIVES,))
    assert "Trần Minh Họa 1" not in client.get(reverse("remind_signed", args=[here.pk])).content.decode()
