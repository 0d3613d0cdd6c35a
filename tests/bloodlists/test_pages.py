"""The pages of lists: a coordinator brings a list, says what columns are, mends cells, records, links, takes back."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.blood.models import Donation
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.rules.states import ListState
from chungtay.exchange.formats.writing import Page, xlsx_bytes
from chungtay.ledger.actions import load_core
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.people.queries import person_by_phone
from tests.factories.organizations import AT, Chapter

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Số điện thoại", "Nhóm máu", "Ngày hiến", "Thể tích (ml)", "Nghề nghiệp"]
ROWS = [
    [1, "An Minh Họa", date(1990, 1, 1), 912345001, "A+", date(2025, 6, 10), 350, "giáo viên"],
    [2, "Bình Minh Họa", date(1990, 1, 2), "0912345002", "B?", date(2025, 6, 10), 2500, "công nhân"],
    ["", "Tổng cộng", "", "", "", "", 600, ""],
]


FILE = xlsx_bytes([Page("Danh sách", HEADINGS, ROWS)])


def coordinates(chapter: Chapter, code: str, number: str) -> User:
    user = User.objects.create_user(number, "mật khẩu dài", name="điều phối", is_illustrative=True)
    scope = {"unit_id": chapter.id(code), "valid_from": date(2024, 1, 1)}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, **scope)
    return user


@pytest.fixture
def coordinator(client: Client, chapter: Chapter, cast: dict[str, User]) -> User:
    """Coordinates the blood of the college alone, and is signed in."""
    load_core(by=None, at=AT)
    user = coordinates(chapter, "22.cdyt", "0912000050")
    client.force_login(user)
    structure()
    return user


def sent(client: Client, chapter: Chapter) -> BloodList:
    file = SimpleUploadedFile("vien.xlsx", FILE)
    told = {"unit": chapter.id("22.cdyt"), "centre": "Viện Minh Họa", "file": file}
    answer = client.post(reverse("blood_lists"), told)
    return BloodList.objects.get(pk=int(re.findall(r"\d+", answer["Location"])[0]))


def change(client: Client, row: BloodList, do: str, **more: object) -> str:
    answer = client.post(reverse("change_list", args=[row.pk]), {"do": do, **more}, follow=True)
    return answer.content.decode()


def test_a_list_goes_from_a_file_to_donations_and_back(
    client: Client, chapter: Chapter, coordinator: User, assert_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    row = sent(client, chapter)
    columns = client.get(reverse("blood_list", args=[row.pk]), follow=True).content.decode()
    assert "Nghề nghiệp" in columns and "Chưa rõ cột" in columns and "0912345" not in columns
    said = {"heading_row": 1, "day": "", "col-7": "#"}
    page = client.post(reverse("note_list_columns", args=[row.pk]), said, follow=True).content.decode()
    assert "2 dòng cần sửa" in page and "G3" in page and "E3" in page and "Nghề nghiệp" in page
    assert "Ghi cả danh sách" not in page and "0912345" not in page
    assert "còn 2 dòng sai" in change(client, row, "post") and not Donation.objects.exists()
    mended = {"cell-3-4": "B-", "cell-3-6": "250", "out": "4"}
    assert "Ghi cả danh sách" in change(client, row, "correct", **mended)
    with assert_queries():
        client.get(reverse("blood_list", args=[row.pk]))
    page = change(client, row, "post")
    assert "Đã ghi 2 lần hiến" in page and "2 người chưa gắn" in page
    with assert_queries():
        waiting = client.get(reverse("link_listed", args=[row.pk])).content.decode()
    assert "An Minh Họa" in waiting and "…001" in waiting and "0912345001" not in waiting
    with assert_queries():
        lists = client.get(reverse("blood_lists")).content.decode()
    assert "vien.xlsx" in lists and "An Minh Họa" not in lists
    assert (
        "đã được ghi trước đây" in client.get(reverse("blood_list", args=[sent(client, chapter).pk])).content.decode()
    )
    assert "Cần ghi lý do" in change(client, row, "undo", reason=" ")
    assert "Đã rút 2 lần hiến" in change(client, row, "undo", reason="gửi nhầm")


def test_somebody_on_a_list_is_enrolled_with_the_one_consent_that_was_asked_for(
    client: Client, chapter: Chapter, coordinator: User
) -> None:
    row = sent(client, chapter)
    client.post(reverse("note_list_columns", args=[row.pk]), {"heading_row": 1, "col-7": "#"})
    change(client, row, "correct", out=["3", "4"])
    change(client, row, "post")
    listed = ListedDonor.objects.get(of=row)
    address = reverse("add_listed_donor", args=[row.pk, listed.pk])
    form = client.get(address).content.decode()
    assert (
        'value="An Minh Họa"' in form
        and "consent_emergency" not in form
        and "0912345001" not in form
        and 'name="consent_keep"' in form
    )
    told = {"name": "An Minh Họa", "phone": "", "born_on": "01/01/1990", "sex": "", "area": "", "kg": "",
            "unit": chapter.id("22.cdyt"), "abo": "A", "rhd": "+", "confirmed_by": "Viện", "proof": "phone", "note": ""}  # fmt: skip
    assert "chưa đăng ký được" in client.post(address, told).content.decode()
    assert client.post(address, told | {"consent_keep": "on"}).status_code == 302
    donor = Donation.objects.get().donor
    assert donor is not None and list(donor.person.consents.values_list("purpose", flat=True)) == ["keep"]
    assert person_by_phone("0912345001") == donor.person


def test_a_list_is_shown_to_nobody_else_before_it_is_recorded_and_to_no_other_unit_ever(
    client: Client, chapter: Chapter, coordinator: User, cast: dict[str, User]
) -> None:
    row = sent(client, chapter)
    names = ("blood_list", "note_list_columns", "link_listed")
    others = [coordinates(chapter, "22.cdyt", "0912000051"), coordinates(chapter, "22.206", "0912000052")]
    for user in others:
        client.force_login(user)
        assert {client.get(reverse(name, args=[row.pk])).status_code for name in names} == {404}
        assert client.post(reverse("change_list", args=[row.pk]), {"do": "post"}).status_code == 404
    outcome = {"before": {}, "after": {}, "new": 0, "already": 0, "deferred": 0, "linked": 0}
    BloodList.objects.filter(pk=row.pk).update(state=ListState.POSTED, posted_at=timezone.now(), outcome=outcome)
    client.force_login(others[0])
    assert client.get(reverse("blood_list", args=[row.pk])).status_code == 200
    client.force_login(others[1])
    assert client.get(reverse("blood_list", args=[row.pk])).status_code == 404
    client.force_login(cast["visitor"])
    assert client.get(reverse("blood_lists")).status_code == 403


def test_bad_files_are_refused_with_what_to_do(client: Client, chapter: Chapter, coordinator: User) -> None:
    told = {"unit": chapter.id("22.cdyt"), "centre": "Viện Minh Họa"}
    for more, words in (
        ({}, "chọn một tệp hoặc dán số liệu"), ({"pasted": "Họ tên\tThể tích"}, "không có dòng nào"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 hong")}, "Không mở được tệp XLSX"),
        ({"pasted": "Họ tên\tThể tích\nA\t350", "day": "01/01/2099"}, "chưa tới"),
    ):  # fmt: skip
        assert words in client.post(reverse("blood_lists"), told | more).content.decode()
    assert not BloodList.objects.exists()
