"""One delivery at a time, and eight processes at once, on a book that already holds its facts.

    python bench/posting.py small|1m|10m [--profile]

`aid.actions.record_delivery`: checks, entry with its chain, facts, keys, cube, the delivery's own rows, the audit line,
one commit with `synchronous=FULL`. In the database: every statement of the call and its commit.
"""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from books import book_of
from homes import copied, gone
from measure import CHUNGTAY, Line, ms, must, p50, p95, table

LIMIT = 0.005
NOW, TODAY = datetime(2025, 11, 2, 3, tzinfo=UTC), date(2025, 11, 2)
ALONE, TOGETHER, WRITERS = 200, 60, 8
HERE = str(Path(__file__).resolve())


class Watched:
    """Seconds and number of the statements of a call, its commit included."""

    def __init__(self, connection) -> None:
        self.seconds, self.statements = 0.0, 0
        commit = connection._commit
        connection._commit = lambda: self.timed(commit)

    def timed(self, work, *given):
        """One step in the database."""
        began = time.perf_counter()
        try:
            return work(*given)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += 1

    def __call__(self, execute, *given):
        return self.timed(execute, *given)


def post(count: int, name: str) -> None:
    """Post so many deliveries and print [whole seconds, seconds in the database] of each, and their statements."""
    import django

    django.setup()
    from django.db import connection

    from chungtay.aid.actions import record_delivery
    from chungtay.aid.rules import DeliveryDraft, Work
    from chungtay.aid.rules import Line as Given
    from chungtay.organizations.models import UnitVersion

    rows = UnitVersion.objects.filter(superseded_in=None, kind="commune", valid_from__lt=date(2024, 1, 1))
    units = sorted(rows.values_list("unit_id", flat=True))
    watch, found = Watched(connection), []
    with connection.execute_wrapper(watch):
        for number in range(count):
            draft = DeliveryDraft(
                units[(number * 37 + os.getpid()) % len(units)], f"{name}-{number}", date(2024, 9, 1 + number % 28),
                "Tặng quà hộ khó khăn", Work.GIFT, lines=(Given("cash", amount=2_000_000),), turns=10, count=10,
                households=8, programmes=("tet_nhan_ai",),
            )  # fmt: skip
            watch.seconds, watch.statements = 0.0, 0
            began = time.perf_counter()
            record_delivery(by=None, at=NOW, on=TODAY, delivery=draft)
            found.append((time.perf_counter() - began, watch.seconds))
    print(json.dumps({"times": found, "statements": watch.statements}))


def alone(home: Path) -> tuple[list[Line], float]:
    """One process; the lines, and its deliveries a second."""
    ran = must([sys.executable, HERE, "post", str(ALONE), "alone"], home)
    told = json.loads(ran.output.splitlines()[-1])
    times = told["times"][20:]
    whole, inside = [t for t, _ in times], [d for _, d in times]
    return [
        Line("post one delivery, in the database", f"{ms(p50(inside))} (p95 {ms(p95(inside))})", "", "",
             f"<= {ms(LIMIT)}", p50(inside) <= LIMIT),
        Line("  the whole call", f"{ms(p50(whole))} (p95 {ms(p95(whole))})", f"{told['statements']} statements"),
    ], len(whole) / sum(whole)  # fmt: skip


def together(home: Path, one: float) -> list[Line]:
    """Eight processes at once: nothing lost, nobody locked out; beside one writer."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    began = time.perf_counter()
    writers = [
        subprocess.Popen([sys.executable, HERE, "post", str(TOGETHER), f"w{n}"], env=env, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
        for n in range(WRITERS)
    ]  # fmt: skip
    outputs = [writer.communicate()[0] for writer in writers]
    seconds = time.perf_counter() - began
    failed = [out for writer, out in zip(writers, outputs, strict=True) if writer.returncode]
    posted = _posted(home)
    lost = WRITERS * TOGETHER - posted
    busy = [json.loads(out.splitlines()[-1])["times"] for out in outputs if out.strip().endswith("}")]
    slowest = max(sum(t for t, _ in times) for times in busy) if busy else seconds
    rate = WRITERS * TOGETHER / slowest
    for out in failed:
        print(out[-1500:], file=sys.stderr)
    return [
        Line(f"{WRITERS} writers at once, {WRITERS * TOGETHER} deliveries", f"{lost} lost, {len(failed)} failed", "", "",
             "0 lost, 0 failed", not lost and not failed),
        Line("  deliveries a second, beside one writer", f"{rate:.0f}/s", f"{one:.0f}/s", f"{rate / one:.2f} x"),
    ]  # fmt: skip


def _posted(home: Path) -> int:
    import sqlite3

    base = sqlite3.connect(home / "chungtay.sqlite3")
    (count,) = base.execute("SELECT COUNT(*) FROM ledger_standing WHERE key LIKE 'w%-%'").fetchone()
    base.close()
    return count


def lines(size: str) -> list[Line]:
    """Everything that the table says about posting; the book is checked afterwards when it is small."""
    home = copied(book_of(size), f"posting-{size}")
    must([*CHUNGTAY, "migrate", "-v0"], home)
    found, one = alone(home)
    found += together(home, one)
    if size == "small":
        must([*CHUNGTAY, "verify"], home)
    gone(home)
    return found


def profile(size: str) -> None:
    """Where one delivery spends its time."""
    home = copied(book_of(size), "posting-profile")
    stats = home / "posting.prof"
    must([sys.executable, "-m", "cProfile", "-o", str(stats), HERE, "post", "300", "p"], home)
    show = f"import pstats; pstats.Stats({str(stats)!r}).sort_stats('cumtime').print_stats(70)"
    print(must([sys.executable, "-c", show], home).output)
    gone(home)


if __name__ == "__main__":
    if sys.argv[1] == "post":
        post(int(sys.argv[2]), sys.argv[3])
    elif "--profile" in sys.argv:
        profile(sys.argv[1])
    else:
        print(table(lines(sys.argv[1])))
