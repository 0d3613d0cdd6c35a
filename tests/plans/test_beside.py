"""Targets beside their figures: of clusters, of units that ended, of many at once; their files and their history."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from chungtay.figures.queries import Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.organizations.models import Succession
from chungtay.organizations.queries import structure, unit_on
from chungtay.organizations.rules import UnitKind
from chungtay.plans.actions import allocate_target, assign_target
from chungtay.plans.models import Target
from chungtay.plans.queries import (
    ShareBy,
    cluster_lines,
    proposed_shares,
    scope_targets,
    target_lines,
    target_rows,
    targets_beside,
)
from chungtay.plans.rules import TargetBasis
from tests.factories.organizations import AT, MEMBERS, REFORM, cast, plant
from tests.factories.organizations import draft as unit
from tests.ledger.telling import recorded

from .test_targets import YEAR, assigned, draft

LATER = datetime(2024, 12, 1, 3, 0, tzinfo=UTC)
OCTOBER = date(2024, 10, 31)


def test_a_clusters_target_is_the_sum_of_its_members_and_no_share_where_one_has_none(book):
    recorded(book, "22.206", date(2024, 5, 5), blood_units=300)
    for code in MEMBERS[:-1]:
        assigned(book, code=code, value=50)
    assigned(book, code="22", value=999)  # the province is no member
    (line,) = cluster_lines("22/cum-2", YEAR, OCTOBER, structure())
    assert (line.told.value, len(line.told.units), line.told.among) == (250, 5, 6)
    assert (line.beside.figure.value, line.beside.progress.share) == (300, None)
    assert line.without == ("Cao đẳng Y tế Quảng Ninh",)
    assigned(book, code=MEMBERS[-1], value=50)
    (line,) = cluster_lines("22/cum-2", YEAR, OCTOBER, structure())
    assert (line.beside.progress.percent, line.without) == (100, ())


def test_many_are_asked_at_once_in_three_statements(book, django_assert_max_num_queries):
    recorded(book, "22.206", date(2024, 2, 5), blood_units=30)
    recorded(book, "22.206", date(2024, 5, 5), blood_units=60)
    for code in MEMBERS:
        assigned(book, code=code, value=100)
        assigned(book, code=code, value=200, indicator="gift.count")
    assigned(book, code="22.206", value=90, first=date(2024, 4, 1), last=date(2024, 6, 30))
    quarter = (date(2024, 4, 1), date(2024, 6, 30))
    known, codes = structure(), ("blood.units", "gift.count")
    asked = [Question((code,), *quarter, codes) for code in (*MEMBERS, "22/cum-2")]
    targets_beside(asked, known)  # the catalogue is kept in memory
    with django_assert_max_num_queries(4):  # three, and one that the catalogue is the same
        found = targets_beside(asked, known)
    told = {(b.target.period.first, b.target.indicator): b for b in found[Question(("22.206",), *quarter, codes)]}
    year, own = told[YEAR.first, "blood.units"], told[quarter[0], "blood.units"]
    assert (year.figure.value, year.progress.percent) == (90, 90)  # the target's own days, not the question's
    assert (own.figure.value, own.progress.percent.limit_denominator(1)) == (60, 67)
    whole = next(b for b in found[asked[-1]] if b.target.indicator == "blood.units" and b.target.whole)
    assert (whole.target.value, whole.figure.value, whole.progress.percent) == (600, 90, 15)
    assert targets_beside([Question(("22.206",), date(2024, 1, 1), date(2025, 1, 31), codes)]) == {
        Question(("22.206",), date(2024, 1, 1), date(2025, 1, 31), codes): []
    }


def test_what_was_known_at_a_moment_stays_what_was_known(book):
    assigned(book, code="22.206", value=100)
    assign_target(by=None, at=LATER, draft=draft(book, code="22.206", value=200))
    days = Period(YEAR.first, OCTOBER)
    rows = [target_rows(["22.206"], days, structure(), at) for at in (AT, LATER, None)]
    assert [scope_targets("22.206", found, days.last, structure())[0].value for found in rows] == [100, 200, 200]


def test_a_unit_that_ended_keeps_what_it_was_given_and_its_successor_shows_it_as_the_former_ones(book, client):
    before = {"unit_id": book.id("22.206"), "first_on": date(2025, 1, 1), "last_on": date(2025, 12, 31)}
    total = assigned(book, value=1000, first=before["first_on"], last=before["last_on"])
    fields = {"indicator_id": total.indicator_id, "basis": total.basis, "entered_at": AT, "share_of": total}
    Target.objects.create(**before, **fields, value=400)  # as it was given before the unit's end was known
    Succession.objects.create(
        old_id=book.id("22.206"), new_id=book.id("22.07132"), on=REFORM, kind="merge", basis="Nghị quyết"
    )
    year, on, known = Period.year(2025), date(2025, 9, 30), structure()
    (line,) = target_lines(unit_on("22", on), year, on, known)
    assert (line.shares.shared, line.shares.ended, line.shares.left) == (400, 400, 600)
    assert line.ended_names == ("Quảng Yên",)
    shares = proposed_shares(total, ShareBy.EQUAL, known)
    assert shares[book.id("22.206")] == 400 and sum(shares.values()) == 1000
    assert {unit for unit, value in shares.items() if value} == {book.id("22.206"), book.id("22.cdyt")}
    allocate_target(by=None, at=LATER, target_id=total.pk, shares=shares)
    with pytest.raises(Refusal, match="không còn hoặc chưa hoạt động"):
        allocate_target(by=None, at=LATER, target_id=total.pk, shares={book.id("22.206"): 1000})
    (former,) = target_lines(unit_on("22.07132", on), year, on, known)
    assert (former.former.code, former.told.value) == ("22.206", 400)
    client.force_login(cast(book)["approver"])
    page = client.get(reverse("targets"), {"of": "22.07132", "year": 2025}).content.decode()
    assert "Chỉ tiêu của đơn vị cũ: Hội Chữ thập đỏ thị xã Quảng Yên" in page and "Phân bổ" not in page
    page = client.get(reverse("targets"), {"of": "22", "year": 2025}).content.decode()
    assert "400 đơn vị máu đã giao cho đơn vị nay đã kết thúc: Quảng Yên" in page


def test_a_total_goes_down_to_a_whole_province_in_few_statements(book, django_assert_max_num_queries):
    plant(*(unit(f"22.x{number:03}", "22", UnitKind.COMMUNE) for number in range(168)))
    total = assigned(book, value=76_000)
    allocate_target(by=None, at=AT, target_id=total.pk, shares=proposed_shares(total, ShareBy.EQUAL, structure()))
    again = assigned(book, value=80_001)
    shares = proposed_shares(again, ShareBy.AS_NOW, structure())
    with django_assert_max_num_queries(24):
        allocate_target(by=None, at=LATER, target_id=again.pk, shares=shares)
    stand = again.shares.filter(ended_at=None)
    assert (stand.count(), sum(stand.values_list("value", flat=True))) == (168 + len(MEMBERS), 80_001)
    assert Target.objects.filter(replaced_by__in=stand).count() == stand.count()  # what each unit had is kept


def test_the_head_reads_the_clusters_targets_and_the_outsider_none(book, client):
    for code in MEMBERS:
        assigned(book, code=code, value=50)
    people = cast(book)
    client.force_login(people["head"])
    page = client.get(reverse("targets"), {"of": "22/cum-2", "year": 2024}).content.decode()
    assert "300 đơn vị máu" in page and "chưa báo cáo" in page and "Ghi chỉ tiêu" not in page
    assert client.get(reverse("assign_target"), {"of": "22/cum-2"}).status_code == 403
    book_file = client.get(reverse("targets_file"), {"of": "22/cum-2", "year": 2024, "format": "csv"})
    head, row = book_file.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Chỉ tiêu,Đơn vị tính,Cơ sở") and ",300,chưa báo cáo,,100.00," in row
    sheet = client.get(reverse("targets_file"), {"of": "22/cum-2", "year": 2024, "format": "xlsx"})
    assert sheet.content[:2] == b"PK" and "chi-tieu-22-cum-2-2024.xlsx" in sheet["Content-Disposition"]
    assert client.get(reverse("targets_file"), {"of": "22/cum-2", "format": "pdf"}).status_code == 400
    client.force_login(people["outsider"])
    assert client.get(reverse("targets"), {"of": "22/cum-2"}).status_code == 403
    assert client.get(reverse("targets_file"), {"of": "22/cum-2", "format": "csv"}).status_code == 403


def test_a_history_tells_who_said_what_when_and_why(book, client):
    people = cast(book)
    first = assigned(book, code="22.206", value=100)
    again = replace(draft(book, code="22.206", value=200), reason="điều chỉnh", set_by_id=book.id("22"))
    second = assign_target(by=people["approver"], at=LATER, draft=again)
    assigned(book, code="22.206", value=5, indicator="gift.count")
    other = replace(again, basis=TargetBasis.REGISTERED)
    assign_target(by=None, at=AT, draft=other)
    client.force_login(people["recorder"])
    page = client.get(reverse("target_history", args=[first.pk])).content.decode()
    assert page.index("200 đơn vị máu") < page.index("100 đơn vị máu") and page.count("<tr>") == 3
    for said in ("điều chỉnh", "approver", "Hội Chữ thập đỏ tỉnh Quảng Ninh", "đang áp dụng", "đã thay bằng số mới"):
        assert said in page
    client.force_login(people["outsider"])
    assert client.get(reverse("target_history", args=[second.pk])).status_code == 403
    assert client.get(reverse("target_history", args=[0])).status_code == 403
