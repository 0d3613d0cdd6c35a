"""A small book for the browser: cluster no. 2 with two years of gifts, blood and money, and people who may see it.

    CHUNGTAY_HOME=DATA python -m tests.browser.book

Run as a process of its own on a migrated data folder; every number is made up and marked as a demonstration.
"""

from datetime import date

import django

django.setup()

from chungtay.accounts.models import User  # noqa: E402
from chungtay.ledger.actions import attest, declare, load_core, post_tree, record  # noqa: E402
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft  # noqa: E402
from chungtay.programmes.actions import load_programmes  # noqa: E402
from tests.browser.live import PASSWORD  # noqa: E402
from tests.factories.organizations import AT, MEMBERS, Chapter, cast, chapter  # noqa: E402

LOGINS = {"recorder": "0912000001", "approver": "0912000002", "head": "0912000003", "outsider": "0912000004"}
SOURCE = "demonstration: tests"
TITLES = (
    "Trao quà Tết cho hộ nghèo, nạn nhân chất độc da cam và người già cô đơn trên địa bàn",
    "Ngày hội hiến máu tình nguyện",
    "Thăm hỏi, tặng quà gia đình gặp hoạn nạn",
)
SILENT = "22.196"  # says nothing in 2024
DECLARES = "22.205"  # knows totals only


def amounts(number: int, unit: int, month: int) -> tuple[Amount, ...]:
    """What one record counts: small odd numbers that no sum hides."""
    size = 17 + 31 * unit + 5 * ((month * 7 + number) % 11)
    tags = frozenset({"programme:tet_nhan_ai", "value:goods", "group:poor"} if month < 3 else {"value:cash"})
    return (
        Amount("gift.count", size, tags),
        Amount("gift.value", size * 412_500, tags),
        Amount("social.turns", size * 3, tags),
        Amount("blood.units", size + 40),
        Amount("health.cases", size // 2),
    )


def records(where: Chapter) -> list[RecordDraft]:
    """Two of each month and unit, in two years."""
    return [
        RecordDraft(
            unit_id=where.id(code),
            key=f"{code}-{year}-{month}-{number}",
            occurred_on=date(year, month, 4 + 11 * number),
            amounts=amounts(number, unit, month),
            title=TITLES[(month + number) % len(TITLES)],
            source=SOURCE,
        )
        for year in (2023, 2024)
        for unit, code in enumerate(MEMBERS)
        for month in range(1, 11)
        for number in range(2)
        if code not in (SILENT, DECLARES) or year == 2023
    ]


def declarations(where: Chapter) -> list[DeclarationDraft]:
    """One unit's totals: an estimate for ten months, which no single month can be told from."""
    told = (Amount("gift.count", 1_240), Amount("gift.value", 655_480_000), Amount("blood.units", 982))
    first, last = date(2024, 1, 1), date(2024, 10, 31)
    title = "Số liệu 10 tháng theo báo cáo nhanh"
    return [DeclarationDraft(where.id(DECLARES), "10-thang", "all", first, last, told, True, title, source=SOURCE)]


def main() -> None:
    where = chapter()
    cast(where)
    for login in LOGINS.values():
        person = User.objects.get(login=login)
        person.set_password(PASSWORD)
        person.save()
    load_core(by=None, at=AT)
    load_programmes(by=None, at=AT)
    post_tree(by=None, at=AT)
    record(by=None, at=AT, records=records(where))
    declare(by=None, at=AT, declarations=declarations(where))
    for code in MEMBERS[:2]:
        attest(by=None, at=AT, unit_id=where.id(code), first=date(2024, 1, 1), last=date(2024, 10, 31))


if __name__ == "__main__":
    main()
