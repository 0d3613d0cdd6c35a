"""Loads of their own: other seeds, another day, a book that is not the demonstration's."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Max

from chungtay.accounts.models import User
from chungtay.demonstration.actions import load_demonstration
from chungtay.demonstration.rules.deliveries import recorded
from chungtay.figures.queries import Question
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import load_core, post_tree, record
from chungtay.ledger.models import Entry
from chungtay.ledger.queries import head
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, RecordDraft
from tests.exchange.test_round_trip import check_nothing_changes
from tests.factories.organizations import Chapter
from tests.figures.tracing import PERIODS, untraced

from .conftest import AT, passwords
from .naive import all_made
from .telling import PAGE, check_against_naive, told

OTHER_SEEDS = (7, pytest.param(77, marks=pytest.mark.sqlite), pytest.param(20_260_701, marks=pytest.mark.sqlite))


@pytest.mark.slow
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_another_seed_gives_another_chapter_whose_report_is_right_and_whose_figures_are_traced_as_well(
    db: None, seed: int
) -> None:
    load_demonstration(by=None, at=AT, passwords=passwords(), seed=seed)
    check_against_naive(seed)
    assert verification().ok  # the chain, the cube, every remainder
    whole_2025 = Question(("22",), *PERIODS[1])
    for question in (whole_2025, replace(whole_2025, of=("22/cum-2",)), replace(whole_2025, known_seq=head().seq)):
        assert list(untraced(question)) == []
    check_nothing_changes()


def test_a_book_with_real_work_is_refused(chapter: Chapter, home: Path) -> None:
    post_tree(by=None, at=AT)
    load_core(by=None, at=AT)
    draft = RecordDraft(chapter.id("22.206"), "a", date(2024, 5, 1), (Amount("gift.count", 3),))
    record(by=None, at=AT, records=[draft])
    with pytest.raises(Refusal, match="thư mục dữ liệu khác"):
        load_demonstration(by=None, at=AT, passwords=passwords())
    with pytest.raises(SystemExit):
        call_command("demo", "--no-serve", stdout=StringIO(), stderr=StringIO())
    assert not User.objects.exists() and {path.name for path in home.iterdir()} <= {"chungtay.lock"}


def test_nothing_lies_in_the_future_of_the_load(db: None) -> None:
    at = datetime(2024, 12, 5, 9, 0, tzinfo=UTC)
    done = load_demonstration(by=None, at=at, passwords=passwords())
    assert done.records == len(recorded(all_made(2024, date(2024, 12, 5)))) + 1
    latest = Entry.objects.filter(kind__in=("record", "declaration")).aggregate(latest=Max("day"))["latest"]
    assert latest <= date(2024, 12, 5)
    assert [sentence for sentence in PAGE if sentence not in told()] == []
