"""The whole demonstration exported and read again: nothing is new, nothing changed, nothing refused."""

from datetime import UTC, date, datetime

from chungtay.exchange.actions import import_workbook
from chungtay.exchange.formats.writing import csv_bytes
from chungtay.exchange.queries.exports import export_page
from chungtay.ledger.queries import head

AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def test_the_demonstration_exported_and_read_again_changes_nothing(demonstration: None) -> None:
    check_nothing_changes()


def check_nothing_changes() -> None:
    data = csv_bytes(export_page(("22",), date(2020, 1, 1), date(2026, 12, 31), written=True))
    before = head()
    told = import_workbook(by=None, at=AT, on=date(2026, 11, 26), data=data, name="x.csv")
    assert [str(p.refusal) for p in told.problems] == []
    assert (told.accepted, told.corrected, told.refused) == (0, 0, 0) and told.already == told.rows > 1000
    assert head() == before
