"""Deliveries recorded, corrected, withdrawn: one owner counts, versions stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chungtay.aid import queries
from chungtay.aid.actions import correct_delivery, record_delivery, withdraw_delivery
from chungtay.aid.models import Delivery
from chungtay.aid.rules import DeliveryDraft, GroupHelped, Line, ValueKind, Work
from chungtay.audit.models import AuditLine
from chungtay.figures.queries import figures
from chungtay.figures.rules.figures import Question
from chungtay.kernel.errors import Refusal
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import Outcome
from tests.factories.organizations import Chapter

NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
TODAY = date(2026, 11, 24)
Act = Callable[..., Outcome]


@pytest.fixture
def where(book: Chapter) -> Chapter:
    return book


@pytest.fixture
def gift(where: Chapter) -> DeliveryDraft:
    return DeliveryDraft(
        where.id("22.206"), "2024-1", date(2024, 10, 1), "Tặng quà hộ khó khăn", Work.GIFT,
        lines=(
            Line(ValueKind.CASH, amount=2_000_000),
            Line(ValueKind.CASH, amount=100, currency="USD", rate=25_400 * 10_000),
            Line(ValueKind.GOODS, "Gạo", 50, 0, "kg", 15_000, "hóa đơn"),
        ),
        turns=10, count=10, groups=(GroupHelped.POOR,), disasters=("yagi_2024",),
        partners=(where.id("22.205"), where.id("22.cdyt")), giver="Công ty A",
    )  # fmt: skip


def record(delivery: DeliveryDraft) -> Outcome:
    return record_delivery(by=None, at=NOW, on=TODAY, delivery=delivery)


def correct(delivery: DeliveryDraft) -> Outcome:
    return correct_delivery(by=None, at=NOW, on=TODAY, delivery=delivery)


def figure(of: str, indicator: str, *tags: str) -> int | None:
    asked = Question((of,), date(2024, 1, 1), date(2024, 12, 31), (indicator,), frozenset(tags))
    return figures(asked)[0].value


def test_a_delivery_counts_once_for_its_owner_and_partners_get_credit_only(gift: DeliveryDraft) -> None:
    record(gift)
    assert figure("22.206", "gift.value") == figure("22", "gift.value") == 5_290_000
    assert figure("22", "social.value") == 5_290_000
    assert figure("22.205", "gift.value") is None
    assert figure("22", "gift.value", "value:goods") == 750_000
    assert figure("22", "gift.count", "group:poor", "disaster:yagi_2024") == 10
    row = Delivery.objects.get()
    assert [unit.code for unit in row.partners.order_by("code")] == ["22.205", "22.cdyt"]
    assert [(line.currency, line.rate, line.value) for line in row.lines.order_by("pk")] == [
        ("VND", None, 2_000_000), ("USD", 254_000_000, 2_540_000), ("VND", None, 750_000),
    ]  # fmt: skip
    assert Entry.objects.get(pk=row.entry_seq).title == "Tặng quà hộ khó khăn"


def test_the_same_delivery_again_is_already_there(gift: DeliveryDraft) -> None:
    first, again = record(gift), record(gift)
    assert (first.state, again.state, again.seq) == ("accepted", "already", first.seq)
    assert Delivery.objects.count() == 1


def test_another_content_under_a_taken_key_is_refused_and_changes_nothing(gift: DeliveryDraft) -> None:
    record(gift)
    with pytest.raises(Refusal, match="2024-1"):
        record(replace(gift, count=11))
    assert figure("22", "gift.count") == 10 and Delivery.objects.count() == 1


def test_a_correction_replaces_the_figures_and_keeps_the_old_version(gift: DeliveryDraft) -> None:
    record(gift)
    outcome = correct(replace(gift, count=12, partners=()))
    assert outcome.state == "corrected" and figure("22", "gift.count") == 12
    now, before = queries.versions(gift.unit_id, gift.key)
    assert (now.state, now.count, now.entry_seq) == ("standing", 12, outcome.seq)
    assert (before.state, before.count, before.partners.count(), before.lines.count()) == ("replaced", 10, 2, 3)
    assert queries.delivery(gift.unit_id, gift.key) == now
    assert list(queries.deliveries([gift.unit_id])) == [now]


def test_a_correction_that_moves_no_number_is_kept_all_the_same(gift: DeliveryDraft) -> None:
    first = record(gift)
    outcome = correct(replace(gift, giver="Công ty B"))
    assert (outcome.state, outcome.replaced) == ("corrected", first.seq)
    assert correct(replace(gift, giver="Công ty B")).state == "already"
    found = queries.delivery(gift.unit_id, gift.key)
    assert found is not None and (found.giver, found.entry_seq) == ("Công ty B", outcome.seq)


def test_nothing_is_corrected_where_nothing_stands(gift: DeliveryDraft) -> None:
    with pytest.raises(Refusal, match="2024-1"):
        correct(gift)


def test_a_withdrawn_delivery_counts_no_more_and_its_key_is_free(gift: DeliveryDraft) -> None:
    plain = replace(gift, lines=gift.lines[:1], groups=(), disasters=())
    record(plain)
    withdraw_delivery(by=None, at=NOW, unit_id=gift.unit_id, key=gift.key, reason="Ghi nhầm")
    assert figure("22", "gift.value") is None and queries.delivery(gift.unit_id, gift.key) is None
    assert record(plain).state == "accepted"
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["standing", "withdrawn"]


def test_a_refused_delivery_leaves_nothing(gift: DeliveryDraft) -> None:
    with pytest.raises(Refusal):
        record(replace(gift, occurred_on=date(2026, 12, 1)))
    with pytest.raises(Refusal):
        record(replace(gift, occurred_on=date(2025, 8, 1)))  # the town of Quảng Yên ended on 1 July 2025
    assert (Delivery.objects.count(), AuditLine.objects.filter(object_type="delivery").count()) == (0, 0)


def test_every_write_leaves_an_audit_line(gift: DeliveryDraft) -> None:
    plain = replace(gift, lines=gift.lines[:1], groups=(), disasters=())
    record(plain)
    correct(replace(plain, count=11))
    withdraw_delivery(by=None, at=NOW, unit_id=gift.unit_id, key=gift.key, reason="Ghi nhầm")
    lines = AuditLine.objects.filter(object_type="delivery").order_by("pk")
    assert list(lines.values_list("action", flat=True)) == ["record_delivery", "correct_delivery", "withdraw_delivery"]


def test_a_window_keeps_both_days_and_counts_once(gift: DeliveryDraft) -> None:
    record(replace(gift, since=date(2024, 9, 25)))
    row = Delivery.objects.get()
    assert (row.since_on, row.occurred_on) == (date(2024, 9, 25), date(2024, 10, 1))
    both = Question(("22",), date(2024, 9, 1), date(2024, 10, 31), ("gift.count",))
    assert figures(both)[0].value == 10
