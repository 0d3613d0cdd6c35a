"""The golden test: the seed's sentences come out of records, and one record moves just the sentences that rest on it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chungtay.demonstration.formats import committed
from chungtay.documents.rules import FigureReference, Paragraph, Review
from chungtay.figures.queries import Question, behind
from chungtay.ledger.actions import withdraw
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind
from chungtay.reports.queries import review

from .telling import FIRST, LAST

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ASKED = {"of": "22/cum-2", "first": FIRST, "last": LAST}
Place = tuple[object, ...]


def place(figure: FigureReference) -> Place:
    """The question alone, without its answer."""
    return (figure.of, figure.indicator, figure.first, figure.last, figure.tags, figure.by, figure.key)


def paragraphs(told: Review) -> Iterator[tuple[str, set[Place]]]:
    for block in told.blocks():
        if isinstance(block, Paragraph):
            yield block.text, {place(run.figure) for run in block.runs if run.figure}


def answers(told: Review) -> dict[Place, int | None]:
    return {place(figure): figure.value for figure in told.figures()}


def test_the_seeds_sentences_come_out_of_the_records(demonstration: None) -> None:
    text = "\n".join(words for words, _ in paragraphs(review(**ASKED)))
    wanted = [words for row in committed("seed.json") for words in row.get("prints", ())]
    assert len(wanted) > 10 and [words for words in wanted if words not in text] == []


@pytest.mark.parametrize("indicator", ["blood.units", "health.cases", "disaster.gifts", "gift.count", "house.built"])
def test_a_record_withdrawn_moves_exactly_the_sentences_that_rest_on_it(demonstration: None, indicator: str) -> None:
    before = review(**ASKED)
    lines = behind(Question(("22/cum-2",), FIRST, LAST, (indicator,)), indicator).entries
    # of a unit that declares no totals: under a declaration the remainder would take the record's place
    seqs = [line.seq for line in lines if line.unit.startswith("22.193")]
    one = Entry.objects.filter(seq__in=seqs, kind=EntryKind.RECORD).order_by("seq")[0]
    withdraw(by=None, at=AT, unit_id=one.unit_id, key=one.key, reason="thử")
    after = review(**ASKED)
    then, now = answers(before), answers(after)
    moved = {figure for figure in then.keys() | now.keys() if then.get(figure) != now.get(figure)}
    told = {words: figures for words, figures in (*paragraphs(before), *paragraphs(after))}
    same = {words for words, _ in paragraphs(before)} & {words for words, _ in paragraphs(after)}
    changed = told.keys() - same
    assert changed and any((("22/cum-2",), indicator) == figure[:2] for figure in moved)
    assert [words for words in changed if not told[words] & moved] == []
    exact = {figure for figure in moved if (then.get(figure) or 0) < 10_000}  # rounded numbers may stay as they are
    assert [words for words in same if any(figure in exact and figure[1] == indicator for figure in told[words])] == []


def test_a_record_under_a_declared_total_moves_nothing_when_it_goes(demonstration: None) -> None:
    before = review(**ASKED)
    lines = behind(Question(("22.196",), FIRST, LAST, ("blood.units",)), "blood.units").entries
    one = Entry.objects.filter(seq__in=[line.seq for line in lines], kind=EntryKind.RECORD).order_by("seq")[0]
    withdraw(by=None, at=AT, unit_id=one.unit_id, key=one.key, reason="thử")
    total = (("22/cum-2",), "blood.units", FIRST, LAST, (), None, None)
    assert answers(review(**ASKED))[total] == answers(before)[total] == 6727
