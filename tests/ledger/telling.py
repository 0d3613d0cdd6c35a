"""What tests tell the book and ask of it, on the chapter of tests/factories/organizations.py."""

from datetime import UTC, date, datetime

from chungtay.figures.queries import Question, figures
from chungtay.ledger.actions import declare, record
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft

AT = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
TET = frozenset({"programme:tet_nhan_ai"})


def recorded(where, unit, day, *, key=None, tags=frozenset(), since=None, at=AT, **amounts):
    rows = tuple(Amount(code.replace("_", ".", 1), value, tags) for code, value in amounts.items())
    draft = RecordDraft(
        where.id(unit), key or f"{unit}-{day}-{since}-{sorted(amounts)}-{sorted(tags)}", day, rows, since=since,
        title="Tặng quà",
    )  # fmt: skip
    return record(by=None, at=at, records=[draft])[0]


def declared(where, unit, first, last, *, covers="all", estimate=False, key=None, tags=frozenset(), **amounts):
    rows = tuple(Amount(code.replace("_", ".", 1), value, tags) for code, value in amounts.items())
    draft = DeclarationDraft(
        where.id(unit),
        key or f"{covers}{first}{last}{sorted(amounts)}{sorted(tags)}",
        covers,
        first,
        last,
        rows,
        estimate,
    )
    return declare(by=None, at=AT, declarations=[draft])[0]


def figure(of, indicator, first=YEAR[0], last=YEAR[1], **asked):
    found = figures(Question(of=(of,), first=first, last=last, indicators=(indicator,), **asked))
    return found[0]


def value(*args, **kwargs):
    return figure(*args, **kwargs).value


def by(key, of, indicator, first=YEAR[0], last=YEAR[1], **asked):
    """A breakdown as key to value."""
    found = figures(Question(of=(of,), first=first, last=last, indicators=(indicator,), by=key, **asked))
    return {f.key: f.value for f in found}


def unfit(where, unit):
    """Declarations of October 2024 that do not fit: one below its detail, one that crosses another; with tags and without."""
    october = date(2024, 10, 1), date(2024, 10, 31)
    recorded(where, unit, october[0], gift_count=40)
    declared(where, unit, *october, gift_count=35)
    for tags in (frozenset(), frozenset({"disaster:yagi_2024"})):
        declared(where, unit, date(2024, 9, 1), date(2024, 11, 30), tags=tags, meal_portions=90)
        declared(where, unit, october[0], date(2024, 12, 31), tags=tags, meal_portions=80)
