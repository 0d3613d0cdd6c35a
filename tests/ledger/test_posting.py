"""Posting in bulk: keys, digests, many withdrawals at once, entries written in several goes."""

import sqlite3
import threading
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import OperationalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import book as booking
from chungtay.ledger.actions import declare, pen, record, records, withdraw_all
from chungtay.ledger.models import Entry, Fact, Standing, StandingCell
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.ledger.rules.stocks import Reading, around_change, steps
from tests.factories.organizations import Chapter

from .telling import AT, TET, declared, figure, recorded, value

DAY = date(2024, 3, 5)
HALF = (date(2024, 1, 1), date(2024, 6, 30))


def draft(where: Chapter, key: str, *amounts: Amount, unit: str = "22.206", day: date = DAY) -> RecordDraft:
    return RecordDraft(where.id(unit), key, day, amounts, title="Tặng quà")


def post(*drafts: RecordDraft) -> list[str]:
    return [str(outcome.state) for outcome in record(by=None, at=AT, records=drafts)]


def sizes() -> tuple[int, int, int]:
    return Entry.objects.count(), Fact.objects.count(), Standing.objects.count()


def test_a_record_under_the_key_of_a_declaration_is_refused_with_nothing_written(book: Chapter) -> None:
    declared(book, "22.206", *HALF, key="k", gift_count=600)
    before = sizes()
    with pytest.raises(Refusal, match="đang dùng cho số tổng hợp") as refused:
        record(
            by=None,
            at=AT,
            records=[draft(book, "a", Amount("gift.count", 1)), draft(book, "k", Amount("gift.count", 2))],
        )
    assert refused.value.params["index"] == 1 and sizes() == before
    assert value("22.206", "gift.count") == 600


def test_a_declaration_under_the_key_of_a_record_is_refused_with_nothing_written(book: Chapter) -> None:
    recorded(book, "22.206", DAY, key="k", gift_count=3)
    before = sizes()
    asked = DeclarationDraft(book.id("22.206"), "k", "all", *HALF, (Amount("gift.count", 600),))
    with pytest.raises(Refusal, match="đang dùng cho bản ghi") as refused:
        declare(by=None, at=AT, declarations=[asked])
    assert refused.value.params["index"] == 0 and sizes() == before
    assert value("22.206", "gift.count") == 3


def test_the_same_amounts_in_another_order_are_there_already(book: Chapter) -> None:
    one, two = Amount("gift.count", 4, TET), Amount("social.turns", 9)
    assert post(draft(book, "k", one, two)) == ["accepted"]
    before = sizes()
    assert post(draft(book, "k", two, one)) == ["already"] and sizes() == before
    assert post(draft(book, "k", two, one._replace(value=5))) == ["corrected"]


def test_a_whole_given_or_left_out_where_its_parts_are_all_of_it_is_the_same_record(book: Chapter) -> None:
    part, whole = Amount("gift.value", 7_000), Amount("social.value", 7_000)
    assert post(draft(book, "k", part, whole)) == ["accepted"]
    assert post(draft(book, "k", part)) == ["already"]
    assert post(draft(book, "k", part, whole._replace(value=8_000))) == ["corrected"]
    assert (value("22.206", "gift.value"), value("22.206", "social.value")) == (7_000, 8_000)


def test_an_amount_that_comes_twice_in_a_record_counts_as_its_sum(book: Chapter) -> None:
    post(draft(book, "k", Amount("gift.count", 3), Amount("gift.count", 4)))
    assert value("22.206", "gift.count") == 7
    assert post(draft(book, "k", Amount("gift.count", 7))) == ["already"]


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        (Amount("gift.count", -1), "không thể âm"),
        (Amount("total.turns", 1), "hệ thống tính ra"),
        (Amount("people.reached", 1), "từng người"),
    ],
)
def test_what_an_indicator_cannot_take_is_refused_in_every_record_of_a_shape(
    book: Chapter, amount: Amount, why: str
) -> None:
    right = draft(book, "a", Amount("gift.count", 1))
    for _ in range(2):
        with pytest.raises(Refusal, match=why) as refused:
            post(right, draft(book, "b", amount))
        assert refused.value.params["index"] == 1
    assert Standing.objects.count() == 0


def test_many_keys_are_withdrawn_at_once_records_and_declarations(book: Chapter) -> None:
    unit = book.id("22.206")
    recorded(book, "22.206", DAY, key="a", gift_count=100)
    recorded(book, "22.206", DAY, key="b", gift_count=20)
    declared(book, "22.206", *HALF, key="c", gift_count=600)
    assert value("22.206", "gift.count") == 600
    entries = Entry.objects.count()
    seqs = withdraw_all(by=None, at=AT, places=[(unit, "c"), (unit, "a")], reason="nhầm")
    assert seqs == sorted(seqs) and len(set(seqs)) == 2
    assert Entry.objects.count() == entries + 3  # the two, and the declaration's remainder
    assert set(Entry.objects.filter(pk__in=seqs).values_list("note", flat=True)) == {"nhầm"}
    assert value("22.206", "gift.count") == 20
    assert list(Standing.objects.values_list("key", flat=True)) == ["b"]
    assert verification().mismatches == []


def test_a_withdrawal_of_many_with_one_unknown_key_takes_nothing_back(book: Chapter) -> None:
    unit = book.id("22.206")
    recorded(book, "22.206", DAY, key="a", gift_count=100)
    before = sizes()
    with pytest.raises(Refusal, match="mang khóa “zzz”") as refused:
        withdraw_all(by=None, at=AT, places=[(unit, "a"), (unit, "zzz")], reason="nhầm")
    assert refused.value.params["index"] == 1 and sizes() == before


def test_a_key_named_twice_is_withdrawn_once(book: Chapter) -> None:
    recorded(book, "22.206", DAY, key="a", gift_count=100)
    place = (book.id("22.206"), "a")
    first, second = withdraw_all(by=None, at=AT, places=[place, place], reason="nhầm")
    assert first == second and figure("22.206", "gift.count").value is None


def in_small_goes(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """Entries are written three at a time, and in a thread from `many` records on."""
    monkeypatch.setattr(booking, "AT_ONCE", 3)
    monkeypatch.setattr(records, "AT_ONCE", 4)
    monkeypatch.setattr(records, "MANY", many)
    monkeypatch.setattr(pen, "FEW", 2)
    monkeypatch.setattr(pen, "PARAMETERS", 40)


@pytest.mark.parametrize("many", [10, 10_000], ids=["beside", "in_line"])
def test_a_posting_written_in_several_goes_leaves_the_same_cube_and_readings(
    book: Chapter, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    in_small_goes(monkeypatch, many)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 12, 31), gift_count=500)
    units = ("22.206", "22.206.07132", "22.205", "22.193")
    stocks = ("org.members", "org.volunteers")

    def drafts(extra: int) -> list[RecordDraft]:
        return [
            draft(book, f"k{n}", Amount("gift.count", n + extra), Amount(stocks[n % 2], 10 * n + extra),
                  unit=units[n % 4], day=date(2024, 1 + n % 5, 1 + n))
            for n in range(20)
        ]  # fmt: skip

    assert set(post(*drafts(0))) == {"accepted"}
    assert set(post(*drafts(1))) == {"corrected"}
    assert set(post(*drafts(1))) == {"already"}
    assert verification().mismatches == []
    beneath = sum(n + 1 for n in range(20) if n % 4 in (0, 1))
    assert StandingCell.objects.get().beneath == beneath and value("22.206", "gift.count") == 500
    withdraw_all(by=None, at=AT, places=[(d.unit_id, d.key) for d in drafts(1)], reason="nhầm")
    assert verification().mismatches == [] and StandingCell.objects.get().beneath == 0
    assert value("22.206", "gift.count") == 500 and figure("22.205", "org.members").value is None


def test_a_refusal_while_rows_are_written_beside_leaves_nothing(book: Chapter, monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_goes(monkeypatch, 10)
    before = sizes()
    drafts = [draft(book, f"k{n}", Amount("gift.count", n)) for n in range(30)]
    with pytest.raises(Refusal, match="không thể âm") as refused, transaction.atomic():
        post(*drafts, draft(book, "x", Amount("gift.count", -1)))
    assert refused.value.params["index"] == 30 and sizes() == before
    assert set(post(*drafts)) == {"accepted"} and verification().ok


@pytest.mark.sqlite  # PostgreSQL writes nothing beside
def test_what_the_database_says_beside_the_posting_ends_it_and_leaves_nothing(
    book: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_small_goes(monkeypatch, 10)
    before, written = sizes(), []

    def broken(*told: object) -> None:
        written.append(threading.current_thread())
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(pen, "_in_one", broken)
    with pytest.raises(OperationalError, match="disk full"), transaction.atomic():
        post(*[draft(book, f"k{n}", Amount("gift.count", n)) for n in range(30)])
    assert written and threading.main_thread() not in written and sizes() == before
    monkeypatch.undo()
    assert post(draft(book, "k", Amount("gift.count", 1))) == ["accepted"] and verification().ok


def series(values: dict[int, int]) -> list[Reading]:
    return [Reading(day, value) for day, value in sorted(values.items())]


readings_by_day = st.dictionaries(st.integers(1, 40), st.integers(0, 3), max_size=8)


@given(readings_by_day, readings_by_day, st.integers(1, 50))
def test_what_two_states_of_a_series_share_moves_no_sum(old: dict[int, int], new: dict[int, int], age: int) -> None:
    def moved(before: Sequence[Reading], after: Sequence[Reading]) -> dict[tuple[int, int], tuple[int, ...]]:
        paths = [(1, 0, 99), (2, 5, 20), (3, 20, 99)]
        one, other = steps(before, age, paths), steps(after, age, paths)
        nothing = (0, 0, 0)
        found = {
            place: tuple(b - a for a, b in zip(one.get(place, nothing), other.get(place, nothing), strict=True))
            for place in one.keys() | other.keys()
        }
        return {place: change for place, change in found.items() if any(change)}

    assert moved(*around_change(series(old), series(new))) == moved(series(old), series(new))


def test_entries_posted_together_are_those_posted_one_by_one(book: Chapter, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [
        draft(book, "a", Amount("gift.count", 4, frozenset({"programme:100%d", *TET})), Amount("social.turns", 9)),
        draft(book, "b", Amount("org.members", 40)),
        draft(book, "c", Amount("gift.count", 2)),
    ]
    again = [drafts[0], draft(book, "b", Amount("org.members", 41)), drafts[2]]
    monkeypatch.setattr(booking.os, "urandom", lambda count: bytes(count))  # salts are no part of the question
    told = []
    for parts in ([drafts, again], [[one] for one in (*drafts, *again)]):
        with transaction.atomic():
            states = [state for part in parts for state in post(*part)]
            found = verification()
            assert found.ok, found.mismatches
            told.append((states, found.entries, found.facts, found.chain, figure("22", "gift.count").value))
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert told[0][0] == [*["accepted"] * 3, "already", "corrected", "already"]
