"""The public portal through `chungtay serve`: pages beside the empty response, fresh after a change, read by many at once.

    python bench/portal.py

The pages are the demonstration's: front page, section, an article with figures of the ledger and one without, what stands
behind a figure, the open pages, in both languages.
Four connections ask one address without pause, then the next; several rounds, each in another order, and the middle rate
of each counts. Beside a page stand the same server's empty response (`/nothing/`, answered behind the same outer
middleware: portal_settings.py) and the page made anew (a query too long to be kept). Readers here are plain sockets, which
ask little of the machine; the processor time that the server takes for an answer stands beside the rate.
"""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from desk import free_port
from measure import BENCH, CHUNGTAY, OUT, Line, ms, must, p50, p95, table
from portal_pages import in_browser

PORT = free_port()
NOTHING, LONG = "/nothing/", "?x=" + "a" * 200
CONNECTIONS, SECONDS, ROUNDS = 4, 1.0, 7
READERS, WATCHERS, PUBLISHED, HOSTILE = 500, 12, 8, 400
OF_EMPTY, OF_ANEW, FRESH, MOST_MB = 0.4, 6.0, 1.0, 64
PREPARING = [sys.executable, str(BENCH / "portal_pages.py")]
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "portal_settings", "PYTHONPATH": str(BENCH)}


@dataclass(slots=True)
class Reader:
    """One connection that stays; answers are read whole."""

    line: socket.socket = field(default_factory=lambda: socket.create_connection(("127.0.0.1", PORT), 60))
    rest: bytes = b""

    def ask(self, path: str, head: str = "Accept-Encoding: gzip\r\n") -> tuple[int, bytes]:
        """Status and body."""
        self.line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n".encode())
        while (end := self.rest.find(b"\r\n\r\n")) < 0:
            self._more()
        said, self.rest = self.rest[:end].lower(), self.rest[end + 4 :]
        length = int(said.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(self.rest) < length:
            self._more()
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(said[9:12]), body

    def _more(self) -> None:
        part = self.line.recv(1 << 17)
        if not part:
            raise SystemExit("the server broke off an answer")
        self.rest += part


@contextmanager
def server() -> Iterator[tuple[Path, int, dict[str, str]]]:
    """The site on a new demonstration: its folder, its process, the pages that are measured by name."""
    home = OUT / "runs" / f"portal-{os.getpid()}"
    home.mkdir(parents=True, exist_ok=True)
    must([*CHUNGTAY, "demo", "--no-serve"], home)
    told = must([*PREPARING, "prepare"], home, DJANGO_SETTINGS_MODULE="chungtay.config.settings").output
    pages = json.loads(told.splitlines()[-1])
    env = os.environ | ENVIRONMENT | {"CHUNGTAY_HOME": str(home), "CHUNGTAY_HOSTS": "127.0.0.1"}
    process = subprocess.Popen([*CHUNGTAY, "serve", "--port", str(PORT)], env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            time.sleep(0.2)
            try:
                Reader().ask("/tin/")
                break
            except OSError:
                continue
        yield home, process.pid, pages
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def workers(pid: int) -> list[int]:
    """The processes that answer: forked, they bear the command of the one that started them."""
    own = Path(f"/proc/{pid}/cmdline").read_text()
    children = [
        int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
    ]
    return [child for child in children if Path(f"/proc/{child}/cmdline").read_text() == own]


def cpu(pids: list[int]) -> float:
    """Seconds of the processor so far."""
    parts = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in pids]
    return sum(int(part[11]) + int(part[12]) for part in parts) / os.sysconf("SC_CLK_TCK")


def memory(pids: list[int]) -> float:
    """Megabytes of the largest."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return max(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def answered(path: str, pids: list[int]) -> tuple[float, float]:
    """Answers a second, and seconds of the processor for one."""

    def reads(_: int) -> int:
        reader, count, until = Reader(), 0, time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            status, _body = reader.ask(path)
            if status != 200:
                raise SystemExit(f"{path} answers {status}")
            count += 1
        return count

    began, used = time.perf_counter(), cpu(pids)
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        count = sum(pool.map(reads, range(CONNECTIONS)))
    return count / (time.perf_counter() - began), (cpu(pids) - used) / count


def rates(pids: list[int], pages: Mapping[str, str]) -> list[Line]:
    """Each page kept and made anew beside nothing at all."""
    paths = [NOTHING, *(path + long for path in pages.values() for long in ("", LONG))]
    took: dict[str, list[tuple[float, float]]] = {path: [] for path in paths}
    for number in range(ROUNDS):
        for path in random.Random(number).sample(paths, len(paths)):
            took[path].append(answered(path, pids))
    rate = {path: p50([a for a, _ in rows]) for path, rows in took.items()}
    used = {path: p50([b for _, b in rows]) for path, rows in took.items()}
    found = []
    for name, path in pages.items():
        anew = path + LONG
        ours = f"{rate[path]:.0f} a second, {ms(used[path])} of the processor"
        for word, peer, share, asked, met in (
            ("the empty response", NOTHING, rate[path] / rate[NOTHING], f">= {OF_EMPTY:.0%}", OF_EMPTY),
            ("made anew", anew, rate[path] / rate[anew], f">= {OF_ANEW:.0f} x", OF_ANEW),
        ):
            shown = f"{share:.0%}" if met < 1 else f"{share:.1f} x"
            peers = f"{rate[peer]:.0f} a second, {ms(used[peer])}"
            found.append(Line(f"portal, {name}, beside {word}", ours, peers, shown, asked, share >= met))
    return found


def watch(path: str, over: Event, pause: float) -> tuple[dict[str, float], list[float], int]:
    """A reader until it is over: when each heading was first seen, seconds of each answer, answers that were not whole."""
    reader, seen, took, broken = Reader(), {}, [], 0
    while not over.wait(pause):
        began = time.perf_counter()
        status, body = reader.ask(path, "")
        took.append(time.perf_counter() - began)
        broken += status != 200 or not body.rstrip().endswith(b"</html>")
        heading = body.partition(b"<h1>")[2].partition(b"</h1>")[0].decode()
        seen.setdefault(heading, time.time())
    return seen, took, broken


def crowd(home: Path, many: int, pause: float, path: str) -> tuple[float, list[float], int]:
    """The age at most of a page after a change, seconds of each answer, broken ones: so many readers, one editor."""
    env = os.environ | {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    call = [*PREPARING, "publish", str(PUBLISHED), path]
    over = Event()
    with ThreadPoolExecutor(many) as pool:
        asked = [pool.submit(watch, path, over, pause) for _ in range(many)]
        told = subprocess.run(call, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
        time.sleep(2 + 2 * pause)
        over.set()
        found = [job.result() for job in asked]
    ages = [
        seen[f"Lần sửa {number}."] - at
        for number, at in map(json.loads, told.splitlines())
        for seen, _took, _broken in found
        if f"Lần sửa {number}." in seen or many == WATCHERS  # who looks seldom may miss one
    ]
    return max(ages), [s for _, took, _ in found for s in took], sum(broken for _, _, broken in found)


def hostile(pids: list[int]) -> Line:
    """Thousands of addresses that nobody else asks for: what the processes hold afterwards."""
    readers, before = [Reader() for _ in range(WATCHERS)], memory(pids)
    for number in range(HOSTILE):
        for path in (
            f"/tin/tim/?q=hoi+{number}",
            f"/tin/?trang={number}&" + "b" * (10_000 if number % 100 == 0 else 9),
        ):
            readers[number % WATCHERS].ask(path, f"Cookie: theme={number}; text={number}; sessionid={number}\r\n")
    grown = memory(pids) - before
    return Line(f"portal, {2 * HOSTILE:,} hostile questions, memory", f"{memory(pids):.0f} MB", f"{before:.0f} MB before",
                f"+ {grown:.0f} MB", f"<= + {MOST_MB} MB", grown <= MOST_MB)  # fmt: skip


def lines() -> list[Line]:
    """What the table says about the portal."""
    with server() as (home, pid, pages):
        pids = workers(pid)
        found = in_browser(f"http://127.0.0.1:{PORT}", pages)
        found += rates(pids, pages)
        article = next(path for name, path in pages.items() if "figures" in name)
        age, took, broken = crowd(home, WATCHERS, 0.02, article)
        words = f"portal, {PUBLISHED} changes seen by {WATCHERS} connections to {len(pids)} processes"
        seen = age <= FRESH and not broken
        found.append(Line(words, f"after {age:.2f} s at most", "", f"{broken} broken", f"<= {FRESH:.0f} s, 0", seen))
        age, took, broken = crowd(home, READERS, 1.0, article)
        words = f"portal, {READERS} readers while an editor publishes, {len(took):,} answers"
        found.append(Line(words, f"p50 {ms(p50(took))}, p95 {ms(p95(took))}", "", f"{broken} broken", "0", not broken))
        return [*found, hostile(pids)]


if __name__ == "__main__":
    print(table(lines()))
