"""Targets in the book: replaced and kept, shared out, refused; and their pages."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure, unit_on
from chungtay.organizations.rules import Role
from chungtay.plans.actions import allocate_target, assign_target, withdraw_target
from chungtay.plans.models import Target
from chungtay.plans.queries import ShareBy, cluster_lines, proposed_shares, target_lines
from chungtay.plans.rules import TargetBasis, TargetDraft
from tests.factories.organizations import AT, MEMBERS, cast
from tests.ledger.telling import recorded

YEAR = Period.year(2024)


def draft(book, code="22", indicator="blood.units", value=6500, **other):
    days = {"first": YEAR.first, "last": YEAR.last} | other
    return TargetDraft(
        book.id(code), indicator, days.pop("first"), days.pop("last"), value, TargetBasis.ASSIGNED, **days
    )


def assigned(book, **told):
    return assign_target(by=None, at=AT, draft=draft(book, **told))


def test_another_value_replaces_and_the_one_before_is_kept(book):
    first = assigned(book)
    assert assigned(book).pk == first.pk  # the same again is left alone
    second = assigned(book, value=7000, reason="điều chỉnh giữa năm")
    first.refresh_from_db()
    assert (first.replaced_by, first.value, first.ended_at) == (second, 6500, AT)
    assert list(Target.objects.filter(ended_at=None)) == [second]
    assert AuditLine.objects.get(object_id=str(second.pk), action="assign_target").text == "blood.units 7000; 6500"


def test_a_target_stands_beside_its_figure_and_its_days(book):
    recorded(book, "22.206", date(2024, 5, 5), blood_units=3900)
    assigned(book, value=3250)
    unit = unit_on("22", YEAR.last)
    (line,) = target_lines(unit, YEAR, date(2024, 6, 30), structure())
    assert line.beside.figure.value == 3900
    assert (line.beside.progress.percent, line.beside.progress.beyond) == (120, 20)
    (early,) = target_lines(unit, YEAR, date(2024, 5, 4), structure())
    assert early.beside.figure.value is None  # nothing of the days to come


def test_a_total_goes_down_in_whole_numbers_and_another_sum_is_refused(book):
    recorded(book, "22.206", date(2023, 5, 5), blood_units=200)
    recorded(book, "22.195", date(2023, 5, 5), blood_units=100)
    total = assigned(book, value=1000)
    equal = proposed_shares(total, ShareBy.EQUAL, structure())
    assert len(equal) == len(MEMBERS) and sorted(equal.values()) == [166, 166, 167, 167, 167, 167]
    shares = proposed_shares(total, ShareBy.LAST_YEAR, structure())
    assert {shares[book.id("22.206")], shares[book.id("22.195")]} == {667, 333} and sum(shares.values()) == 1000
    allocate_target(by=None, at=AT, target_id=total.pk, shares=shares)
    assert sorted(total.shares.filter(ended_at=None).values_list("value", flat=True)) == [333, 667]
    with pytest.raises(Refusal, match="Các phần cộng lại"):
        allocate_target(by=None, at=AT, target_id=total.pk, shares={book.id("22.206"): 999})
    assert total.shares.filter(ended_at=None).count() == 2  # nothing half written
    allocate_target(by=None, at=AT, target_id=total.pk, shares={book.id("22.196"): 1000})
    assert list(total.shares.filter(ended_at=None).values_list("unit", flat=True)) == [book.id("22.196")]


def test_shares_follow_a_replaced_total_and_outlive_a_withdrawn_one(book):
    total = assigned(book, value=10)
    (share,) = allocate_target(by=None, at=AT, target_id=total.pk, shares={book.id("22.206"): 10})
    again = assigned(book, value=12)
    share.refresh_from_db()
    assert share.share_of == again
    (line,) = target_lines(unit_on("22", YEAR.last), YEAR, YEAR.last, structure())
    assert (line.shares.shared, line.shares.left) == (10, 2)  # shown until it is shared out anew
    assert proposed_shares(again, ShareBy.AS_NOW, structure())[book.id("22.206")] == 12
    withdraw_target(by=None, at=AT, target_id=again.pk, reason="giao nhầm năm")
    share.refresh_from_db()
    assert share.share_of is None and share.ended_at is None
    with pytest.raises(Refusal, match="đã rút"):
        withdraw_target(by=None, at=AT, target_id=again.pk, reason="lần nữa")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"value": 0}, "lớn hơn 0"),
        ({"code": "22.206", "first": date(2025, 1, 1), "last": date(2025, 12, 31)}, "hoạt động suốt kỳ"),
        ({"code": "22.07132"}, "hoạt động suốt kỳ"),
        ({"indicator": "people.reached"}, "chưa đếm được"),
        ({"indicator": "no.such"}, "Không có chỉ tiêu"),
        ({"tags": frozenset({"khong_co"})}, "khong_co"),
        ({"first": date(2024, 12, 31), "last": date(2024, 1, 1)}, "Ngày đầu"),
    ],
)
def test_what_cannot_be_reached_is_no_target(book, told, why):
    with pytest.raises(Refusal) as refusal:
        assigned(book, **told)
    assert why in refusal.value.message % refusal.value.params
    assert not Target.objects.exists()


def test_the_province_assigns_on_the_page_and_the_recorder_only_reads(book, client):
    people = cast(book)
    client.force_login(people["approver"])
    told = {"indicator": "blood.units", "value": "6.500", "first": "01/01/2024", "last": "31/12/2024",
            "basis": "assigned", "set_by": "22"}  # fmt: skip
    address = f"{reverse('assign_target')}?of=22.206&year=2024"
    wrong = client.post(address, told | {"value": "nhiều"})
    assert wrong.status_code == 200 and not Target.objects.exists()
    assert client.post(address, told).status_code == 302
    target = Target.objects.get()
    assert (target.value, target.set_by_id) == (6500, book.id("22"))
    client.force_login(people["recorder"])
    page = client.get(reverse("targets"), {"of": "22.206", "year": 2024}).content.decode()
    assert "6.500 đơn vị máu" in page and "Phân bổ" not in page
    assert client.post(address, told).status_code == 403
    assert client.post(reverse("withdraw_target", args=[target.pk]), {"reason": "x"}).status_code == 403
    client.force_login(people["outsider"])
    assert client.get(reverse("targets"), {"of": "22.206"}).status_code == 403


def test_a_total_is_shared_out_on_the_page(book, client):
    people = cast(book)
    total = assign_target(by=None, at=AT, draft=replace(draft(book, value=100), set_by_id=book.id("22")))
    client.force_login(people["approver"])
    address = reverse("allocate_target", args=[total.pk])
    page = client.get(address)
    fields = {name: page.context["form"].fields[name].initial for name in page.context["form"].fields}
    assert sum(map(int, fields.values())) == 100
    refused = client.post(address, fields | {"22.206": "0"})
    assert "Các phần cộng lại" in refused.content.decode() and not total.shares.exists()
    saved = client.post(address, fields)
    assert saved.status_code == 302 and sum(total.shares.values_list("value", flat=True)) == 100
    page = client.get(saved["Location"]).content.decode()  # who got what, and what that is together
    assert (
        '<details open><summary class="small">Đã giao cho 6 đơn vị' in page
        and page.count('<dd class="number">') == len(fields) + 1
    )
    block = "TT\tĐơn vị\tPhần giao\n1\tTX Quảng Yên\t60\n2\tHạ Long\tnhiều\n3\tMóng Cái\t9\n\tTổng cộng\t100"
    pasted = client.post(address, {"do": "paste", "block": block})
    page = pasted.content.decode()
    assert (pasted.context["form"]["22.206"].value(), pasted.context["form"]["22.195"].value()) == ("60", "")
    assert "Móng Cái: 9 (không có đơn vị trực thuộc tên như vậy)" in page and "“nhiều” không phải" in page
    assert "cộng lại 60 đơn vị máu, chỉ tiêu 100 đơn vị máu" in page and "ghi 100." in page and "Cẩm Phả" in page
    assert sum(total.shares.filter(ended_at=None).values_list("value", flat=True)) == 100  # nothing saved by pasting


def test_a_unit_does_not_write_over_what_is_assigned_to_it_and_a_rate_has_no_sum(book, client):
    above = assign_target(by=None, at=AT, draft=replace(draft(book, code="22.206"), set_by_id=book.id("22")))
    own = User.objects.create_user("0912000077", "mật khẩu dài", name="own", is_illustrative=True)
    assign_role(by=None, at=AT, user=own, role=Role.APPROVER, valid_from=YEAR.first, unit_id=book.id("22.206"))
    client.force_login(own)
    told = {"indicator": "blood.units", "value": "10", "first": "01/01/2024", "last": "31/12/2024",
            "basis": "assigned", "set_by": "22.206"}  # fmt: skip
    address = f"{reverse('assign_target')}?of=22.206&year=2024"
    refused = client.post(address, told)
    assert "do Hội Chữ thập đỏ tỉnh Quảng Ninh giao" in refused.content.decode()
    assert client.post(address, told | {"basis": "registered"}).status_code == 302
    assert list(Target.objects.filter(ended_at=None, basis="assigned")) == [above]
    for code in MEMBERS:
        assigned(book, code=code, indicator="blood.coverage", value=9000)
    rates = [line for line in cluster_lines("22/cum-2", YEAR, YEAR.last, structure()) if line.told.value >= 9000]
    assert rates == []
    total = assigned(book, indicator="blood.coverage", value=9000)
    with pytest.raises(Refusal, match="giao riêng cho từng đơn vị"):
        allocate_target(by=None, at=AT, target_id=total.pk, shares={book.id("22.206"): 9000})


def test_a_sum_that_does_not_fit_is_said_as_people_write_it(book, client):
    people = cast(book)
    total = assign_target(
        by=None, at=AT, draft=replace(draft(book, indicator="goods.rice", value=1500), set_by_id=book.id("22"))
    )
    client.force_login(people["approver"])
    page = client.post(reverse("allocate_target", args=[total.pk]), {"22.206": "1,2"}).content.decode()
    assert "cộng lại là 1,2, chỉ tiêu là 1,5: còn lệch 0,3" in page and not total.shares.exists()
