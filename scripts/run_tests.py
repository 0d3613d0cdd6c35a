"""The whole test run behind `make test`, after `make check`: on SQLite, on a real PostgreSQL, in a real Chromium.

What could not run is named at the end, with the reason; that is no failure, except where CHUNGTAY_CI=1.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from postgres import Missing, Running, postgres, stop

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20 * 60  # for one part; .ci/run has 25 minutes for everything
NOTHING_COLLECTED = 5
DEALT = ("-p", "tests.browser.dealing", "--no-loadscope-reorder")


@dataclass(frozen=True, slots=True)
class Part:
    """One run of pytest: its name, its arguments, its database."""

    name: str
    arguments: tuple[str, ...]
    database_url: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """How a part ended: seconds, pytest's exit code, and (test, reason) for each test that did not run."""

    part: Part
    code: int
    seconds: float
    not_run: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> bool:
        return self.code not in (0, NOTHING_COLLECTED)


def main() -> int:
    """Run the parts one after the other, each on every core, and say how each ended."""
    signal.signal(signal.SIGTERM, _leave)
    running = Running()
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(running.stop_all)
        # A file stays on one core, because it shares what it loads: a book, a served site.
        cpus, loadfile = os.cpu_count() or 1, ("--dist", "loadfile")
        cores, waiting = ("-n", str(cpus), *loadfile), ("-n", str(cpus + 1), *loadfile)
        parts = [
            Part("SQLite", ("-m", "not browser", *waiting)),
            Part("browser", ("-m", "browser", "-n", str(cpus + 1), *DEALT)),
        ]
        missing: list[tuple[str, str]] = []
        try:
            url = cleanup.enter_context(postgres(running))
            parts.insert(1, Part("PostgreSQL", ("-m", "not browser", "--database-only", *cores), url))
        except Missing as reason:
            missing = [(f"{name} on PostgreSQL", str(reason)) for name in database_tests()]
        results = [run(part, running) for part in parts]
    return tell(results, missing + [line for result in results for line in result.not_run])


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def run(part: Part, running: Running) -> Result:
    """Run one part; its output is shown in one piece when it ends, so that parts do not mix."""
    print(f"... {part.name}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chungtay-run-") as folder:
        not_run, output = Path(folder, "not_run"), Path(folder, "output")
        environment = os.environ | {"CHUNGTAY_NOT_RUN": str(not_run), "DATABASE_URL": part.database_url}
        if not part.database_url:
            del environment["DATABASE_URL"]
        with output.open("wb") as file:
            command = [sys.executable, "-m", "pytest", *part.arguments, *sys.argv[1:]]
            process = running.start(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)
            try:
                code = process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                stop(process)
                code = -1
        lines = not_run.read_text(encoding="utf-8").splitlines() if not_run.exists() else []
        seconds = time.monotonic() - began
        print(
            f"\n=== {part.name} ({seconds:.0f} s)\n{output.read_text(encoding='utf-8', errors='replace')}", flush=True
        )
    named = tuple((f"{test} ({part.name})", reason) for test, _, reason in (line.partition("\t") for line in lines))
    return Result(part, code, seconds, named)


def tell(results: list[Result], not_run: list[tuple[str, str]]) -> int:
    """The last lines of the run, and its exit code."""
    for result in results:
        word = "FAILED" if result.failed else "nothing there" if result.code == NOTHING_COLLECTED else "passed"
        print(f"{result.part.name:<12}{word:<15}{result.seconds:6.0f} s")
    if not_run:
        print(f"Not run ({len(not_run)}):")
        for test, reason in sorted(not_run):
            print(f"  {test}: {reason}")
    strict = os.environ.get("CHUNGTAY_CI") == "1"
    if not_run and strict:
        print("CHUNGTAY_CI=1: here everything must run.")
    return 1 if any(result.failed for result in results) or (not_run and strict) else 0


def database_tests() -> list[str]:
    """The test files that would have run on PostgreSQL, each with its number of tests."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--database-only", "-m", "not browser"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    files = Counter(line.partition("::")[0] for line in listed.splitlines() if "::" in line)
    return [f"{file} ({number} tests)" for file, number in files.items()] or ["all tests of the database"]


if __name__ == "__main__":
    sys.exit(main())
