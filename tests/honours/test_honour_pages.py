"""Pages of honours: the list, its papers, marks, tables, certificates."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.blood import actions
from chungtay.blood.models import HonourGiven, HonourTable
from chungtay.honours.rules.certificates import times_words
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT, Chapter
from tests.ledger.telling import value

from .conftest import ON, Gave

SPAN = {"first": "1/1/2024", "last": "15/6/2024"}
MAY = date(2024, 5, 2)


def opened() -> list[str]:
    return list(AuditLine.objects.filter(action="open_profiles").order_by("pk").values_list("text", flat=True))


def test_times_stand_in_figures_and_words() -> None:
    assert times_words(1) == "1 (một) lần" and times_words(105) == "105 (một trăm linh năm) lần"
    assert times_words(21) == "21 (hai mươi mốt) lần" and times_words(15) == "15 (mười lăm) lần"


def test_the_list_names_who_reached_a_new_tier_and_marks_many_at_once(
    client: Client, book: Chapter, gave: Gave, coordinator: User,
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    five, urgent, hidden = gave(5, MAY), gave(11, MAY, emergency=True), gave(5, MAY, named=False, unit="22.206")
    old, six = gave(5, date(2023, 12, 1)), gave(6, MAY)  # of six the fifth was in February
    client.force_login(coordinator)
    structure()
    with assert_queries():
        page = client.get(reverse("honours"), SPAN).content.decode()
    for donor, there in ((five, True), (urgent, True), (hidden, True), (old, False), (six, True)):
        assert (f'id="mark-{donor.pk}"' in page) is there
    assert "hiến khẩn cấp 1 lần" in page and "không nêu tên khi công bố" in page and "bảng tham khảo" in page
    assert len(opened()) == 1 and "tôn vinh người hiến máu" in opened()[0]
    assert f'id="mark-{old.pk}"' in client.get(reverse("honours"), {**SPAN, "late": "on"}).content.decode()
    told = {"mark": [five.pk, hidden.pk], "given_on": "14/6/2024", "paper": "Quyết định số 12/QĐ-CTĐ"}
    where = f"{reverse('honours')}?first=1/1/2024&last=15/6/2024"
    bad = client.post(where, {**told, "given_on": "31/2/2024"}).content.decode()
    assert "14/6/2024" not in bad and f'value="{five.pk}" checked' in bad and not HonourGiven.objects.exists()
    assert client.post(where, told).status_code == 302
    assert value("22", "blood.honoured", date(2024, 1, 1), date(2024, 12, 31)) == 2
    again = client.post(where, told).content.decode()
    assert "đã trao mức này hoặc mức cao hơn" in again and HonourGiven.objects.count() == 2
    left = client.get(reverse("honours"), {**SPAN, "state": "left"}).content.decode()
    assert f'id="mark-{urgent.pk}"' in left and f'id="mark-{five.pk}"' not in left
    with assert_queries():
        given = client.get(reverse("honours_given")).content.decode()
    assert "Quyết định số 12/QĐ-CTĐ" in given and "Minh Họa 1," in given
    mark = HonourGiven.objects.get(donor=five)
    undo = reverse("withdraw_honour", args=[mark.pk])
    assert client.post(undo, {"reason": ""}).status_code == 200
    assert client.post(undo, {"reason": "trao nhầm"}).status_code == 302 and client.get(undo).status_code == 403
    assert "trao nhầm" in client.get(reverse("honours_given")).content.decode()


def test_what_may_be_published_names_only_who_agreed(
    client: Client, book: Chapter, gave: Gave, coordinator: User
) -> None:
    yes, no = gave(5, MAY), gave(5, MAY, named=False)
    client.force_login(coordinator)
    where = reverse("honour_list")
    public = client.get(where, SPAN).content.decode()
    assert "Trần Minh Họa 1" in public and "Trần Minh Họa 2" not in public and "1 người không nêu tên." in public
    assert str(no.person_id) not in opened()[-1] and f"#{yes.person_id}" in opened()[-1]
    internal = client.get(where, {**SPAN, "cho": "noi-bo"}).content.decode()
    assert "Trần Minh Họa 2" in internal and "danh sách tôn vinh nội bộ" in opened()[-1]
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        answer = client.get(where, {**SPAN, "format": form})
        assert answer.content.startswith(begins) and "no-store" in answer["Cache-Control"]
    book_ = CalamineWorkbook.from_filelike(io.BytesIO(client.get(where, {**SPAN, "format": "xlsx"}).content))
    cells = [cell for row in book_.get_sheet_by_index(0).to_python() for cell in row]
    assert (
        "Trần Minh Họa 1" in cells
        and "Trần Minh Họa 2" not in cells
        and 5 in cells
        and "1 người không nêu tên" in cells
    )
    assert client.get(where, {"format": "exe"}).status_code == 404


def test_certificates_are_pages_of_one_file_and_leave_a_line(
    client: Client, book: Chapter, gave: Gave, coordinator: User
) -> None:
    rows = [gave(5, MAY), gave(10, MAY), gave(1, MAY)]
    client.force_login(coordinator)
    where = f"{reverse('honour_certificates')}?first=1/1/2024&last=15/6/2024"
    answer = client.post(where, {"mark": [row.pk for row in rows[:2]], "given_on": "14/6/2024"})
    assert (
        answer.content.startswith(b"%PDF")
        and answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type/Page/") == 2
    )
    assert "giấy ghi nhận hiến máu" in opened()[-1] and f"#{rows[2].person_id}" not in opened()[-1]
    assert client.post(where, {}).status_code == 302
    public = Client()
    own = public.get(reverse("own_certificate", args=[rows[0].token]))
    assert own.content.startswith(b"%PDF") and "Ghi" not in rows[0].token
    line = AuditLine.objects.filter(action="open_profiles").order_by("pk").last()
    assert line is not None and line.by_id is None and "giấy ghi nhận" in line.text
    assert public.get(reverse("own_certificate", args=["khong-co"])).status_code == 404
    assert public.get(reverse("own_certificate", args=[gave(0, MAY).token])).status_code == 404


def test_a_table_is_typed_a_line_a_tier_and_holds_from_its_day(
    client: Client, book: Chapter, gave: Gave, coordinator: User
) -> None:
    client.force_login(coordinator)
    where = reverse("record_honour_table")
    assert "1 Lần đầu" in client.get(where).content.decode()
    told: dict[str, Any] = {
        "unit": book.id("22"), "first_on": "1/1/2024", "source": "Quyết định 566", "tiers": "3 Giấy khen\n\n7: Bằng khen\n",
    }  # fmt: skip
    assert "Dòng 2" in client.post(where, {**told, "tiers": "3 a\nnhiều"}).content.decode()
    assert "tăng dần" in client.post(where, {**told, "tiers": "7 a\n3 b"}).content.decode()
    assert client.post(where, told).status_code == 302
    assert HonourTable.objects.get().tiers == [[3, "Giấy khen"], [7, "Bằng khen"]]
    tables = client.get(reverse("honour_tables")).content.decode()
    assert "Quyết định 566" in tables and "Bằng khen" in tables and "122/QĐ-BCĐQG" in tables
    four = gave(4, MAY)
    page = client.get(reverse("honours"), SPAN).content.decode()
    assert f'id="mark-{four.pk}"' in page and "Giấy khen" in page and "bảng tham khảo" not in page


def test_a_coordinator_of_one_unit_sees_and_marks_its_donors_alone(
    client: Client, book: Chapter, gave: Gave, cast: dict[str, User]
) -> None:
    own, foreign = gave(5, MAY), gave(5, MAY, unit="22.206")
    user = User.objects.create_user("0912000052", "mật khẩu dài", name="điều phối câu lạc bộ", is_illustrative=True)
    scope = {"unit_id": book.id("22.cdyt")}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    client.force_login(user)
    page = client.get(reverse("honours"), SPAN).content.decode()
    assert f'id="mark-{own.pk}"' in page and f'id="mark-{foreign.pk}"' not in page
    client.post(f"{reverse('honours')}?first=1/1/2024&last=15/6/2024", {"mark": foreign.pk, "given_on": "14/6/2024"})
    assert not HonourGiven.objects.exists()
    actions.record_honours(by=None, at=AT, on=ON, marks={foreign.pk: 5}, given_on=date(2024, 6, 14))
    assert client.get(reverse("withdraw_honour", args=[HonourGiven.objects.get().pk])).status_code == 403
    assert client.get(reverse("record_honour_table")).status_code == 403
