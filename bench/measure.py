"""What every benchmark shares: lines of the table, medians, child processes with their peak memory."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent
OUT = BENCH / "out"
CHUNGTAY = [sys.executable, str(Path(sys.executable).with_name("chungtay"))]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `ratio` is ours to the peer's; `met` None where the issue sets no limit."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    limit: str = ""
    met: bool | None = None


HEADINGS = ("what", "ours", "limit or peer", "ratio", "asked", "met")


def table(lines: Iterable[Line]) -> str:
    """The lines as a table in text."""
    words = {True: "yes", False: "NO", None: ""}
    rows = [HEADINGS, *((x.what, x.ours, x.peer, x.ratio, x.limit, words[x.met]) for x in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADINGS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([text[0], "-" * (sum(widths) + 2 * len(widths) - 2), *text[1:]])


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def p50(seconds: Sequence[float]) -> float:
    """The median."""
    return statistics.median(seconds)


def p95(seconds: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.95))]


def ms(seconds: float) -> str:
    """Milliseconds, to two digits below ten."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


@dataclass(frozen=True, slots=True)
class Ran:
    """A child process: seconds by the clock and of the processor, peak of resident memory, exit code, output."""

    seconds: float
    cpu: float
    peak_mb: float
    code: int
    output: str


# A child's peak counts what its parent held when it was started: so a small process starts it.
STARTER = """
import json, os, subprocess, sys, time
began = time.perf_counter()
with open(sys.argv[1], "wb") as file:
    process = subprocess.Popen(sys.argv[2:], stdout=file, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
                  process.returncode]))
"""


def run(command: Sequence[str], home: Path, **environment: str) -> Ran:
    """Run a child on a home of its own and wait for it."""
    path = home / "output"
    home.mkdir(parents=True, exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")}
    env["PYTHONPYCACHEPREFIX"] = str(OUT / "bytecode")  # compiled once, as what is installed is
    env |= {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings", **environment}
    starter = [sys.executable, "-S", "-E", "-c", STARTER, str(path), *command]
    told = subprocess.run(starter, env=env, capture_output=True, text=True, check=True).stdout
    seconds, cpu, peak, code = json.loads(told)
    return Ran(seconds, cpu, peak, code, path.read_text(encoding="utf-8", errors="replace"))


def must(command: Sequence[str], home: Path, **environment: str) -> Ran:
    """Run a child; end the benchmark with its output when it fails."""
    ran = run(command, home, **environment)
    if ran.code != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ran.code}:\n{ran.output[-4000:]}")
    return ran


def say(text: str) -> None:
    """What is going on, apart from the table."""
    print(f"... {text}", file=sys.stderr, flush=True)
