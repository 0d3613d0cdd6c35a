"""Pages of the desk over 100,000 records, asked of the real server by eight readers at once.

    python bench/desk.py [small|1m|10m] [WORD ...]      pages whose line holds one of the words, else all of them

10m and 1m: the same book of 400,000 facts, which are 100,000 records; made once (about three minutes), then four minutes.

Each page is asked by people of different reach: a commune, a province, the nation. A reader looks at a page for up to a
second before asking for the next; all eight ask for the same page, the worst for its p95. `without pause` they ask as fast
as they are answered. Beside the eight stand one reader alone (what he waits for is the work of a page, what the eight wait
for longer is each other) and, as what any answer costs here, the same server's word for monitoring, asked by eight as well:
the ratio is of the two p95.
"""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from books import SIZES
from desk_book import book
from homes import copied, gone
from measure import CHUNGTAY, Line, ms, must, p50, p95, say, table

READERS, ASKED = 8, 10
TOGETHER = 3  # of each page, where the readers do not pause
LIMIT, QUERIES = 0.080, 12
PEOPLE = {"commune": "a commune", "22": "a province", "vn": "the nation"}
NOTHING = "/suc-khoe/"  # what monitoring asks: one word
SPAN = "from=2024-01-01&to=2024-10-31"
PAGES = {
    "home": "/",
    "list": "/so-ghi-chep/",
    "list, two words": "/so-ghi-chep/?q=nhan+dao",
    "list, a programme": "/so-ghi-chep/?programme=tet_nhan_ai&from=2024-01-01",
    "list, waiting": "/so-ghi-chep/?state=waiting",
    "list, page 20": "/so-ghi-chep/?page=20&sort=-entered",
    "record": "/so-ghi-chep/{seq}/",
    "approve": "/duyet/",
    "figures": f"/so-lieu/?of={{of}}&{SPAN}",
    "behind": f"/so-lieu/nguon/?of={{of}}&indicator=gift.count&{SPAN}",
    "totals": "/so-tong-hop/?of={of}&year=2024",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORT = free_port()


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
        of = person.roles.values_list("unit__code", flat=True)[0]
        asked = {}
        for page, pattern in PAGES.items():
            path = pattern.format(seq=seq, of=of)
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answers {answer.status_code} to {name}")
            asked[page] = len(queries)
        cookie = next(f"{key}={morsel.value}" for key, morsel in client.cookies.items() if "session" in key)
        found[name] = {"cookie": cookie, "seq": seq, "of": of, "queries": asked}
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


def readers(jobs: list[tuple[str, str]], pause: float, many: int = READERS) -> list[float]:
    """So many of them at once, all with the same pages in another order."""
    orders = [random.Random(seed).sample(jobs, len(jobs)) for seed in range(many)]
    with ThreadPoolExecutor(many) as pool:
        return [s for took in pool.map(read, orders, [pause] * many, range(many)) for s in took]


def lines(size: str, words: list[str] | None = None) -> list[Line]:
    """What the table says about the desk."""
    home = copied(book(size), "desk")
    must([*CHUNGTAY, "migrate", "-v0"], home)
    told = json.loads(must([sys.executable, str(Path(__file__).resolve()), "prepare"], home).output.splitlines()[-1])
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    server = subprocess.Popen([*CHUNGTAY, "serve", "--port", str(PORT)], env=env, stdout=subprocess.DEVNULL)
    try:
        _until_it_answers()
        readers([(NOTHING, "")] * 2, 0)
        took = readers([(NOTHING, "")] * ASKED, 1)
        load = f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        first = Line(f"desk, word for monitoring ({load})", f"p50 {ms(p50(took))}, p95 {ms(p95(took))}")
        say(f"{first.what}: {first.ours}")
        return [first, *(line for who in PEOPLE for line in _lines_of(who, told, p95(took), words or []))]
    finally:
        server.terminate()
        server.wait(20)
        gone(home)


def _lines_of(who: str, told: dict, nothing: float, words: list[str]) -> list[Line]:
    person, found, everything = told["people"][who], [], []
    for page, pattern in PAGES.items():
        jobs = [(pattern.format(seq=person["seq"], of=person["of"]), person["cookie"])] * ASKED
        everything += jobs[:TOGETHER]
        name, queries = f"desk, {PEOPLE[who]}, {page}", person["queries"][page]
        if words and not any(word in name for word in words):
            continue
        readers(jobs[:2], 0)
        alone, took = readers(jobs, 0, 1), readers(jobs, 1)
        slow = p95(took)
        found.append(
            Line(name, f"p50 {ms(p50(took))}, p95 {ms(slow)}, {queries} queries", f"alone {ms(p50(alone))}, {ms(p95(alone))}",
                 f"{slow / nothing:.1f} x", f"<= {ms(LIMIT)}, <= {QUERIES} queries", slow <= LIMIT and queries <= QUERIES)
        )  # fmt: skip
        say(f"{name}: {found[-1].ours}; {found[-1].peer}")
    if words:
        return found
    began = time.perf_counter()
    took = readers(everything, 0)
    rate = len(took) / (time.perf_counter() - began)
    text = f"desk, {PEOPLE[who]}, all of them without pause ({told['records']:,} records)"
    return [*found, Line(text, f"p50 {ms(p50(took))}, p95 {ms(p95(took))}", f"{rate:.0f} pages a second")]


def _until_it_answers() -> None:
    for _ in range(600):  # a busy machine starts late
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
    if given == "prepare":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
        import django

        django.setup()
        prepare()
    elif given in SIZES:
        found = lines(given, sys.argv[2:])
        print(table(found))
        print(f"\nlimits not met: {'; '.join(line.what for line in found if line.met is False) or 'none'}")
    else:
        raise SystemExit(f"SIZE is one of {', '.join(SIZES)}")


if __name__ == "__main__":
    main()
