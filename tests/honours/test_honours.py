"""Honours: tiers by a province's table, marks that are handed over once, and their record in the ledger."""

from datetime import date
from typing import Any

import pytest

from chungtay.audit.models import AuditLine
from chungtay.blood import actions, queries
from chungtay.blood.models import HonourGiven
from chungtay.kernel.errors import Refusal
from chungtay.ledger import actions as ledger
from chungtay.ledger.models import Standing
from tests.factories.organizations import AT, Chapter
from tests.ledger.telling import value

from .conftest import ON, Gave

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
HANDED: dict[str, Any] = {"by": None, "at": AT, "on": ON, "given_on": date(2024, 6, 14), "paper": "12/QĐ-CTĐ"}


def awards(of: str) -> int:
    return value(of, "blood.honoured", *YEAR)


def test_a_provinces_table_holds_below_it_from_its_day_on(chapter: Chapter) -> None:
    unit, province = chapter.id("22.cdyt"), chapter.id("22")
    table: dict[str, Any] = {"by": None, "at": AT, "unit_id": province, "source": "QĐ 566"}
    actions.record_honour_table(first_on=date(2024, 3, 1), tiers=[(3, "Giấy khen"), (7, "Bằng khen")], **table)
    before, after = (queries.honour_book(date(2024, 2, 29)), queries.honour_book(date(2024, 3, 1)))
    assert [one.least for one in before.scale(unit).tiers][:3] == [1, 5, 10] and before.scale(unit).table is None
    assert [one.code for one in after.scale(unit).tiers] == ["Giấy khen", "Bằng khen"]
    assert after.scale(unit).source == "QĐ 566" and after.scale(chapter.id("vn")).table is None
    for tiers in ([], [(0, "a")], [(2, "a"), (2, "b")], [(5, "a"), (3, "b")], [(1, " ")], [(1, "x" * 61)]):
        with pytest.raises(Refusal, match="tăng dần"):
            actions.record_honour_table(first_on=date(2024, 4, 1), tiers=tiers, **table)
    with pytest.raises(Refusal, match="01/03/2024"):
        actions.record_honour_table(first_on=date(2024, 3, 1), tiers=[(1, "a")], **table)


def test_who_was_handed_an_honour_is_one_record_of_the_unit_and_never_twice(book: Chapter, gave: Gave) -> None:
    five, ten, other = gave(5, date(2024, 5, 2)), gave(12, date(2024, 5, 3)), gave(5, date(2024, 5, 2), unit="22.206")
    marks = {five.pk: 5, ten.pk: 10, other.pk: 5}
    assert actions.record_honours(marks=marks, **HANDED) == 3
    assert (awards("22.cdyt"), awards("22.206"), awards("22")) == (2, 1, 3)
    entered = Standing.objects.filter(kind="record")
    assert entered.count() == 2 and len(set(entered.values_list("key", flat=True))) == 1
    for wrong in ({five.pk: 5}, {ten.pk: 5}):
        with pytest.raises(Refusal, match="đã trao mức này hoặc mức cao hơn"):
            actions.record_honours(marks=wrong, **HANDED)
    first, second = HonourGiven.objects.filter(donor__in=[five, ten]).order_by("pk")
    actions.withdraw_honour(by=None, at=AT, honour_id=first.pk, reason="trao nhầm")
    assert (awards("22.cdyt"), awards("22")) == (1, 2)
    actions.withdraw_honour(by=None, at=AT, honour_id=second.pk, reason="trao nhầm")
    assert awards("22") == 1 and Standing.objects.filter(kind="record").count() == 1
    with pytest.raises(Refusal, match="đã rút"):
        actions.withdraw_honour(by=None, at=AT, honour_id=first.pk, reason="lần nữa")
    assert actions.record_honours(marks={five.pk: 5}, **HANDED) == 1 and awards("22.cdyt") == 1
    again = five.honours.get(withdrawn_because="")
    ledger.withdraw(by=None, at=AT, unit_id=again.unit_id, key=again.record_key, reason="rút trong sổ")
    actions.withdraw_honour(by=None, at=AT, honour_id=again.pk, reason="theo sổ")
    assert not awards("22.cdyt") and five.honours.count() == 2
    said = " ".join(AuditLine.objects.filter(action__contains="honour").values_list("text", flat=True))
    assert "trao nhầm" in said and "Minh Họa" not in said


def test_nothing_is_marked_where_one_of_all_cannot_be(book: Chapter, gave: Gave) -> None:
    five, four = gave(5, date(2024, 5, 2)), gave(4, date(2024, 5, 2))
    late, gone = gave(5, date(2024, 6, 15)), gave(5, date(2024, 5, 2))
    actions.erase_donor(by=None, at=AT, donor_id=gone.pk, reason="đề nghị")
    wrong: list[tuple[dict[int, int], dict[str, Any], str]] = [
        ({}, {}, "Chưa chọn"),
        ({five.pk: 5}, {"given_on": date(2024, 6, 16)}, "chưa tới"),
        ({five.pk: 5, four.pk: 5}, {}, f"#{four.pk}"),  # not often enough
        ({five.pk: 5, late.pk: 5}, {}, f"#{late.pk}"),  # the fifth time was after the day
        ({five.pk: 4}, {}, f"#{five.pk}"),  # no such tier
        ({five.pk: 5, gone.pk: 5}, {}, f"#{gone.pk}"),
    ]
    for marks, more, named in wrong:
        with pytest.raises(Refusal) as refusal:
            actions.record_honours(marks=marks, **{**HANDED, **more})
        assert named in str(refusal.value) or named in str(refusal.value.params)
    assert not HonourGiven.objects.exists() and not awards("22")


def test_honours_of_two_rows_that_are_one_person_are_the_kept_ones(book: Chapter, gave: Gave) -> None:
    kept, other = gave(5, date(2024, 5, 2)), gave(10, date(2024, 5, 3))
    actions.record_honours(marks={kept.pk: 5, other.pk: 10}, **HANDED)
    actions.merge_donors(by=None, at=AT, kept_id=kept.pk, other_id=other.pk, reason="cùng một người")
    assert sorted(kept.honours.values_list("least", flat=True)) == [5, 10] and awards("22") == 2
