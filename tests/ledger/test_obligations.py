"""Who owes a report: obligations where they were posted, else members or children."""

from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import assign_obligation, withdraw_attestation, withdraw_obligation
from chungtay.ledger.queries import head
from chungtay.ledger.queries.pledges import pledges

from .telling import AT, YEAR, figure, recorded


def owe(book, *codes, first=YEAR[0], last=YEAR[1]):
    assign_obligation(by=None, at=AT, unit_ids=[book.id(c) for c in codes], first=first, last=last)


def test_obligations_of_the_period_say_who_owes(book):
    recorded(book, "22.206", date(2024, 3, 1), gift_count=3)
    assert figure("22", "gift.count").expected == 6
    owe(book, "22.206", "22.193")
    found = figure("22", "gift.count")
    assert (found.reported, found.expected, found.missing) == (1, 2, ("22.193",))


def test_obligations_of_another_period_or_outside_the_scope_say_nothing(book):
    owe(book, "22.206", last=date(2024, 6, 30))
    assert figure("22", "gift.count").expected == 6
    owe(book, "22.193")
    assert figure("22.206", "gift.count").missing == ("22.206.07132",)
    assert figure("22/cum-2", "gift.count").expected == 1


def test_an_obligation_is_not_known_before_it_was_posted(book):
    seq = head().seq
    owe(book, "22.206")
    assert figure("22", "gift.count", known_seq=seq).expected == 6
    assert figure("22", "gift.count", known_seq=head().seq).expected == 1


def test_a_leaf_owes_for_itself(book):
    found = figure("22.193", "gift.count")
    assert (found.expected, found.missing) == (1, ("22.193",))


def test_an_obligation_that_was_taken_back_is_none_and_the_book_still_verifies(book):
    owe(book, "22.206", "22.193")
    posted = head().seq
    (seq,) = withdraw_obligation(by=None, at=AT, seqs=[posted], reason="đơn vị đã kết thúc")
    assert figure("22", "gift.count").missing == ("22.206",)
    assert figure("22", "gift.count", known_seq=seq - 1).expected == 2
    with pytest.raises(Refusal, match="nghĩa vụ"):
        withdraw_obligation(by=None, at=AT, seqs=[posted], reason="lần nữa")
    with pytest.raises(Refusal, match="nghĩa vụ"):
        withdraw_attestation(by=None, at=AT, seq=posted - 1, reason="không phải lời xác nhận")
    assert list(pledges()) == []
