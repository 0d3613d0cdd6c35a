"""Directives down: to whom, who has read and done what, what stays when something changes; the pages by the cast."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.correspondence.actions import (
    assign_number,
    issue_directive,
    note_directive_opened,
    notify_receivers,
    record_directive_done,
    withdraw_directive,
    withdraw_outgoing,
)
from chungtay.correspondence.formats import attachment
from chungtay.correspondence.models import Directive, DirectiveReceipt
from chungtay.correspondence.queries.audience import chosen_receivers
from chungtay.correspondence.queries.directives import directive_page, issued_by, received_by
from chungtay.correspondence.rules import Audience, DirectiveDraft, PaperKind, ReceiverState
from chungtay.kernel.errors import Refusal
from chungtay.notifications.models import Notice
from chungtay.notifications.queries import sentence_of
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import Sight, sight, structure
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT, MEMBERS, REFORM, Chapter

DAY = date(2024, 1, 5)
TODAY = date(2026, 11, 26)
ALL_DAYS = (date.min, TODAY)
PDF = b"%PDF-1.7\n1 0 obj\n"


def issued(chapter: Chapter, codes: tuple[str, ...] = MEMBERS, on: date = DAY, **told: object) -> Directive:
    given = {
        "unit_id": chapter.id("22"), "kind": PaperKind.PLAN, "about": "Tổ chức Tết Nhân ái 2024",
        "asks": "Rà soát hộ nghèo.", "receiver_ids": tuple(chapter.id(code) for code in codes), "issued_on": on,
        "ended_too": True,
    }  # fmt: skip
    return issue_directive(by=None, at=AT, on=TODAY, draft=DirectiveDraft(**{**given, **told}))


def opened(row: Directive, user: User, seen: Sight) -> int:
    page = directive_page(row.pk, seen)
    assert page is not None
    ids = [receiver.id for receiver in page.opening]
    return note_directive_opened(by=user, at=AT, directive_id=row.pk, receiver_ids=ids)


def office(*parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for part in ("[Content_Types].xml", *parts):
            package.writestr(part, "<x/>")
    return data.getvalue()


def test_a_file_is_what_its_name_says_or_is_refused() -> None:
    assert attachment("C:\\kế hoạch\\tết.docx", office("word/document.xml"), 9999).name == "tết.docx"
    assert attachment("a.JPEG", b"\xff\xd8\xff\xe0", 9999).media_type == "image/jpeg"
    wrong = [
        ("a.docx", PDF), ("a.pdf", b"MZ"), ("a.exe", PDF), ("a", PDF), ("a.xlsx", office("word/document.xml")),
        ("a.docm", office("word/document.xml")), ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("a.pdf", PDF + b"x" * 9999), ("a.docx", office("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff")),
    ]  # fmt: skip
    for name, data in wrong:
        with pytest.raises(Refusal):
            attachment(name, data, 9999)


def test_whom_a_directive_is_for_is_said_in_four_ways(chapter: Chapter) -> None:
    known, top = structure(), chapter.id("22")

    def codes(audience: Audience, day: date = DAY, **more: object) -> list[str]:
        return [known.code_of(unit) for unit in chosen_receivers(known, top, audience, day, **more)]

    assert codes(Audience.BELOW) == list(MEMBERS)
    assert codes(Audience.BELOW, TODAY) == ["22.07132", "22.cdyt"]
    assert codes(Audience.KIND, kind="commune") == ["22.206.07132"]
    assert codes(Audience.CLUSTER, cluster="22/cum-2") == list(MEMBERS)
    assert codes(Audience.CLUSTER, TODAY, cluster="22/cum-2") == ["22.cdyt"]
    assert codes(Audience.LIST, codes=["22.206", "22.cdyt"]) == ["22.206", "22.cdyt"]


def test_units_that_do_not_stand_below_on_the_day_are_refused_by_name(chapter: Chapter) -> None:
    with pytest.raises(Refusal) as ended:
        issued(chapter, ("22.206", "22.cdyt"), REFORM)
    assert ended.value.params["names"] == "Hội Chữ thập đỏ thị xã Quảng Yên"
    with pytest.raises(Refusal) as strange:
        issued(chapter, ("22.206", "vn"))
    assert strange.value.params["names"] == "Trung ương Hội Chữ thập đỏ Việt Nam"
    with pytest.raises(Refusal, match="Đã kết thúc") as since:
        issued(chapter, ended_too=False)
    assert "thị xã Quảng Yên" in since.value.params["names"] and "Cao đẳng" not in since.value.params["names"]
    wrong = ({"asks": " "}, {"due_on": date(2024, 1, 4)}, {"issued_on": date(2026, 11, 27)}, {"receiver_ids": ()})
    for told in wrong:
        with pytest.raises(Refusal):
            issued(chapter, **told)
    assert not Directive.objects.exists()


def test_reading_and_doing_are_counted_and_an_ended_unit_is_not_waited_for(
    chapter: Chapter, cast: dict[str, User]
) -> None:
    row = issued(chapter, due_on=date(2024, 2, 1))
    then, now = sight(cast["approver"], date(2024, 1, 10)), sight(cast["approver"], TODAY)
    reader = sight(cast["recorder"], date(2024, 1, 10))
    assert opened(row, cast["approver"], then) == 0  # the sender's own opening is no reading
    assert opened(row, cast["head"], sight(cast["head"], then.on)) == 0
    assert (opened(row, cast["recorder"], reader), opened(row, cast["recorder"], reader)) == (1, 0)
    (line,) = issued_by([chapter.id("22")], *ALL_DAYS, then)
    assert (line.asked, line.read, line.done) == (6, 1, 0)
    for text in ("Đã rà 40 hộ", "Đã rà 45 hộ"):
        told = {"unit_id": chapter.id("22.195"), "text": text, "done_on": date(2024, 1, 20)}
        record_directive_done(by=cast["outsider"], at=AT, on=TODAY, directive_id=row.pk, **told)
    page = directive_page(row.pk, now)
    assert page is not None
    done = page.in_state(ReceiverState.DONE)
    assert [one.done.text for one in done if one.done] == ["Đã rà 45 hộ"] and DirectiveReceipt.objects.count() == 3
    (line,) = issued_by([chapter.id("22")], *ALL_DAYS, now)
    assert (line.asked, line.read, line.done) == (3, 2, 1)  # three districts ended unread; what two did stays
    (mine,) = received_by([chapter.id("22.206")], *ALL_DAYS, reader)
    assert (mine.state, mine.near) == (ReceiverState.OPENED, False)
    assert notify_receivers(by=None, at=AT, on=TODAY, directive_id=row.pk) == 1  # the college alone still stands


def test_a_withdrawn_or_replaced_directive_takes_no_more_answers(chapter: Chapter) -> None:
    first = issued(chapter)
    second = issued(chapter, replaces_id=first.pk, about="Tổ chức Tết Nhân ái 2024, thay bản trước")
    with pytest.raises(Refusal):
        issued(chapter, replaces_id=first.pk)
    with pytest.raises(Refusal):
        withdraw_directive(by=None, at=AT, on=TODAY, directive_id=second.pk, reason=" ")
    withdraw_directive(by=None, at=AT, on=TODAY, directive_id=second.pk, reason="ban hành nhầm")
    for row in (first, second):
        with pytest.raises(Refusal):
            told = {"unit_id": chapter.id("22.206"), "text": "x", "done_on": DAY}
            record_directive_done(by=None, at=AT, on=TODAY, directive_id=row.pk, **told)
        with pytest.raises(Refusal):
            withdraw_directive(by=None, at=AT, on=TODAY, directive_id=row.pk, reason="nữa")
    assert "ban hành nhầm" in AuditLine.objects.get(action="withdraw_directive").text
    withdraw_outgoing(by=None, at=AT, paper_id=second.paper_id, reason="đã rút")
    with pytest.raises(Refusal):  # a directive that stands is no paper to be struck from the register
        withdraw_outgoing(by=None, at=AT, paper_id=issued(chapter).paper_id, reason="nhầm")


def issued_by_form(client: Client, cast: dict[str, User], name: str = "danh sách.pdf", data: bytes = PDF) -> str:
    """The address that issuing leads to; empty where it was refused."""
    client.force_login(cast["approver"])
    told = {
        "kind": "plan", "about": "Hiến máu dịp Tết", "asks": "Vận động 50 người", "audience": "below",
        "issued_on": "2026-11-20", "due_on": "2026-12-20", "programme": "", "paper": "", "units": [],
    }  # fmt: skip
    files = {"attached": SimpleUploadedFile(name, data)}
    answer = client.post(reverse("issue_directive") + "?of=22", told | files)
    return str(answer.get("Location", ""))


def in_the_ward(chapter: Chapter, user: User, role: Role) -> int:
    ward = chapter.id("22.07132")
    assign_role(by=None, at=AT, user=user, role=role, valid_from=REFORM, unit_id=ward)
    return ward


def test_opening_by_an_officer_of_the_receiving_unit_is_its_reading(
    client: Client, chapter: Chapter, cast: dict[str, User]
) -> None:
    auditor = User.objects.create_user("0912000077", "mật khẩu dài", name="auditor")
    for user, role in ((cast["recorder"], Role.RECORDER), (auditor, Role.AUDITOR)):
        in_the_ward(chapter, user, role)
    assert issued_by_form(client, cast, data=b"MZ") == ""
    address = issued_by_form(client, cast)
    row = Directive.objects.get()
    assert address == reverse("directive", args=[row.pk])
    assert set(Notice.objects.values_list("user__name", flat=True)) == {"recorder", "auditor"}
    assert sentence_of(Notice.objects.get(user=auditor, kind="directive_issued")).endswith(
        "gửi văn bản chỉ đạo: Hiến máu dịp Tết."
    )
    assert "chưa cấp số" in client.get(address).content.decode()
    assign_number(by=None, at=AT, on=TODAY, paper_id=row.paper_id, signed_on=date(2026, 11, 20), number=17)
    client.force_login(auditor)
    file = client.get(f"{address}tep/{row.files.get().pk}/")
    assert (bytes(file.content), file["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert client.get(address).status_code == 200
    client.force_login(cast["recorder"])
    client.head(address)
    assert client.get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 503  # kept by no browser
    assert not DirectiveReceipt.objects.exists()
    page = client.get(address).content.decode()
    assert "Kế hoạch 17/KH ngày 20/11/2026" in page and "Đã ghi nhận là đơn vị đã đọc" in page
    assert "<span>đã đọc</span>" in page  # the first reading says so at once
    assert DirectiveReceipt.objects.get().by == cast["recorder"]
    client.force_login(cast["outsider"])
    assert client.get(address).status_code == client.get(f"{address}tep/{row.files.get().pk}/").status_code == 403
    assert client.get(reverse("issue_directive"), {"of": "22"}).status_code == 403
    assert client.get(reverse("directives"), {"of": "22"}).status_code == 403
    client.force_login(cast["head"])  # whoever leads a cluster and works in no unit begins with the cluster
    assert client.get(reverse("directives")).context["asked"].scope.code == "22/cum-2"
    assert client.get(reverse("proposals"), {"from": "31/02/2024"}).status_code == 400


def test_a_receiving_unit_answers_for_itself_and_the_sender_reminds_the_others(
    client: Client, chapter: Chapter, cast: dict[str, User]
) -> None:
    ward, address = in_the_ward(chapter, cast["recorder"], Role.RECORDER), issued_by_form(client, cast)
    client.force_login(cast["recorder"])
    told = {"unit": ward, "text": "Đã vận động 52 người", "done_on": date.today().isoformat()}
    assert client.post(f"{address}da-lam/", told | {"text": ""}).status_code == 200
    client.post(f"{address}da-lam/", told)
    assert "Báo lại, bổ sung" in client.get(address).content.decode()  # no empty form where it was said
    client.post(f"{address}da-lam/", told | {"unit": chapter.id("22.cdyt"), "text": "của đơn vị khác"})
    assert client.post(f"{address}nhac/").status_code == client.post(f"{address}rut/").status_code == 403
    assert client.get(reverse("directives")).status_code == 200
    client.force_login(cast["approver"])
    assert client.post(f"{address}da-lam/", told | {"text": "của nơi ban hành"}).status_code == 403
    upper = User.objects.create_user("0912000078", "mật khẩu dài", name="supervisor")
    assign_role(by=None, at=AT, user=upper, role=Role.SUPERVISOR, valid_from=REFORM, unit_id=chapter.id("22"))
    client.force_login(upper)  # the ward phoned
    assert "ghi thay" in client.get(address).content.decode()
    client.post(f"{address}da-lam/", told)
    assert list(DirectiveReceipt.objects.filter(kind="done").values_list("on_behalf", flat=True)) == [False, True]
    client.force_login(cast["approver"])
    page = client.get(address)
    assert "supervisor (ghi thay)" in page.content.decode()
    assert "Đã vận động 52 người" in page.content.decode() and "của đơn vị khác" not in page.content.decode()
    assert [one.unit.code for one in page.context["unread"]] == ["22.cdyt"]
    client.post(f"{address}nhac/")
    assert DirectiveReceipt.objects.filter(kind="reminded").count() == 1
    client.post(f"{address}rut/", {"reason": "hoãn"})
    assert "hoãn" in client.get(address).content.decode()
