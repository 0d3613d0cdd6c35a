"""`chungtay verify` over a whole book: the chain hashed again, cube and stocks rebuilt and compared.

python bench/verifying.py small|1m|10m
"""

import json
import sys

from books import SIZES, book_of
from measure import CHUNGTAY, Line, must, table

LIMIT = 60.0


def lines(size: str) -> list[Line]:
    """Seconds and memory of the command."""
    ran = must([*CHUNGTAY, "verify", "--json"], book_of(size))
    told = json.loads(ran.output[ran.output.index("{") :])
    if not told["ok"]:
        raise SystemExit(ran.output[:2000])
    asked, met = ("", None) if SIZES[size] > 1_000_000 else (f"<= {LIMIT:.0f} s", ran.seconds <= LIMIT)
    return [
        Line(f"verify, {told['facts']:,} facts", f"{ran.seconds:.1f} s ({ran.cpu:.1f} s CPU)", "", "", asked, met),
        Line("  peak memory", f"{ran.peak_mb:.0f} MB"),
    ]


if __name__ == "__main__":
    print(table(lines(sys.argv[1] if len(sys.argv) > 1 else "1m")))
