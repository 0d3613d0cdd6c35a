"""Books of 100,000, a million and ten million facts over three years, on the real units of the country.

    python bench/books.py small|1m|10m         makes the book's folder under bench/out, or says that it stands

Posted through the ledger's own actions, so that `verify` accepts it:
records of about four facts at communes, districts and provinces; readings of stocks; monthly and quarterly declared
totals of communes that give no detail. Everything comes from one seed.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from homes import copied, fingerprint, gone, made, units_home
from measure import must, say

SIZES = {"small": 100_000, "1m": 1_000_000, "10m": 10_000_000}
FIRST, DAYS = date(2022, 7, 1), 1096  # until the reform of 1 July 2025, which ended the districts
AT = datetime(2025, 11, 1, 8, 0, tzinfo=UTC)
CLUSTER = ("22/cum-2", ("22.196", "22.202", "22.205", "22.206", "22.207", "22.195"))
STEP = 25_000  # records of one transaction
WORKS = (
    (("social.turns", "gift.count", "gift.value", "gift.households"), 5),
    (("health.cases", "health.value", "health.turns", "health.drives"), 3),
    (("blood.registered", "blood.donors", "blood.units", "blood.ml"), 3),
    (("meal.portions", "meal.value"), 2),
    (("address.assisted", "address.value", "address.turns", "address.profiled"), 2),
    (("house.built", "house.value", "social.turns"), 1),
    (("disaster.gifts", "disaster.households", "disaster.value", "disaster.turns"), 1),
    (("fund.raised", "fund.spent"), 2),
)
STOCKS = ("org.members", "org.volunteers", "meal.sites")
DECLARED = ("social.turns", "gift.count", "blood.units")
TAGS = (
    "", "", "", "programme:tet_nhan_ai", "programme:thang_nhan_dao", "programme:tet_nhan_ai|value:cash",
    "disaster:yagi_2024", "programme:dia_chi_nhan_dao", "group:poor|programme:tet_nhan_ai",
)  # fmt: skip


def book_of(size: str) -> Path:
    """The home that holds the book of that size, made when it is missing or out of date."""
    here = Path(__file__).resolve()

    def fill(home: Path) -> None:
        base = copied(units_home(), f"fill-{size}")
        for file in base.iterdir():
            file.rename(home / file.name)
        gone(base)
        must([sys.executable, str(here), "fill", str(SIZES[size])], home, CHUNGTAY_SYNCHRONOUS="OFF")

    return made(f"book-{size}", fingerprint(here), fill)


def fill(facts: int) -> None:
    """Fill the database that the environment names."""
    import django

    django.setup()
    from django.db import connection

    places = Places()
    index = _index_sql(connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX fact_covering")
    _post_records(places, int(facts * 0.9))
    with connection.cursor() as cursor:
        cursor.execute(index)
        cursor.execute("ANALYZE")
    _post_stocks(places, facts // 20)
    _declare(places, facts // 20)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"{facts:,} facts: done")


def _index_sql(connection) -> str:
    sql = "SELECT sql FROM sqlite_master WHERE name = 'fact_covering'"
    if connection.vendor == "postgresql":
        sql = "SELECT indexdef FROM pg_indexes WHERE indexname = 'fact_covering'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


class Places:
    """The units that stood all through the three years, and the cluster."""

    def __init__(self) -> None:
        from chungtay.ledger.actions import post_tree
        from chungtay.organizations.actions import assign_member, open_cluster
        from chungtay.organizations.models import UnitVersion

        rows = UnitVersion.objects.filter(
            superseded_in=None, valid_from__lte=FIRST, valid_to__gte=FIRST + timedelta(DAYS)
        )
        codes = dict(rows.values_list("unit__code", "unit_id"))
        kinds = dict(rows.values_list("unit_id", "kind"))
        provinces = UnitVersion.objects.filter(superseded_in=None, kind="province", valid_from__lte=FIRST)
        self.provinces = sorted(set(provinces.values_list("unit_id", flat=True)))
        self.communes = sorted(u for u in codes.values() if kinds[u] == "commune")
        self.districts = sorted(u for u in codes.values() if kinds[u] == "district")
        province = UnitVersion.objects.filter(unit__code="22").values_list("unit_id", flat=True)[0]
        cluster = open_cluster(by=None, at=AT, code=CLUSTER[0], name="Cụm thi đua số 2", owner_id=province)
        named = UnitVersion.objects.filter(superseded_in=None, unit__code__in=CLUSTER[1], valid_from__lte=FIRST)
        for unit in sorted(set(named.values_list("unit_id", flat=True))):
            assign_member(by=None, at=AT, cluster_id=cluster.pk, unit_id=unit, valid_from=date(2022, 1, 1))
        post_tree(by=None, at=AT)
        quiet = [u for n, u in enumerate(self.communes) if n % 20 == 0]
        self.declaring, self.detailed = quiet, sorted(set(self.communes) - set(quiet))


def _post_records(places: Places, facts: int) -> None:
    from chungtay.ledger.actions import record

    drafts, done = _drafts(places, facts), 0
    while step := list(islice(drafts, STEP)):
        record(by=None, at=AT, records=step)
        done += sum(len(draft.amounts) for draft in step)
        say(f"{done:,} facts of records")


def _drafts(places: Places, facts: int) -> Iterator:
    from chungtay.ledger.rules import Amount, RecordDraft

    dice = random.Random(22)
    works, weights = zip(*WORKS, strict=True)
    cumulative = [sum(weights[: n + 1]) for n in range(len(weights))]
    tagged = [frozenset(filter(None, key.split("|"))) for key in TAGS]
    posted = number = 0
    while posted < facts:
        number += 1
        chance = dice.random()
        level = places.detailed if chance < 0.95 else places.districts if chance < 0.99 else places.provinces
        codes = dice.choices(works, cum_weights=cumulative)[0]
        tags, day = dice.choice(tagged), FIRST + timedelta(dice.randrange(DAYS))
        amounts = tuple(Amount(c, dice.randint(1, 60) * (50_000 if c.endswith("value") else 1), tags) for c in codes)
        posted += len(amounts)
        yield RecordDraft(
            dice.choice(level), f"r{number}", day, amounts, title="Hoạt động nhân đạo tại cơ sở", source="bench"
        )


def _post_stocks(places: Places, facts: int) -> None:
    """Readings twice a year, at as many communes as it takes."""
    from chungtay.ledger.actions import record
    from chungtay.ledger.rules import Amount, RecordDraft

    dice = random.Random(23)
    days = [date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31)]
    units = places.communes[: max(1, facts // (len(days) * len(STOCKS)))]
    for day in days:
        drafts = [
            RecordDraft(u, f"s{day}", day, tuple(Amount(c, dice.randint(1, 300)) for c in STOCKS), source="bench")
            for u in units
        ]
        for start in range(0, len(drafts), 2000):
            record(by=None, at=AT, records=drafts[start : start + 2000])
    say(f"{len(units) * len(days) * len(STOCKS):,} readings of stocks")


def _declare(places: Places, facts: int) -> None:
    """Totals of months, and of quarters at every fourth unit, of communes that give no detail."""
    from chungtay.kernel.months import month_first, month_index, month_last
    from chungtay.ledger.actions import declare
    from chungtay.ledger.rules import Amount, DeclarationDraft

    dice, start, drafts = random.Random(24), month_index(FIRST), []
    for number, unit in enumerate(places.declaring):
        length = 3 if number % 4 == 0 else 1
        for month in range(start, start + 36, length):
            amounts = tuple(Amount(c, dice.randint(1, 200)) for c in DECLARED)
            first, last = month_first(month), month_last(month + length - 1)
            drafts.append(DeclarationDraft(unit, f"d{month}", "own", first, last, amounts, source="bench"))
        if len(drafts) * len(DECLARED) >= facts:
            break
    for begin in range(0, len(drafts), 2000):
        declare(by=None, at=AT, declarations=drafts[begin : begin + 2000])
    say(f"{len(drafts) * len(DECLARED):,} declared totals")


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
        fill(int(sys.argv[2]))
    else:
        print(book_of(sys.argv[1]))
