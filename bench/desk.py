"""Pages of the desk over 100,000 records, asked of the real server by eight readers at once.

    python bench/desk.py [small|1m|10m]        10m and 1m: the same book of 400,000 facts, which are 100,000 records

Each page is asked by people of different reach: a commune, a province, the nation. A reader looks at a page for up to a
second before asking for the next; `without pause` the eight ask as fast as they are answered.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from books import SIZES
from homes import copied, fingerprint, gone, made, units_home
from measure import CHUNGTAY, Line, ms, must, p50, p95, table

FACTS = {"small": 100_000, "1m": 400_000, "10m": 400_000}
READERS, ASKED, PORT = 8, 12, 8461
LIMIT, QUERIES = 0.080, 12
WAITING = 40  # what the leaders have not approved yet
PEOPLE = {"commune": "a commune", "22": "a province", "vn": "the nation"}
PAGES = {
    "list": "/so-ghi-chep/",
    "list, two words": "/so-ghi-chep/?q=nhan+dao",
    "list, a programme": "/so-ghi-chep/?programme=tet_nhan_ai&from=2024-01-01",
    "list, waiting": "/so-ghi-chep/?state=waiting",
    "list, page 20": "/so-ghi-chep/?page=20&sort=-entered",
    "record": "/so-ghi-chep/{seq}/",
    "approve": "/duyet/",
}


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
        assign_role(by=None, at=at, user=person, role=Role.APPROVER, valid_from=date(2022, 1, 1), unit_id=unit)
    seqs = [line.seq for line in sorted(waiting(Everyone(), date.min, date.max), key=lambda line: line.day)]
    for start in range(0, len(seqs) - WAITING, 20_000):
        approve_records(by=person, at=at, seqs=seqs[start : min(start + 20_000, len(seqs) - WAITING)])
    note_look(by=person, at=at, seq=seqs[0])


def prepare() -> None:
    """Sessions of the three, a record of each one's, and how often each page asks the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from chungtay.accounts.models import User
    from chungtay.ledger.models import Standing
    from chungtay.organizations.queries import units_visible_to

    found = {}
    for name in PEOPLE:
        person = User.objects.get(name=name)
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(person)
        seen = units_visible_to(person, timezone.localdate(), "see_records")
        seq = Standing.objects.filter(unit__in=seen).order_by("-day").values_list("seq", flat=True)[0]
        asked = {}
        for page, path in PAGES.items():
            client.get(path.format(seq=seq))
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(path.format(seq=seq))
            if answer.status_code != 200:
                raise SystemExit(f"{path} answers {answer.status_code} to {name}")
            asked[page] = len(queries)
        cookie = next(f"{key}={morsel.value}" for key, morsel in client.cookies.items() if "session" in key)
        found[name] = {"cookie": cookie, "seq": seq, "queries": asked}
    print(json.dumps({"people": found, "records": Standing.objects.count()}))


def read(jobs: list[tuple[str, str]], pause: float, seed: int) -> list[float]:
    """One reader: each page in turn, after a look of up to `pause` seconds; seconds of each answer."""
    dice, line, took = random.Random(seed), http.client.HTTPConnection("127.0.0.1", PORT), []
    for path, cookie in jobs:
        time.sleep(dice.random() * pause)
        began = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "vi"})
        answer = line.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 200:
            raise SystemExit(f"{path} answers {answer.status}")
    return took


def readers(jobs: list[tuple[str, str]], pause: float) -> list[float]:
    """Eight of them at once, all with the same pages in another order."""
    orders = [random.Random(seed).sample(jobs, len(jobs)) for seed in range(READERS)]
    with ThreadPoolExecutor(READERS) as pool:
        return [s for took in pool.map(read, orders, [pause] * READERS, range(READERS)) for s in took]


def lines(size: str) -> list[Line]:
    """What the table says about the desk."""
    home = copied(book(size), "desk")
    told = json.loads(must([sys.executable, str(Path(__file__).resolve()), "prepare"], home).output.splitlines()[-1])
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    server = subprocess.Popen([*CHUNGTAY, "serve", "--port", str(PORT)], env=env, stdout=subprocess.DEVNULL)
    try:
        _until_it_answers()
        return [line for who in PEOPLE for line in _lines_of(who, told)]
    finally:
        server.terminate()
        server.wait(20)
        gone(home)


def _lines_of(who: str, told: dict) -> list[Line]:
    person, found, everything = told["people"][who], [], []
    for page, path in PAGES.items():
        jobs = [(path.format(seq=person["seq"]), person["cookie"])] * ASKED
        everything += jobs
        readers(jobs[:2], 0)
        took = readers(jobs, 1)
        queries, slow = person["queries"][page], p95(took)
        found.append(
            Line(f"desk, {PEOPLE[who]}, {page}", f"p50 {ms(p50(took))}, p95 {ms(slow)}", f"{queries} queries", "",
                 f"<= {ms(LIMIT)}, <= {QUERIES} queries", slow <= LIMIT and queries <= QUERIES)
        )  # fmt: skip
    began = time.perf_counter()
    took = readers(everything, 0)
    rate = len(took) / (time.perf_counter() - began)
    words = f"desk, {PEOPLE[who]}, all of them without pause ({told['records']:,} records)"
    return [*found, Line(words, f"p50 {ms(p50(took))}, p95 {ms(p95(took))}", f"{rate:.0f} pages a second")]


def _until_it_answers() -> None:
    for _ in range(100):
        time.sleep(0.2)
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT)
            line.request("GET", "/dang-nhap/")
            line.getresponse().read()
            return
        except OSError:
            continue
    raise SystemExit("the server does not answer")


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else "1m"
    if given in ("approve", "prepare"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
        import django

        django.setup()
        approve() if given == "approve" else prepare()
    elif given in SIZES:
        print(table(lines(given)))
    else:
        raise SystemExit(f"SIZE is one of {', '.join(SIZES)}")


if __name__ == "__main__":
    main()
