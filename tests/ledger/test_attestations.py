"""A unit's word makes absence a zero, exactly as far as it speaks."""

from datetime import date

import pytest

from chungtay.ledger.actions import attest, declare, withdraw
from chungtay.ledger.queries import head
from chungtay.ledger.rules import Amount, DeclarationDraft

from .telling import AT, TET, YEAR, declared, figure, recorded


def says(book, code, first=YEAR[0], last=YEAR[1], **word):
    return attest(by=None, at=AT, unit_id=book.id(code), first=first, last=last, **word)


def state(of, indicator="gift.count", *span, **asked):
    return figure(of, indicator, *(span or YEAR), **asked).state


def test_a_word_for_one_indicator_says_nothing_of_another(book):
    says(book, "22.193", indicator="gift.count")
    assert state("22.193") == "zero"
    assert state("22.193", "blood.units") == "not_reported"


def test_a_word_for_a_part_of_the_period_is_not_enough_and_two_that_meet_are(book):
    says(book, "22.193", YEAR[0], date(2024, 6, 30))
    assert state("22.193") == "not_reported"
    assert state("22.193", "gift.count", date(2024, 2, 1), date(2024, 6, 30)) == "zero"
    says(book, "22.193", date(2024, 7, 1), YEAR[1])
    assert state("22.193") == "zero"


def test_own_work_speaks_for_a_unit_without_units_below_only(book):
    says(book, "22.193", covers="own")
    says(book, "22.206", covers="own")
    assert state("22.193") == "zero"
    asked = figure("22/cum-2", "gift.count")
    assert "22.206" in asked.missing and "22.193" not in asked.missing


def test_a_word_from_above_covers_all_below(book):
    says(book, "22")
    assert state("22/cum-2") == "zero"
    assert state("22.206.07132") == "zero"


def test_a_record_attests_nothing_beside_itself(book):
    recorded(book, "22.193", date(2024, 3, 1), gift_count=3)
    assert state("22.193", "blood.units") == "not_reported"
    assert state("22.193", "gift.count", date(2024, 4, 1), date(2024, 4, 30)) == "not_reported"


def test_a_declaration_attests_its_indicator_and_span(book):
    declared(book, "22.193", date(2024, 1, 1), date(2024, 6, 30), gift_count=0)
    assert state("22.193", "gift.count", date(2024, 1, 1), date(2024, 6, 30)) == "zero"
    assert state("22.193", "gift.count", date(2024, 2, 1), date(2024, 2, 29)) == "zero"
    assert state("22.193", "gift.count", date(2024, 6, 1), date(2024, 7, 31)) == "not_reported"
    assert state("22.193", "blood.units", date(2024, 1, 1), date(2024, 6, 30)) == "not_reported"


def test_a_declared_zero_attests_under_more_tags_too_but_another_total_does_not(book):
    declared(book, "22.193", *YEAR, gift_count=0)
    assert state("22.193", tags=TET) == "zero"
    row = DeclarationDraft(book.id("22.195"), "t", "all", *YEAR, (Amount("gift.count", 0, TET),))
    declare(by=None, at=AT, declarations=[row])
    assert state("22.195", tags=TET) == "zero"
    assert state("22.195") == "not_reported"


def test_a_withdrawn_declaration_attests_no_more_but_did(book):
    declared(book, "22.193", *YEAR, key="d", gift_count=0)
    seq = head().seq
    withdraw(by=None, at=AT, unit_id=book.id("22.193"), key="d", reason="")
    assert state("22.193") == "not_reported"
    assert state("22.193", known_seq=seq) == "zero"
    assert state("22.193", known_seq=seq - 1) == "not_reported"


@pytest.mark.parametrize(("last", "expected"), [(date(2024, 6, 30), "zero"), (date(2024, 3, 31), "not_reported")])
def test_a_stock_is_attested_by_a_word_whose_days_have_ended(book, last, expected):
    says(book, "22.193", date(2024, 1, 1), date(2024, 6, 30))
    assert state("22.193", "org.members", YEAR[0], last) == expected
