"""Good rows to the ledger, through `aid` where something was done; and the control totals around them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.aid import actions as aid
from chungtay.aid.rules import Delivered
from chungtay.exchange.queries.controls import Controls, locked_head, remainders_among
from chungtay.exchange.queries.workbooks import chunks
from chungtay.exchange.rules.drafts import RowDraft
from chungtay.exchange.rules.outcomes import ControlTotal, row_state
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal
from chungtay.ledger import actions as ledger
from chungtay.ledger.actions.dictation import Turns
from chungtay.ledger.queries import head
from chungtay.ledger.rules import Outcome

AT_ONCE: Final = 50_000  # rows handed to the ledger in one call: every call sums its months once


class BrokenControl(Exception):
    """The control totals do not agree: nothing was written. `totals`: code to (before, delta, after)."""

    def __init__(self, totals: dict[str, tuple[int, int, int]]) -> None:
        super().__init__(", ".join(f"{code}: {b} + {d} != {a}" for code, (b, d, a) in totals.items()))
        self.totals = totals


class RefusedRow(Exception):
    """The ledger refused a row that had passed every check."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.refusal))
        self.problem = problem


class RolledBack(Exception):
    """Ends a trial."""


@dataclass(slots=True)
class Posted:
    """What a posting came to: rows by state, its entries, control totals."""

    states: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    first_seq: int = 0
    last_seq: int = 0
    totals: dict[str, ControlTotal] = field(default_factory=dict)
    remainders: bool = False

    @property
    def changed(self) -> bool:
        """Was anything written?"""
        return self.last_seq >= self.first_seq > 0

    def add(self, other: "Posted") -> None:
        """Follow with a later posting."""
        self.states += other.states
        self.rows += other.rows
        self.first_seq = self.first_seq or other.first_seq
        self.last_seq = max(self.last_seq, other.last_seq)
        self.remainders = self.remainders or other.remainders
        self.totals = followed(self.totals, other.totals)


def followed(totals: dict[str, ControlTotal], later: dict[str, ControlTotal]) -> dict[str, ControlTotal]:
    """Totals over two postings, one after the other; what others posted between them is left out."""
    found = dict(totals)
    for code, total in later.items():
        before, delta = (totals[code].before, totals[code].delta) if code in totals else (total.before, 0)
        found[code] = ControlTotal(before, delta + total.delta, before + delta + total.delta)
    return found


def post_rows(*, by: User | None, at: datetime, rows: Iterable[RowDraft], controls: Controls) -> Posted:
    """Post rows within the caller's transaction and hold the control totals against each other.

    Raises RefusedRow for a row that the ledger refuses, BrokenControl when before, delta and after do not agree.
    """
    return _controlled(controls, (_post(by, at, part) for part in chunks(rows, AT_ONCE)))


def post_dictated(*, by: User | None, at: datetime, turns: Turns, count: int, controls: Controls) -> Posted:
    """The same of what copies of this process dictate in so many turns. Raises NotDictated where one does not."""
    turns.begin(by=by, at=at)  # while the figures before are read
    return _controlled(controls, (ledger.record_dictated(by=by, at=at, turns=turns) for _ in range(count)))


def _controlled(controls: Controls, parts: Iterable[Counter[str]]) -> Posted:
    """Post the parts, each as it is asked for, and see that the control totals agree."""
    posted = Posted()
    with transaction.atomic(savepoint=False):
        start = locked_head()
        before = controls.figures()
        for states in parts:
            posted.states += states
        posted.rows = posted.states.total()
        end = head().seq
        if end > start:
            posted.first_seq, posted.last_seq = start + 1, end
            posted.remainders = remainders_among(start + 1, end)
            delta, after = controls.delta(start + 1, end), controls.figures()
        else:
            delta, after = dict.fromkeys(before, 0), before
        posted.totals = {code: ControlTotal(before[code], delta[code], after[code]) for code in before}
        broken = {c: (t.before, t.delta, t.after) for c, t in posted.totals.items() if t.before + t.delta != t.after}
        if broken:
            raise BrokenControl(broken)
    return posted


def try_rows(*, by: User | None, at: datetime, rows: Iterable[RowDraft], controls: Controls) -> Posted:
    """What posting these rows would come to; rolled back."""
    found = Posted()
    try:
        with transaction.atomic():
            found = post_rows(by=by, at=at, rows=rows, controls=controls)
            raise RolledBack
    except RolledBack:
        return found


def _post(by: User | None, at: datetime, rows: Sequence[RowDraft]) -> Counter[str]:
    """Post one part; rows by what became of them."""
    recorded = [row for row in rows if row.record is not None]
    declared = [(row, draft) for row in rows for draft in row.declarations]
    states: Counter[str] = Counter()
    if recorded:
        records = ((row.record, row.partners) for row in recorded if row.record is not None)
        deliveries = [Delivered(record, partners) if partners else record for record, partners in records]
        with _blaming(recorded):
            outcomes = aid.record_deliveries(by=by, at=at, deliveries=deliveries)
        states.update(outcome.state for outcome in outcomes)
    if declared:
        with _blaming([row for row, _ in declared]):
            outcomes = ledger.declare(by=by, at=at, declarations=[draft for _, draft in declared])
        states.update(_row_states([row for row, _ in declared], outcomes))
    return states


def _row_states(rows: Sequence[RowDraft], outcomes: Iterable[Outcome]) -> Iterable[str]:
    by_row: dict[tuple[str, int], list[str]] = {}
    for outcome in outcomes:
        row = rows[outcome.index]
        by_row.setdefault((row.sheet, row.row), []).append(outcome.state)
    return (row_state(states) for states in by_row.values())


@contextmanager
def _blaming(rows: Sequence[RowDraft]) -> Iterator[None]:
    """Name the row behind a refusal of the ledger."""
    try:
        yield
    except Refusal as refusal:
        index = refusal.params.pop("index", None)
        if not isinstance(index, int):
            raise
        row = rows[index]
        raise RefusedRow(Problem(row.sheet, row.row, None, "", refusal)) from None
