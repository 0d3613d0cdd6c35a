"""Every page of the product over 100,000 records: questions to the database, the processor's time, one reader.

    python bench/desk_pages.py [RECORDS]

The demonstration with something on every page (tests/browser/everything.py) in whose communes 100,000 records were entered
besides, most of them approved. `desk.py` asks the desk's main pages of a whole country with eight readers; here it is all of
them, also those of meetings, plans, blood, periodic reports and the portal. The book is made once, in about three minutes.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from homes import fingerprint, gone, made
from measure import BENCH, CHUNGTAY, OUT, Line, must, say, table

RECORDS, STEP, WAITING = 100_000, 20_000, 40
LIMIT = 80  # ms
MAKERS = sorted((BENCH.parent / "src" / "chungtay" / "demonstration").rglob("*.py"))


def book(records: int) -> Path:
    """The folder of the demonstration with so many records besides."""
    here = Path(__file__).resolve()

    def fill(home: Path) -> None:
        must([*CHUNGTAY, "demo", "--no-serve"], home)
        must([sys.executable, str(here), "fill", str(records)], home, CHUNGTAY_SYNCHRONOUS="OFF")

    return made(f"book-pages-{records}", fingerprint(here, *MAKERS), fill)


def fill(records: int) -> None:
    """Records of communes of the demonstration's province in three years, most of them approved."""
    from datetime import UTC, date, datetime
    from itertools import islice
    from types import SimpleNamespace

    from books import AT, DAYS, FIRST, _drafts

    from chungtay.accounts.models import User
    from chungtay.ledger.actions import record
    from chungtay.organizations.models import UnitVersion
    from chungtay.records.actions import approve_records
    from chungtay.records.queries.searching import Everyone
    from chungtay.records.queries.waiting import waiting

    last = date.fromordinal(FIRST.toordinal() + DAYS)
    stood = UnitVersion.objects.filter(superseded_in=None, valid_from__lte=FIRST, valid_to__gte=last)
    kinds = {
        kind: sorted(set(stood.filter(kind=kind).values_list("unit_id", flat=True))) for kind in ("commune", "district")
    }
    top = UnitVersion.objects.filter(superseded_in=None, kind="province").values_list("unit_id", flat=True)[:1]
    places = SimpleNamespace(
        detailed=kinds["commune"], districts=kinds["district"] or kinds["commune"], provinces=list(top)
    )
    drafts = islice(_drafts(places, records * 5), records)
    while step := list(islice(drafts, STEP)):
        record(by=None, at=AT, records=step)
    leader, at = User.objects.filter(roles__role="approver").order_by("pk")[0], datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    seqs = [line.seq for line in sorted(waiting(Everyone(), date.min, date.max), key=lambda line: line.day)]
    say(f"{len(seqs):,} records wait")
    for start in range(0, len(seqs) - WAITING, STEP):
        approve_records(by=leader, at=at, seqs=seqs[start : min(start + STEP, len(seqs) - WAITING)])


def lines(records: int) -> list[Line]:
    """Each page that asks too often or takes too long, then the slowest of the others."""
    sys.path.insert(0, str(BENCH.parent))
    from tests.browser.pages import BUDGET, PAGES

    home = Path(shutil.copytree(book(records), OUT / "runs" / f"pages-{os.getpid()}"))  # with keys and pictures
    try:
        command = [sys.executable, "-m", "tests.browser.everything"]
        told = json.loads(must(command, home, PYTHONPATH=str(BENCH.parent)).output.splitlines()[-1])["pages"]
    finally:
        gone(home)
    found = [
        Line(str(page), f"{asked['ms']} ms, {asked['queries']} questions", "", "", f"<= {LIMIT} ms, <= {BUDGET}",
             asked["ms"] <= LIMIT and asked["queries"] <= BUDGET)
        for page in PAGES if (asked := told[str(page)])
    ]  # fmt: skip
    found.sort(key=lambda line: (bool(line.met), -int(line.ours.partition(" ")[0])))
    met = sum(bool(line.met) for line in found)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return [
        *found[: len(found) - met + 15],
        Line(f"{met} of {len(found)} pages within both ({records:,} records, {load})", ""),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
        import django

        django.setup()
        fill(int(sys.argv[2]))
    else:
        print(table(lines(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)))
