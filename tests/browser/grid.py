"""Every page in every look: desktop and phone, light and dark, both languages. What `make check-a11y` runs.

    python -m tests.browser.grid [WORD ...]       only pages whose name holds one of the words

One demonstration with something on every page, served once; a browser for each core, each page taken whole by one of them.
A page is loaded in both widths and languages; in each it is looked at in both themes, as when a device turns dark.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.browser.live import chromium, chromium_arguments, command, module, served
from tests.browser.pages import PAGES, Shown
from tests.browser.visits import Told, Visits, broken

WIDTHS, LANGUAGES = (360, 1280), ("vi", "en")
# As a page turns dark only its colours change: of it the rules of colour are asked again.
THEMES: dict[str, tuple[str, ...]] = {"light": (), "dark": ("color-contrast", "link-in-text-block")}
SETTLED = "Promise.all(document.getAnimations().map(one => one.finished))"  # colours glide
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_here: list[Visits] = []  # of this worker


@dataclass
class Seen:
    """One page in all its looks: how many, its heaviest load, how long it took; each fault with the looks that have it."""

    name: str
    looks: int = 0
    weight: int = 0
    seconds: float = 0
    faults: dict[str, list[str]] = field(default_factory=dict)

    def note(self, look: str, faults: list[str]) -> None:
        """That the look has these faults."""
        for fault in faults:
            self.faults.setdefault(fault, []).append(look)


def begin(url: str, cookies: dict[str, dict[str, str]], told: Told) -> None:
    """A browser for this worker; it ends with the worker's process."""
    launched = sync_playwright().start().chromium.launch(executable_path=chromium(), args=chromium_arguments())
    _here.append(Visits(launched, url, cookies, told))


def seen(shown: Shown) -> Seen:
    """The page in all its looks."""
    visits, found, began = _here[0], Seen(str(shown)), time.monotonic()
    for width, language in product(WIDTHS, [shown.language] if shown.language else LANGUAGES):
        where = f"{width} {language}"
        try:
            page = visits.of(shown, width, "light", language)
            found.note(where, visits.faults(page, shown, width, language))
            for theme, rules in THEMES.items():
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                page.evaluate(SETTLED)
                found.note(f"{where} {theme}", broken(page, AXE.read_text(encoding="utf-8"), *rules))
                found.looks += 1
        except (AssertionError, Error) as error:
            found.note(where, [str(error).splitlines()[0]])
    found.weight, found.seconds = visits.weights.get(str(shown), 0), time.monotonic() - began
    return found


def table(rows: list[Seen], seconds: float) -> str:
    """What the run says: faults by page, the heaviest, the slowest, and the sum."""
    lines = []
    for row in rows:
        for fault, looks in row.faults.items():
            lines.append(f"{row.name}  [{'; '.join(looks)}]\n    {fault[:600]}")
    heavy = sorted(rows, key=lambda row: -row.weight)[:5]
    slow = sorted(rows, key=lambda row: -row.seconds)[:5]
    rules = Counter(fault.split(":")[0] for row in rows for fault in row.faults)
    lines += [
        "",
        "heaviest first loads: " + ", ".join(f"{row.name} {row.weight / 1000:.0f} kB" for row in heavy),
        "longest looked at:    " + ", ".join(f"{row.name} {row.seconds:.1f} s" for row in slow),
        "faults:               " + (", ".join(f"{rule} on {many} pages" for rule, many in rules.items()) or "none"),
        f"{len(rows)} pages, {sum(row.looks for row in rows)} looks, {sum(bool(row.faults) for row in rows)} pages with faults,"
        f" {seconds:.0f} s",
    ]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Look at everything; 1 where anything is wrong."""
    if chromium() is None or not AXE.exists():
        raise SystemExit("a Chromium and axe-core are needed (make assets)")
    pages = [page for page in PAGES if not words or any(word in str(page) for word in words)]
    with tempfile.TemporaryDirectory(prefix="chungtay-grid-") as folder:
        home = Path(folder, "home")
        home.mkdir()
        command(home, "demo", "--no-serve")
        told = json.loads(module(home, "tests.browser.everything").splitlines()[-1])
        began = time.monotonic()
        with served(home) as site:
            given = (site.url, told["cookies"], told["pages"])
            with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), begin, given) as pool:
                rows = []
                for row in pool.map(seen, pages):
                    rows.append(row)
                    print(f"{len(rows):4} of {len(pages)}  {row.name}: {len(row.faults) or 'no'} faults", flush=True)
    print(table(rows, time.monotonic() - began))
    return int(any(row.faults for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
