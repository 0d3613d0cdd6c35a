"""The ledger as it was known after an entry: answered from the facts and the tree of that moment."""

from collections.abc import Iterable, Sequence
from datetime import date

from chungtay.figures.rules.figures import Piece, Question, Row
from chungtay.kernel.months import month_index
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.past import revision_at
from chungtay.ledger.queries.stocks import Series, latest, readings, stock_age
from chungtay.ledger.queries.tree import TreeThen
from chungtay.ledger.rules.kinds import ESTIMATES
from chungtay.ledger.rules.stocks import Reading
from chungtay.organizations.queries import Structure

from .leaves import FactLine, Spans, fact_lines, spans_of
from .reads import Reads
from .sums import Ask


class Past:
    """Answers the parts of a question from the facts, as known after entry `question.known_seq`."""

    def __init__(self, question: Question, reads: Reads, known: Structure | None) -> None:
        assert question.known_seq is not None
        self.seq, self.reads = question.known_seq, reads
        self.tree = TreeThen(revision_at(self.seq), known)
        self._spans: dict[tuple[Piece, ...], Spans] = {}
        self._readings: dict[tuple[tuple[int, ...], tuple[int, ...]], dict[Series, list[Reading]]] = {}

    def spans(self, pieces: Iterable[Piece]) -> Spans:
        """Units and days below pieces, by the tree as it was known."""
        key = tuple(pieces)
        if key not in self._spans:
            self._spans[key] = spans_of(key, self.tree.below({piece.unit_id for piece in key}))
        return self._spans[key]

    def _lines(self, spans: Spans, ask: Ask) -> list[FactLine]:
        until, seq = FOREVER, self.seq
        return fact_lines(self.reads, spans, ask.indicators, until, from_day=ask.first, seq=seq, tagsets=ask.tagsets)

    def flow_rows(self, pieces: Sequence[Piece], ask: Ask) -> list[Row]:
        """Rows of flows, one a fact."""
        rows = []
        for line in self._lines(self.spans(pieces), ask):
            if ask.first <= line.since and line.day <= ask.last:
                rows.append(_row(line, ask))
            elif line.layer > 0 and line.since <= ask.last:
                month, long = _months(line)
                tagset = line.tagset_id if ask.by_tagset else 0
                rows.append(Row(line.indicator_id, tagset, month, long, 0, 0, 0, line.value))
        return rows

    def stock_rows(self, pieces: Sequence[Piece], ask: Ask) -> list[Row]:
        """Rows of stocks: latest readings on the last day."""
        rows = []
        for series, value, estimated in self._counted(self.spans(pieces), ask):
            tagset = series[2] if ask.by_tagset else 0
            rows.append(Row(series[1], tagset, -1, False, value, 1, value if estimated else 0, 0))
        return rows

    def _counted(self, spans: Spans, ask: Ask) -> Iterable[tuple[Series, int, bool]]:
        age, asked = stock_age(), (tuple(spans), ask.indicators)
        if asked not in self._readings:
            self._readings[asked] = readings(list(spans), ask.indicators, self.seq)
        for series, found in self._readings[asked].items():
            reading = latest(found, ask.last, age)
            standing = any(a <= ask.last < b for a, b in spans[series[0]])
            if reading and standing and (ask.tagsets is None or series[2] in ask.tagsets):
                yield series, reading.value, reading.estimated

    def present(self, units: Iterable[int], flows: Ask, stocks: Sequence[int]) -> dict[int, set[int]]:
        """By indicator the units that have facts of it, each unit with all below it."""
        found: dict[int, set[int]] = {}
        ask = Ask(tuple(stocks), flows.first, flows.last, flows.tagsets)
        for unit in units:
            piece = Piece(unit, 0, FOREVER)
            here = {row.indicator_id for row in self.flow_rows([piece], flows) if row.entries}
            here |= {series[1] for series, _, _ in self._counted(self.spans([piece]), ask)} if stocks else set()
            for indicator in here:
                found.setdefault(indicator, set()).add(unit)
        return found


def _months(line: FactLine) -> tuple[int, bool]:
    last = month_index(date.fromordinal(line.day))
    return last, month_index(date.fromordinal(line.since)) < last


def _row(line: FactLine, ask: Ask) -> Row:
    month, long = _months(line)
    tagset = line.tagset_id if ask.by_tagset else 0
    estimated = line.value if line.layer in ESTIMATES else 0
    return Row(line.indicator_id, tagset, month, long, line.value, 1, estimated, 0)
