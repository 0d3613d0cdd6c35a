"""`make bench [SIZE=small|1m|10m]`: every benchmark of the house in one table (README.md says how to read it)."""

import os
import sys

import callout
import desk
import importing
import posting
import reading
import verifying
from books import SIZES
from measure import Line, say, table

ROWS = {"small": 10_000, "1m": 100_000, "10m": 100_000}


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "1m"
    if size not in SIZES:
        raise SystemExit(f"SIZE is one of {', '.join(SIZES)}")
    say(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    lines: list[Line] = []
    for name, measure in (
        ("figures", lambda: reading.lines(size)),
        ("posting", lambda: posting.lines(size)),
        ("verify", lambda: verifying.lines(size)),
        ("desk", lambda: desk.lines(size)),
        ("call-out", lambda: callout.lines(size)),
        ("imports", lambda: importing.lines(ROWS[size], 1, () if size == "small" else importing.GROWTH)),
    ):
        say(name)
        lines += measure()
    print(table(lines))
    missed = [line.what.strip() for line in lines if line.met is False]
    print(f"\n{len(missed)} limits not met{': ' if missed else ''}{'; '.join(missed)}")


if __name__ == "__main__":
    main()
