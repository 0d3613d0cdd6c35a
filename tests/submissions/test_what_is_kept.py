"""What a report keeps is what was handed in, what was seen is what is sent and accepted, and `verify` says where it is not."""

from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import withdraw_attestation
from chungtay.ledger.rules import Covers
from chungtay.reports.queries import checked_book
from chungtay.submissions.actions import (
    accept_submission,
    record_submission,
    return_submission,
    withdraw_submission,
)
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.submissions import stamp
from chungtay.totals.queries.declared import attested_months
from tests.ledger.telling import recorded

from .telling import AT, OCTOBER, at, handed_in, opened

MONTH = 2024 * 12 + 9


def test_verify_finds_what_was_changed_beside_the_book(book):
    recorded(book, "22.206", date(2023, 5, 8), house_built=1)
    row = handed_in(opened(book)[OCTOBER[1]], book.id("22.206"))
    assert checked_book().mismatches == []
    kept, rows = row.figures, Submission.objects.filter(pk=row.pk)
    rows.update(figures=[kept[0] | {"value": 21}, *kept[1:]])
    assert checked_book().mismatches == [f"report {row.pk}: differs from what was handed in"]
    rows.update(figures=kept, hash="0" * 64)
    assert f"report {row.pk}: entry {row.seq} has another hash" in checked_book().mismatches
    rows.update(hash=row.hash)
    withdraw_attestation(by=None, at=AT, seq=row.attested_seq, reason="x")
    (fault,) = checked_book().mismatches
    assert "its word for the days does not stand" in fault


def test_a_word_given_with_a_report_is_not_unticked_on_the_sheet_of_totals(book, people):
    unit = book.id("22.193")
    row = handed_in(opened(book)[OCTOBER[1]], unit)
    assert not attested_months(unit, Covers.OWN, [MONTH], leaf=True)[MONTH].exact
    return_submission(by=people["approver"], at=AT, submission_id=row.pk, reason="x")
    assert attested_months(unit, Covers.OWN, [MONTH], leaf=True) == {}


def test_what_was_written_or_sent_again_since_it_was_seen_is_neither_sent_nor_accepted(book, people):
    october, unit = opened(book)[OCTOBER[1]], book.id("22.206")
    draft = record_submission(by=None, at=AT, round_id=october.pk, unit_id=unit, words={})
    seen = stamp(draft)
    record_submission(by=None, at=AT, round_id=october.pk, unit_id=unit, words={"results": "Khác"})
    with pytest.raises(Refusal, match="Người khác vừa sửa"):
        handed_in(october, unit, after=seen)
    row = handed_in(october, unit, after=stamp(draft))
    seen = stamp(row)
    withdraw_submission(by=None, at=AT, submission_id=row.pk, reason="sửa")
    handed_in(october, unit, at(5))
    accepted = {"by": people["approver"], "at": at(5), "submission_id": row.pk}
    with pytest.raises(Refusal, match="Người khác vừa sửa"):
        accept_submission(**accepted, after=seen)
    assert accept_submission(**accepted, after=stamp(row)).state == "accepted"
    with pytest.raises(Refusal, match="không còn chờ"):
        accept_submission(**accepted)
