"""What stands under the keys is listed by day and searched without accents."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connection

from chungtay.ledger.actions import record, withdraw
from chungtay.ledger.models import Standing
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, RecordDraft
from chungtay.ledger.rules.words import MOST, search_words
from tests.factories.organizations import Chapter

from .telling import AT, declared

MARCH, MAY = date(2024, 3, 5), date(2024, 5, 9)


def post(where: Chapter, key: str, day: date, title: str) -> None:
    draft = RecordDraft(where.id("22.206"), key, day, (Amount("gift.count", 3),), title=title)
    record(by=None, at=AT, records=[draft])


def kept() -> list[tuple[str, date, str]]:
    return list(Standing.objects.order_by("-day", "-seq").values_list("key", "day", "words"))


def test_words_are_key_and_title_without_accents_and_only_the_title_is_cut() -> None:
    assert search_words("TD-01", "Tặng  quà Tết Đoàn viên") == "td-01 tang qua tet doan vien"
    assert search_words("", "") == ""
    long = search_words("k" * 200, "ậ" * 500)
    assert len(long) == MOST and long.startswith("k" * 200 + " aa")


def test_a_correction_moves_day_and_words_and_a_withdrawal_takes_the_row(book: Chapter) -> None:
    post(book, "a", MARCH, "Tặng quà Tết")
    post(book, "b", MARCH, "Khám bệnh")
    declared(book, "22.206", date(2024, 1, 1), date(2024, 1, 31), key="Tổng", gift_count=600)
    assert [row[0] for row in kept()] == ["b", "a", "Tổng"]
    assert kept()[1:] == [("a", MARCH, "a tang qua tet"), ("Tổng", date(2024, 1, 31), "tong")]
    post(book, "a", MAY, "Phát gạo")
    assert kept()[0] == ("a", MAY, "a phat gao") and len(kept()) == 3
    withdraw(by=None, at=AT, unit_id=book.id("22.206"), key="b", reason="nhập nhầm")
    assert [row[0] for row in kept()] == ["a", "Tổng"]
    assert verification().ok, verification().mismatches


def test_a_book_of_before_is_filled_by_the_migration(book: Chapter) -> None:
    post(book, "a", MARCH, "Tặng quà Tết")
    post(book, "a", MAY, "Phát gạo")
    declared(book, "22.206", date(2024, 1, 1), date(2024, 1, 31), key="Tổng", gift_count=600)
    before = kept()
    Standing.objects.update(day=date.min, words="")
    fill = import_module("chungtay.ledger.migrations.0005_standing_by_day").fill
    fill(apps, SimpleNamespace(connection=connection))
    assert kept() == before and verification().ok
