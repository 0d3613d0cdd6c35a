"""Figures through `figures.queries.figures` itself, beside one ORM group-by over the facts, in turn.

    python bench/reading.py small|1m|10m [--profile]

Each question is asked in the form a report asks it: ten months, one figure or many, for a cluster, a province and the
nation, on the tree as it stood, known now. Nothing is kept between two askings but what the product itself keeps.
"""

import argparse
import cProfile
import json
import os
import pstats
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from books import CLUSTER, SIZES, book_of
from measure import Line, ms, must, p50, p95, table, timed

TEN_MONTHS = (date(2024, 1, 1), date(2024, 10, 31))
SCOPES = {"cluster": CLUSTER[0], "province": "22", "nation": "vn"}
ASKED = {
    "flow": ("blood.units",),
    "total of flows": ("total.turns",),
    "stock": ("org.members",),
    "a page's 12 figures": (
        "total.turns", "total.value", "social.turns", "social.value", "gift.count", "gift.value", "health.cases",
        "health.value", "blood.units", "house.built", "org.members", "org.volunteers",
    ),
    "every figure": (),
}  # fmt: skip
PAGES = ("a page's 12 figures", "every figure")  # no limit in seconds: they say many things at once
LIMIT, FASTER = 0.005, 300
TIMES, BASELINES = 60, 5


def question(scope: str, asked: str, days: tuple[date, date] = TEN_MONTHS):
    """The question as the product puts it."""
    from chungtay.figures.queries import Question

    return Question(of=(SCOPES[scope],), first=days[0], last=days[1], indicators=ASKED[asked])


def by_orm(scope: str, asked: str) -> Callable[[], object]:
    """The facts of the days that enter the same figures, by one group-by of the ORM: a total's with all that it counts.

    It knows nothing of readings, tags, counting rules, or of who reported.
    """
    from django.db.models import Sum

    from chungtay.ledger.models import Fact
    from chungtay.ledger.queries.catalogue import books
    from chungtay.organizations.models import UnitPath
    from chungtay.organizations.queries import members_within

    (book, rules), facts = books(), Fact.objects.filter(day__lte=TEN_MONTHS[1], since__gte=TEN_MONTHS[0])
    if ASKED[asked]:
        asked_for = [book[code].id for code in ASKED[asked]]
        counted = {i for total in asked_for for i in rules.included(total)}.union(asked_for)
        facts = facts.filter(indicator_id__in={i for one in counted for i in book.families[book.by_id[one].code]})
    if scope == "cluster":
        roots = [m.unit_id for m in members_within(CLUSTER[0], *TEN_MONTHS)]
        facts = facts.filter(unit__in=UnitPath.objects.filter(ancestor__in=roots).values("descendant"))
    elif scope == "province":
        facts = facts.filter(unit__in=UnitPath.objects.filter(ancestor__code="22").values("descendant"))
    return lambda: list(facts.values("indicator").annotate(value=Sum("value")))


def lines(size: str) -> list[Line]:
    """What the table says about figures, by a process of its own; on 10 million facts twice the time may pass."""
    ran = must([sys.executable, str(Path(__file__).resolve()), size, "--json"], book_of(size))
    return [Line(**row) for row in json.loads(ran.output.splitlines()[-1])]


def asked_and_compared(limit: float, faster: bool, times: int = TIMES) -> list[Line]:
    """A line for each question, the baseline asked between ours.

    The nation stands beside two: the group-by that sums what the same question needs, and the one over all facts of the
    period, by indicator, which is how a page without a cube gets its figures (`performance.md`); `faster` judges by that.
    """
    from chungtay.figures.queries import figures

    found = []
    for asked in ASKED:
        for scope in SCOPES:
            put = question(scope, asked)
            baseline = by_orm(scope, asked if asked != "stock" else "flow")  # no group-by tells the newest readings
            whole = by_orm(scope, "every figure") if faster and scope == "nation" and asked != "every figure" else None
            figures(put)
            ours, theirs, wholes = [], [], []
            for number in range(times):
                ours.append(timed(lambda put=put: figures(put)))
                if number % (times // BASELINES) == 0:
                    theirs.append(timed(baseline))
                    wholes += [timed(whole)] if whole else []
            here, there = p50(ours), p50(theirs)
            asks = "" if asked in PAGES else f"<= {ms(limit)}"
            shown = f"{ms(here)} (p95 {ms(p95(ours))})"
            found.append(
                Line(f"figures, {scope}, {asked}", shown, f"ORM {ms(there)}", f"{there / here:.1f} x", asks,
                     here <= limit if asks else None)
            )  # fmt: skip
            if whole:
                ratio = p50(wholes) / here
                found.append(
                    Line("  beside one ORM group-by of the period", shown, f"ORM {ms(p50(wholes))}", f"{ratio:.0f} x",
                         f">= {FASTER} x", ratio >= FASTER)
                )  # fmt: skip
    return found


def answers() -> list[list[dict]]:
    """Every figure of every question, also by unit and by month, and of ragged days."""
    from dataclasses import replace

    from chungtay.figures.queries import By, figures

    found = []
    for asked in ASKED:
        for scope in SCOPES:
            for days in (TEN_MONTHS, (date(2023, 11, 7), date(2024, 5, 21))):
                put = question(scope, asked, days)
                for by in (None, By.UNIT, By.MONTH):
                    found.append([asdict(figure) for figure in figures(replace(put, by=by))])
    return found


def profile(scope: str, asked: str) -> None:
    """Where one question spends its time, and what it asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from chungtay.figures.queries import figures

    put = question(scope, asked)
    figures(put)
    with CaptureQueriesContext(connection) as asked_of_it:
        figures(put)
    for query in asked_of_it.captured_queries:
        print(query["time"], query["sql"][:130])
    watch = cProfile.Profile()
    watch.enable()
    for _ in range(50):
        figures(put)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(35)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", default="1m")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--answers", action="store_true", help="every figure, as JSON")
    parser.add_argument("--profile", nargs=2, metavar=("SCOPE", "ASKED"))
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        os.environ["CHUNGTAY_HOME"] = str(book_of(options.size))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
    import django

    django.setup()
    if options.profile:
        profile(*options.profile)
        return
    if options.answers:
        print(json.dumps(answers()))
        return
    large = SIZES.get(options.size, 0) > 1_000_000
    found = asked_and_compared(2 * LIMIT if large else LIMIT, large)
    print(json.dumps([asdict(line) for line in found]) if options.json else table(found))


if __name__ == "__main__":
    main()
