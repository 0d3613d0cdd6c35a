"""Pages of donors: for their coordinators, and the donor's own without signing in."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.blood import actions, queries
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor
from chungtay.blood.queries import pages
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.people.models import Consent
from chungtay.people.queries import standing_consents
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import Profile
from tests.factories.organizations import AT, Chapter

ON = date(2026, 6, 15)
YES = {ConsentPurpose.KEEP: "Lưu", ConsentPurpose.EMERGENCY: "Được gọi"}


@pytest.fixture
def coordinator(chapter: Chapter, cast: dict[str, User]) -> User:
    """Coordinates the blood of the college alone."""
    user = User.objects.create_user("0912000050", "mật khẩu dài", name="điều phối", is_illustrative=True)
    scope = {"unit_id": chapter.id("22.cdyt")}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    return user


def enrol(unit_id: int, number: int, **more: Any) -> Donor:
    """A donor of a unit; the name and the phone tell them apart."""
    profile = Profile(f"Trần Minh Họa {number}", f"09123450{number:02}", date(1990, 1, 1 + number % 28))
    group = BloodGroup("O", "-") if number % 10 == 0 else BloodGroup("A", "+")
    told = actions.Registration(profile, unit_id, YES, ConsentProof.PAPER, HealthFacts(group, kg=55.0))
    made, _new = actions.record_registration(by=None, at=AT, on=ON, told=replace(told, **more))
    assert made is not None
    return made


def test_the_list_shows_own_donors_with_masked_numbers_and_leaves_one_line(
    client: Client, chapter: Chapter, coordinator: User, monkeypatch: pytest.MonkeyPatch,
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    monkeypatch.setattr(pages, "PAGE", 8)
    own = [enrol(chapter.id("22.cdyt"), number) for number in range(12)]
    foreign = enrol(chapter.id("22.206"), 99)
    client.force_login(coordinator)
    structure()
    lines = AuditLine.objects.filter(action="open_profiles").count()
    with assert_queries():
        page = client.get(reverse("donors")).content.decode()
    assert "12 người" in page and "Trang 1 trên 2" in page and "Trần Minh Họa 11" in page
    assert (
        "Họa 99" not in page and not re.search(r"09\d{8}", page) and "…011" in page and "Trần Minh Họa 2<" not in page
    )
    assert AuditLine.objects.filter(action="open_profiles").count() == lines + 1
    rare = client.post(reverse("donors"), {"group": "O-", "free": "on"}).content.decode()
    assert "2 người" in rare and "Trần Minh Họa 10" in rare
    for words in ("hoa 7", "0912 345 007"):  # sent, and shown without an address that holds them
        found = client.post(reverse("donors"), {"words": words})
        assert found.status_code == 200 and "1 người" in found.content.decode()
        assert "12 người" in client.get(reverse("donors"), {"words": words}).content.decode()
    more = client.post(reverse("donors"), {"words": "minh hoa", "page": "2"}).content.decode()
    assert "12 người" in more and "Trang 2 trên 2" in more and 'form="donor-filter" name="page" value="1"' in more
    assert "Chưa hiểu hết" in client.post(reverse("donors"), {"page": "-1"}).content.decode()
    with assert_queries():
        one = client.get(reverse("donor", args=[own[0].pk])).content.decode()
    assert "O-" in one and "…000" in one and "0912345000" not in one
    assert client.get(reverse("donor", args=[foreign.pk])).status_code == 403
    assert client.get(reverse("erase_donor", args=[foreign.pk])).status_code == 403
    client.post(reverse("merge_donors", args=[own[0].pk]), {"other": foreign.pk, "reason": "x"})
    foreign.refresh_from_db()
    assert foreign.active


def test_a_coordinator_enrols_records_corrects_and_erases(client: Client, chapter: Chapter, coordinator: User) -> None:
    client.force_login(coordinator)
    paper = {
        "phone": "0912 345 678", "name": "Lê Minh Họa", "born_on": "3/2/1990", "unit": str(chapter.id("22.cdyt")),
        "abo": "A", "rhd": "+", "kg": "52,5", "proof": "paper", "consent_keep": "on",
    }  # fmt: skip
    wrong = client.post(reverse("add_donor"), {**paper, "phone": "12", "born_on": "31/2/1990", "consent_keep": ""})
    assert wrong.status_code == 200 and not Donor.objects.exists()
    assert client.post(reverse("add_donor"), paper).status_code == 302
    donor = Donor.objects.get()
    where = {
        name: reverse(name, args=[donor.pk]) for name in ("donor", "record_health", "correct_donor", "erase_donor")
    }
    told = {
        "abo": "O",
        "rhd": "+",
        "confirmed_by": "Bệnh viện tỉnh",
        "kg": "52,5",
        "cause": "FLU",
        "antigens": "Mia- X+",
    }
    page = client.post(where["record_health"], told).content.decode()
    assert "X+" in page and "Cần cả hai" in page
    told |= {"antigens": "Mia- c+", "cause_on": "1/6/2026"}
    assert client.post(where["record_health"], told).status_code == 302
    page = client.get(where["donor"]).content.decode()
    assert "tự nói: A+" in page and "xác nhận: Bệnh viện tỉnh" in page and "Mia-" in page
    again = client.post(where["record_health"], {**told, "abo": "B", "cause": "", "cause_on": ""}).content.decode()
    assert "O+" in again and "cần ghi lý do" in again
    corrected = {"name": "Lê Thị Minh Họa", "phone": "", "unit": str(chapter.id("22.cdyt"))}
    assert client.post(where["correct_donor"], corrected).status_code == 302
    assert "Lê Thị Minh Họa" in (page := client.get(where["donor"]).content.decode()) and "…678" in page
    assert client.post(reverse("end_donor", args=[donor.pk]), {"reason": "đi xa"}).status_code == 302
    assert "tạm nghỉ hoặc thôi" in client.get(where["donor"]).content.decode().lower()
    assert client.post(where["erase_donor"], {"reason": "đề nghị"}).status_code == 302
    assert client.get(where["donor"]).status_code == 403


def test_registering_needs_no_account_and_shows_nothing_of_who_is_there(client: Client, chapter: Chapter) -> None:
    address = reverse("register_donor")
    empty = client.get(address).content.decode()
    assert "checked" not in empty and empty.index("Số điện thoại") < empty.index("Họ và tên")
    told = {"phone": "0912345678", "name": "Lê Minh Họa", "unit": str(chapter.id("22.cdyt")), "consent_keep": "on"}
    client.post(address, {**told, "website": "http://x"})
    assert not Donor.objects.exists()
    assert "lưu thông tin" in client.post(address, {**told, "consent_keep": ""}).content.decode()
    answer = client.post(address, told)
    donor = Donor.objects.get()
    assert answer["Location"] == reverse("own_donor", args=[donor.token])
    assert standing_consents([donor.person_id])[donor.person_id] == {ConsentPurpose.KEEP}
    again = client.post(address, {**told, "name": "Kẻ lạ", "consent_emergency": "on"}).content.decode()
    assert donor.token not in again and "Lê Minh" not in again and Donor.objects.count() == 1
    assert standing_consents([donor.person_id])[donor.person_id] == {ConsentPurpose.KEEP}
    for _ in range(40):
        last = client.post(address, {"phone": ""})
    assert "thử lại sau" in last.content.decode()


def test_the_own_page_ends_a_consent_in_one_touch(client: Client, chapter: Chapter, cast: dict[str, User]) -> None:
    donor = enrol(chapter.id("22.cdyt"), 1)
    actions.record_donation(
        by=None, at=AT, on=ON, donor_id=donor.pk, unit_id=donor.unit_id, given_on=ON, component="WB", ml=350
    )
    address, change = reverse("own_donor", args=[donor.token]), reverse("change_own", args=[donor.token])
    page = client.get(address).content.decode()
    assert "07/09/2026" in page or "Hôm nay đến hiến được" in page  # 84 days behind 15 June
    assert "Trần Minh Họa 1" in page and "0912345001" not in page and "350" in page
    consents = lambda: standing_consents([donor.person_id])[donor.person_id]  # noqa: E731
    assert client.get(change).status_code == 405 and ConsentPurpose.EMERGENCY in consents()
    assert client.post(change, {"do": "end-emergency"}).status_code == 302
    assert consents() == {ConsentPurpose.KEEP}
    client.post(change, {"do": "give-drives"})
    client.post(change, {"do": "erase"})
    assert consents() == {ConsentPurpose.KEEP}
    assert "Hội xóa trước" in client.get(address).content.decode()
    told = client.get(reverse("export_own", args=[donor.token])).json()
    assert told["person"]["phone"] == "0912345001" and told["health"]["kg"] == 55
    assert [row["ml"] for row in told["donations"]] == [350] and len(told["person"]["consents"]) == 3
    stranger = Client()
    stranger.force_login(cast["approver"])  # with the link in hand, but in their own name
    stranger.post(change, {"do": "give-honours"})
    assert Consent.objects.get(purpose="honours").entered_by == cast["approver"]
    moved = client.post(change, {"do": "token"})["Location"]
    assert client.get(address).status_code == 404 and client.get(moved).status_code == 200
    assert client.post(change, {"do": "stop"}).status_code == 404
    assert queries.donor_by_token("x") is None


def test_the_page_of_rules_says_where_each_stands_and_how_sure_it_is(
    client: Client, chapter: Chapter, coordinator: User
) -> None:
    client.force_login(coordinator)
    page = client.get(reverse("blood_rules")).content.decode()
    assert "Thông tư 26/2013/TT-BYT" in page and "chờ cơ sở máu xác nhận" in page and "từ 42 đến dưới 45 kg" in page
    assert client.get(reverse("record_rule_layer")).status_code == 403  # of a province alone
    scope = {"unit_id": chapter.id("22")}
    assign_role(by=None, at=AT, user=coordinator, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    told = {"unit": str(chapter.id("22")), "version": "QN-1", "first_on": "1/3/2026", "source": "Công văn 5/TTHM"}
    bad = client.post(reverse("record_rule_layer"), {**told, "more": "{"}).content.decode()
    assert "dòng 1" in bad
    assert client.post(reverse("record_rule_layer"), {**told, "illness": "14"}).status_code == 302
    page = client.get(reverse("blood_rules")).content.decode()
    assert "Công văn 5/TTHM" in page and "14 ngày: " in page
