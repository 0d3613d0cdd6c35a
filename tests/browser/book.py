"""A small book for the browser: cluster no. 2 with two years of gifts, blood and money, and people who may see it.

    CHUNGTAY_HOME=DATA python -m tests.browser.book

Run as a process of its own on an empty data folder; every number is made up and marked as a demonstration. The last line
that it prints is JSON: for each of LOGINS and one without role the key of a session, for tests that do not begin with signing in.
"""

import io
import json
from datetime import date

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from chungtay.accounts.models import User  # noqa: E402
from chungtay.ledger.actions import attest, declare, load_core, post_tree, record  # noqa: E402
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft  # noqa: E402
from chungtay.notifications.actions import notify  # noqa: E402
from chungtay.notifications.rules import NoticeKind  # noqa: E402
from chungtay.programmes.actions import load_programmes  # noqa: E402
from tests.browser.live import LOGIN, NAME, PASSWORD  # noqa: E402
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


def session_of(login: str) -> str:
    """The key of a session that person has begun."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(login=login))
    return client.cookies["sessionid"].value


def main() -> None:
    call_command("verify", stdout=io.StringIO())  # as every command of the house, it makes the database
    where = chapter()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):  # the true one is slow
        cast(where)
        for login, name in ((LOGIN, NAME), ("sai@example.vn", "Trần Văn Sai"), ("hai.buoc@example.vn", "Trần Thị Hai")):
            User.objects.create_user(login, PASSWORD, name=name)
    User.objects.update(password=make_password(PASSWORD))
    load_core(by=None, at=AT)
    load_programmes(by=None, at=AT)
    post_tree(by=None, at=AT)
    record(by=None, at=AT, records=records(where))
    declare(by=None, at=AT, declarations=declarations(where))
    for code in MEMBERS[:2]:
        attest(by=None, at=AT, unit_id=where.id(code), first=date(2024, 1, 1), last=date(2024, 10, 31))
    everyone = list(User.objects.values_list("pk", flat=True))
    notify(by=None, at=timezone.now(), to=everyone, kind=NoticeKind.FIRST_STEPS)
    print(json.dumps({who: session_of(login) for who, login in (LOGINS | {"visitor": LOGIN}).items()}))


if __name__ == "__main__":
    main()
