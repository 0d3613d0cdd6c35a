"""A book of 100,000 records most of which are approved, with three people who lead and record at units of different reach.

    python bench/desk_book.py small|1m|10m     makes its folder under bench/out, or says that it stands

A file of its own: what the pages are asked may change without the book being made anew.
"""

import os
import sys
from pathlib import Path

from books import SIZES
from homes import copied, fingerprint, gone, made, units_home
from measure import must, say

FACTS = {"small": 100_000, "1m": 400_000, "10m": 400_000}
WAITING = 40  # what the leaders have not approved yet
STEP = 20_000  # entries approved in one transaction


def book(size: str) -> Path:
    """A book of its own, since its records are approved."""
    here, filler = Path(__file__).resolve(), Path(__file__).resolve().with_name("books.py")

    def fill(home: Path) -> None:
        base = copied(units_home(), f"desk-{size}")
        for file in base.iterdir():
            file.rename(home / file.name)
        gone(base)
        must([sys.executable, str(filler), "fill", str(FACTS[size])], home, CHUNGTAY_SYNCHRONOUS="OFF")
        must([sys.executable, str(here), "approve"], home)

    return made(f"book-desk-{size}", fingerprint(here, filler), fill)


def approve() -> None:
    """Three leaders; everything approved but the last few of the days; one look behind."""
    from datetime import UTC, date, datetime

    from chungtay.accounts.models import User
    from chungtay.ledger.models import Standing
    from chungtay.organizations.actions import assign_role
    from chungtay.organizations.models import Unit, UnitVersion
    from chungtay.organizations.rules import Role
    from chungtay.records.actions import approve_records, note_look
    from chungtay.records.queries.searching import Everyone
    from chungtay.records.queries.waiting import waiting

    at = datetime(2025, 11, 2, 8, 0, tzinfo=UTC)
    commune = Standing.objects.filter(
        unit__in=UnitVersion.objects.filter(kind="commune", unit__code__startswith="22").values("unit")
    ).values_list("unit", flat=True)[0]
    tops = {
        "commune": commune,
        **{c: Unit.objects.filter(code=c).values_list("pk", flat=True)[0] for c in ("22", "vn")},
    }
    for number, (name, unit) in enumerate(tops.items()):
        person = User.objects.create_user(f"09123400{number:02}", name=name)
        for role in (Role.APPROVER, Role.RECORDER):
            assign_role(by=None, at=at, user=person, role=role, valid_from=date(2022, 1, 1), unit_id=unit)
    seqs = [line.seq for line in sorted(waiting(Everyone(), date.min, date.max), key=lambda line: line.day)]
    say(f"{len(seqs):,} records wait")
    for start in range(0, len(seqs) - WAITING, STEP):
        approve_records(by=person, at=at, seqs=seqs[start : min(start + STEP, len(seqs) - WAITING)])
    note_look(by=person, at=at, seq=seqs[0])


if __name__ == "__main__":
    if sys.argv[1:] == ["approve"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
        import django

        django.setup()
        approve()
    elif sys.argv[1:] and sys.argv[1] in SIZES:
        print(book(sys.argv[1]))
    else:
        raise SystemExit(f"SIZE is one of {', '.join(SIZES)}")
