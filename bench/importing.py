"""Import of a workbook beside a bare `executemany` of the same facts, in one run.

    python bench/importing.py                  100,000 rows, CSV and XLSX, and how time grows from 10,000 to 200,000
    python bench/importing.py --rows 20000     a quicker look
    python bench/importing.py --profile        where the time goes (cProfile of one CSV import)

Ours is the whole command `chungtay import FILE --json` in a process of its own: reading, every check, entries with
their chain, facts, cube, control totals. The peer writes the same fact rows into the same table (index, triggers,
foreign keys and all) of an empty book, in one transaction, and checks nothing. Before each pair the machine's file
cache is the same: both homes are fresh copies.
"""

import argparse
import csv
import json
import random
import sqlite3
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import xlsxwriter
from homes import DATABASE, copied, gone, settled, units_home
from measure import CHUNGTAY, OUT, Line, Ran, p50, run, say, table

FIRST, DAYS = date(2024, 1, 1), 366
CODES = ("social.turns", "gift.count", "gift.value", "health.cases", "health.value", "house.built")
HEADINGS = ("key", "unit", "date", "title", "programmes", "disaster", "note", *CODES)
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-64000;"
LEAST, AIM, MOST = 3000, 5000, 4.0
GROWTH = (10_000, 50_000, 100_000, 200_000)

Cell = str | int | date | None


def communes(home: Path) -> list[str]:
    """Codes of the communes that stood all through the year."""
    sql = (
        "SELECT u.code FROM organizations_unit u JOIN organizations_unitversion v ON v.unit_id = u.id WHERE"
        " v.kind = 'commune' AND v.superseded_in_id IS NULL AND v.valid_from <= ? AND v.valid_to > ? ORDER BY u.code"
    )
    base = sqlite3.connect(home / DATABASE)
    found = [code for (code,) in base.execute(sql, (FIRST.isoformat(), (FIRST + timedelta(DAYS)).isoformat()))]
    base.close()
    return found


def rows(codes: list[str], count: int, seed: int = 2024) -> list[tuple[Cell, ...]]:
    """Records as units keep them, about four numbers each."""
    dice = random.Random(seed)
    found: list[tuple[Cell, ...]] = []
    for number in range(count):
        gifts = dice.randint(1, 80)
        value = gifts * dice.choice((200_000, 300_000, 500_000))
        cases = dice.randint(1, 60) if dice.random() < 0.35 else None
        found.append(
            (
                f"TD-{number:06}",
                dice.choice(codes),
                FIRST + timedelta(dice.randrange(DAYS)),
                f"Tặng quà người có hoàn cảnh khó khăn, đợt {dice.randint(1, 12)}",
                "tet_nhan_ai" if dice.random() < 0.3 else "",
                "yagi_2024" if dice.random() < 0.05 else "",
                "có danh sách ký nhận kèm theo" if dice.random() < 0.5 else "",
                gifts + dice.randint(0, 20),
                gifts,
                value,
                cases,
                cases * 50_000 if cases else None,
                1 if dice.random() < 0.1 else None,
            )
        )
    return found


def write_csv(path: Path, lines: list[tuple[Cell, ...]]) -> None:
    """As a chapter's office writes it: dd/mm/yyyy, points between thousands."""

    def shown(cell: Cell) -> str:
        if isinstance(cell, date):
            return f"{cell:%d/%m/%Y}"
        return "" if cell is None else f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows([shown(cell) for cell in line] for line in lines)


def write_xlsx(path: Path, lines: list[tuple[Cell, ...]]) -> None:
    """With real dates and numbers."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page, day = book.add_worksheet("Số liệu"), book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, HEADINGS)
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(line):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell not in ("", None):
                page.write(number, column, cell)
    book.close()


def file_of(kind: str, count: int, base: Path) -> Path:
    """The workbook of so many rows, made when it is first asked for."""
    path = OUT / "files" / f"{count}.{kind}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = rows(communes(base), count)
        write_csv(path, lines) if kind == "csv" else write_xlsx(path, lines)
    return path


def imported(base: Path, path: Path, expected: int) -> tuple[Ran, Path]:
    """One import into a fresh home; ends the benchmark when it did not post every row."""
    home = copied(base, f"import-{path.suffix[1:]}")
    ran = run([*CHUNGTAY, "import", str(path), "--json"], home)
    answer = json.loads(ran.output[ran.output.index("{") :]) if "{" in ran.output else {}
    if ran.code or not answer.get("posted") or answer["accepted"] != expected:
        raise SystemExit(f"import of {path.name} ended with {ran.code}:\n{ran.output[-3000:]}")
    return ran, home


FACT = "id, unit_id, indicator_id, day, since, tagset_id, layer, sign, value"
ENTRY = (
    "seq, recorded_at, kind, unit_id, since, day, key, reverses, by_id, payload, source, title, note, salt,"
    " text_digest, hash"
)
STANDING = "unit_id, key, seq, kind, digest, day, words"
BOOK = {"ledger_entry": ENTRY, "ledger_fact": FACT, "ledger_standing": STANDING}


def bare(base: Path, posted: Path, tables: tuple[str, ...] = ("ledger_fact",)) -> tuple[float, int]:
    """(seconds, facts) of a bare `executemany` of what stands in `posted`, into a fresh copy of the base."""
    settled(posted)
    home = copied(base, "bare")
    book = sqlite3.connect(home / DATABASE, isolation_level=None)
    book.executescript(PRAGMAS)
    book.execute("ATTACH ? AS posted", (str(posted / DATABASE),))
    book.execute("INSERT OR IGNORE INTO ledger_tagset SELECT * FROM posted.ledger_tagset")
    first = book.execute("SELECT MAX(seq) + 1 FROM ledger_entry").fetchone()[0]
    found = {t: book.execute(f"SELECT {BOOK[t]} FROM posted.{t} {_later(t, first)}").fetchall() for t in tables}
    book.execute("DETACH posted")
    began = time.perf_counter()
    book.execute("BEGIN IMMEDIATE")
    for name, lines in found.items():
        marks = ", ".join("?" * len(lines[0]))
        book.executemany(f"INSERT INTO {name} ({BOOK[name]}) VALUES ({marks})", lines)
    book.execute("COMMIT")
    seconds = time.perf_counter() - began
    book.close()
    gone(home)
    return seconds, len(found["ledger_fact"])


def _later(name: str, first: int) -> str:
    """The rows that the import added, in the order it wrote them."""
    return {
        "ledger_entry": f"WHERE seq >= {first} ORDER BY seq",
        "ledger_fact": f"WHERE id >= {first << 12} ORDER BY id",
        "ledger_standing": f"WHERE seq >= {first} ORDER BY seq",
    }[name]


def compared(kind: str, count: int, repeat: int) -> list[Line]:
    """Import and bare peers in turn."""
    base = units_home()
    path = file_of(kind, count, base)
    ours, peers, books, peak, facts = [], [], [], 0.0, 0
    for _ in range(repeat):
        ran, home = imported(base, path, count)
        seconds, facts = bare(base, home)
        whole, _ = bare(base, home, tuple(BOOK))
        gone(home)
        ours.append(ran.seconds)
        peers.append(seconds)
        books.append(whole)
        peak = max(peak, ran.peak_mb)
        say(f"{kind} {count:,}: {ran.seconds:.1f} s, {ran.peak_mb:.0f} MB; bare {seconds:.2f} s, {facts:,} facts")
    rate = count / p50(ours)
    ratio, book = (p50([a / b for a, b in zip(ours, other, strict=True)]) for other in (peers, books))
    name, shown = f"import {count:,} rows {kind.upper()} ({facts / count:.1f} facts each)", f"{p50(ours):.1f} s"
    return [
        Line(name, f"{rate:,.0f} rows/s", "", "", f">= {LEAST:,} (aim {AIM:,})", rate >= LEAST),
        Line("  beside executemany of its facts", shown, f"{p50(peers):.2f} s", f"{ratio:.1f} x", f"<= {MOST:.0f} x",
             ratio <= MOST),
        Line("  beside executemany of its facts, entries, keys", shown, f"{p50(books):.2f} s", f"{book:.1f} x"),
        Line("  peak memory of the process", f"{peak:.0f} MB", "", "", "bounded"),
    ]  # fmt: skip


def grown(counts: tuple[int, ...] = GROWTH) -> list[Line]:
    """Does time stay in proportion, and memory bounded, from the smallest file to the largest?"""
    base = units_home()
    found: list[tuple[int, float, float]] = []
    for count in counts:
        ran, home = imported(base, file_of("csv", count, base), count)
        gone(home)
        found.append((count, ran.seconds, ran.peak_mb))
        say(f"csv {count:,}: {ran.seconds:.1f} s, {ran.peak_mb:.0f} MB")
    each = [seconds / count for count, seconds, _ in found]
    growth = max(
        larger / smaller for smaller, larger in combinations(each, 2)
    )  # that large files take less is no growth
    shown = ", ".join(f"{count // 1000} k {seconds:.1f} s" for count, seconds, _ in found)
    memory = ", ".join(f"{count // 1000} k {peak:.0f} MB" for count, _, peak in found)
    return [
        Line("import, time as files grow", shown, "", f"{growth:.2f} x", "linear (<= 1.5 x per row)", growth <= 1.5),
        Line("import, peak memory as files grow", memory, "", "", "bounded"),
    ]


def lines(count: int = 100_000, repeat: int = 2, growth: tuple[int, ...] = GROWTH) -> list[Line]:
    """Everything that the table says about imports."""
    return [*compared("csv", count, repeat), *compared("xlsx", count, repeat), *(grown(growth) if growth else ())]


def profile(count: int) -> None:
    """Where one CSV import spends its time."""
    base = units_home()
    path, home = file_of("csv", count, base), copied(base, "profile")
    stats = OUT / "import.prof"
    command = [CHUNGTAY[0], "-m", "cProfile", "-o", str(stats), CHUNGTAY[1], "import", str(path)]
    ran = run(command, home)
    print(ran.output[-1500:])
    show = f"import pstats; pstats.Stats({str(stats)!r}).sort_stats('cumtime').print_stats(60)"
    print(run([CHUNGTAY[0], "-c", show], home).output)
    gone(home)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if options.profile:
        profile(options.rows)
        return
    print(table(lines(options.rows, options.repeat, () if options.no_growth else GROWTH)))


if __name__ == "__main__":
    main()
