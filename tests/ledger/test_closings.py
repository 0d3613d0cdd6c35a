"""A closed period: what comes later counts on its true day and is listed as an adjustment; claims never count."""

from datetime import date

from chungtay.figures.queries import Question, figures
from chungtay.ledger.actions import ClaimDraft, close_periods, note_claim, withdraw
from chungtay.ledger.models import Claim
from chungtay.ledger.queries import adjustments, head, watermarks
from chungtay.ledger.queries.verification import verification

from .telling import AT, YEAR, figure, recorded, value

HALF = date(2024, 6, 30)


def test_a_late_fact_counts_on_its_day_and_is_listed(book):
    unit = book.id("22.206")
    recorded(book, "22.206", date(2024, 3, 1), key="a", gift_count=3)
    close_periods(by=None, at=AT, through={unit: HALF})
    assert adjustments([unit]) == []
    recorded(book, "22.206", date(2024, 4, 1), key="b", gift_count=5)
    recorded(book, "22.206", date(2024, 7, 1), key="c", gift_count=7)
    assert value("22.206", "gift.count", last=HALF) == 8
    assert [(a.occurred_on, a.value) for a in adjustments([unit])] == [(date(2024, 4, 1), 5)]


def test_a_late_correction_is_listed_with_its_reversal(book):
    unit = book.id("22.206")
    recorded(book, "22.206", date(2024, 3, 1), key="a", gift_count=3)
    close_periods(by=None, at=AT, through={unit: HALF})
    recorded(book, "22.206", date(2024, 3, 1), key="a", gift_count=4)
    assert [a.value for a in adjustments([unit])] == [-3, 4]


def test_what_came_while_a_day_was_closed_stays_listed_whatever_is_closed_or_opened_later(book):
    unit = book.id("22.206")
    close_periods(by=None, at=AT, through={unit: HALF})
    recorded(book, "22.206", date(2024, 4, 1), key="a", gift_count=5)
    close_periods(by=None, at=AT, through={unit: date(2024, 9, 30)})
    recorded(book, "22.206", date(2024, 8, 1), key="b", gift_count=6)
    between = head().seq
    close_periods(by=None, at=AT, through={unit: None})
    recorded(book, "22.206", date(2024, 4, 2), key="c", gift_count=7)
    assert watermarks([unit]) == {}
    assert [a.value for a in adjustments([unit])] == [5, 6]
    assert [a.value for a in adjustments([unit], after=between)] == []
    assert [a.value for a in adjustments([unit], after=between, reported=HALF)] == [7]
    assert [a.value for a in adjustments([unit], until=between - 2)] == [5]
    assert verification().ok


def test_a_claim_never_enters_a_figure(book):
    seq = head().seq
    claim = ClaimDraft("Cụm thi đua số 2", "gift.count", frozenset(), *YEAR, 3581, "baoquangninh", "đoạn 4")
    note_claim(by=None, at=AT, claim=claim)
    assert Claim.objects.get().value == 3581 and head().seq == seq + 1
    assert figure("22/cum-2", "gift.count").state == "not_reported"
    assert figures(Question(("22", "22/cum-2"), *YEAR)) == []
    recorded(book, "22.206", date(2024, 4, 1), key="a", gift_count=5)
    assert value("22/cum-2", "gift.count") == 5
    withdraw(by=None, at=AT, unit_id=book.id("22.206"), key="a", reason="")
    assert value("22/cum-2", "gift.count") is None
