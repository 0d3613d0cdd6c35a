"""One seeded life of a book and all that is asked of it; a process lives it on a home of its own."""

import json
import random
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from chungtay.figures.queries import Question, behind, figures
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.actions import attest, declare, post_tree, record, withdraw
from chungtay.ledger.queries import head
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.organizations.actions import move_unit
from tests.factories.processes import Forked

AT = datetime(2024, 12, 31, 3, 0, tzinfo=UTC)
CODES = ("gift.count", "gift.value", "social.turns", "health.cases", "blood.units", "org.members", "meal.sites")
ASKED = (*CODES, "social.value", "total.turns", "total.value", "meal.localities", "people.reached")
TAGS = ((), ("programme:tet_nhan_ai",), ("programme:tet_nhan_ai", "value:cash"), ("disaster:yagi_2024",))
UNITS = ("22", "22.193", "22.195", "22.206", "22.206.07132", "22.cdyt")
SCOPES = (("vn",), ("22",), ("22/cum-2",), ("22.206",), ("22.206.07132",), ("22.193", "22/cum-2", "22.206.07132"))
SPANS = (
    (date(2024, 1, 1), date(2024, 10, 31)),
    (date(2024, 2, 5), date(2024, 9, 17)),
    (date(2024, 6, 1), date(2024, 6, 30)),
)
BY = (None, "unit", "month", "programme", "disaster", "field")


def lived(book, steps=150):
    """Records, corrections, declarations, withdrawals, words and one move, from one seed; returns some numbers."""
    dice, seqs = random.Random(1946), []
    for step in range(steps):
        unit = dice.choice(UNITS)
        try:
            with transaction.atomic():
                STEPS[dice.choice("rrrrrddddwa")](dice, book, book.id(unit))
        except Refusal:
            continue
        if step == steps // 2:
            move_unit(by=None, at=AT, unit_id=book.id("22.206.07132"), parent_id=book.id("22.193"), on=date(2024, 5, 1))
            post_tree(by=None, at=AT)
        if step % 40 == 0:
            seqs.append(head().seq)
    return seqs


def _amounts(dice, most=3):
    tags = frozenset(dice.choice(TAGS))
    return tuple(Amount(code, dice.randint(0, 90), tags) for code in dice.sample(CODES, dice.randint(1, most)))


def _recorded(dice, book, unit):
    day = date(2024, 1, 1) + timedelta(dice.randrange(330))
    since = day - timedelta(dice.choice((0, 0, 0, 45)))
    row = RecordDraft(unit, f"r{dice.randrange(12)}", day, _amounts(dice), since=since, title="Việc")
    record(by=None, at=AT, records=[row])


def _declared(dice, book, unit):
    start, length = 24_288 + dice.randrange(12), dice.choice((1, 1, 3, 6))
    first, last = month_first(start), month_last(min(start + length - 1, 24_299))
    row = DeclarationDraft(
        unit, f"d{dice.randrange(10)}", dice.choice(("own", "all")), first, last, _amounts(dice), dice.random() < 0.3
    )
    declare(by=None, at=AT, declarations=[row])


def _withdrawn(dice, book, unit):
    withdraw(by=None, at=AT, unit_id=unit, key=f"{dice.choice('rd')}{dice.randrange(10)}", reason="")


def _attested(dice, book, unit):
    attest(by=None, at=AT, unit_id=unit, first=date(2024, 1, 1), last=dice.choice(SPANS)[1])


STEPS = {"r": _recorded, "d": _declared, "w": _withdrawn, "a": _attested}


def told(question):
    """A question's figures as plain data."""
    keys = ("key", "state", "value", "reported", "expected", "missing", "entries", "unplaced", "estimated")
    found = []
    for figure in figures(question):
        row = asdict(figure)
        found.append([figure.indicator, *(row[key] for key in keys)])
    return found


def answers(seqs):
    """Every question of the list, and what is behind some figures."""
    found = {}
    for of in SCOPES:
        for span in SPANS:
            for by in BY:
                asked = ASKED if by in (None, "unit") else ()
                found[f"{of} {span[0]} {span[1]} {by}"] = told(Question(of, *span, asked, by=by))
            tagged = Question(of, *span, ASKED, frozenset(TAGS[1]))
            found[f"{of} {span[0]} tagged"] = told(tagged)
            lines = behind(Question(of, *span), "total.turns")
            found[f"{of} {span[0]} behind"] = sorted([line.unit, line.value, line.indicator] for line in lines.entries)
        for number, seq in enumerate(seqs):
            found[f"{of} known {number}"] = told(Question(of, *SPANS[0], ASKED, known_seq=seq))
    return json.loads(json.dumps(found))


def lived_elsewhere(environment):
    """The answers of a process on that home."""
    script = "import json; from tests.ledger.life import *; from tests.ledger.writers import prepare; "
    script += "print(json.dumps(answers(lived(prepare()))))"
    code, told, errors = Forked(script, (), environment).ended()
    assert code == 0, errors
    return json.loads(told)
