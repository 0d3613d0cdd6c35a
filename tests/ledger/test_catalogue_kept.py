"""The catalogue is kept in memory, and never read stale: not in a transaction, nor after one that was rolled back."""

import subprocess
import sys
from datetime import date

import pytest
from django.db import transaction

from chungtay.ledger.actions import assign_rule, load_catalogue
from chungtay.ledger.models import TagSet
from chungtay.ledger.queries import catalogue, rulebook
from chungtay.ledger.queries.catalogue import AllTagSets, books, read_catalogue, read_rulebook
from chungtay.ledger.rules import IndicatorDraft
from tests.factories.processes import Forked

from .telling import AT


def named(name, code="gift.count"):
    return IndicatorDraft(code, name, "gifts", "flow", "social")


def name_of(code="gift.count"):
    return catalogue()[code].name_vi


def test_it_is_read_once_while_nothing_changes(book, django_assert_num_queries):
    first = books()
    with django_assert_num_queries(1):
        assert books()[0] is first[0]
    with django_assert_num_queries(1):
        assert rulebook() is first[1]


def test_a_change_is_seen_at_once_in_the_same_transaction(book):
    before = name_of()
    load_catalogue(by=None, at=AT, drafts=[named("Quà Tết")])
    assert name_of() == "Quà Tết" != before
    load_catalogue(by=None, at=AT, drafts=[named("Quà"), named("Túi", code="bags.count")])
    assert (name_of(), name_of("bags.count")) == ("Quà", "Túi")


def test_after_a_rollback_the_same_numbers_with_other_content_are_read_anew(book):
    before = name_of()
    for name in ("Một", "Hai", "Ba"):
        with transaction.atomic():
            load_catalogue(by=None, at=AT, drafts=[named(name)])
            assert name_of() == name
            transaction.set_rollback(True)
        assert name_of() == before


def test_rules_are_followed_through_rollback_too(book):
    total, items = catalogue()["total.turns"].id, [("gift.households", 3, "")]
    general = rulebook().items(total, None, 24_300)
    with transaction.atomic():
        assign_rule(by=None, at=AT, total="total.turns", chapter_id=None, first_month=24_299, items=items)
        assert [i.factor for i in rulebook().items(total, None, 24_300)] == [3]
        transaction.set_rollback(True)
    assert rulebook().items(total, None, 24_300) == general


def test_what_is_kept_is_what_the_tables_hold(book):
    load_catalogue(by=None, at=AT, drafts=[named("Quà Tết")])
    assert dict(catalogue().indicators) == dict(read_catalogue().indicators)
    total = catalogue()["total.value"].id
    assert rulebook().items(total, None, 24_300) == read_rulebook().items(total, None, 24_300)


CHANGE = """
from django.utils import timezone
from chungtay.ledger.actions import load_catalogue
from chungtay.ledger.rules import IndicatorDraft
load_catalogue(by=None, at=timezone.now(), drafts=[IndicatorDraft("gift.count", {name!r}, "gifts", "flow", "social")])
"""
WATCH = """
import sys, django; django.setup()
from django.utils import timezone
from chungtay.ledger.actions import load_core
from chungtay.ledger.queries import catalogue
load_core(by=None, at=timezone.now())
for _ in sys.stdin:
    print(catalogue()["gift.count"].name_vi, flush=True)
"""


def test_tags_that_somebody_uses_first_while_a_page_reads_are_known_to_it(db, django_assert_num_queries):
    tagsets = AllTagSets()
    tagsets.take(TagSet.objects.values_list("pk", "key"))
    new = TagSet.objects.create(key="disaster:new|programme:new").pk
    with django_assert_num_queries(1):
        tagsets.load([new])
        assert tagsets.tags(new) == {"disaster:new", "programme:new"} and "programme:new" in tagsets.used()


@pytest.mark.sqlite
def test_a_change_of_another_process_is_seen(own_home):
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCH], env=own_home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with watcher:
        told = [_asked(watcher), _asked(watcher)]
        for name in ("Quà", f"Quà {date.today():%Y}"):
            assert Forked(CHANGE.format(name=name), (), own_home).ended() == (0, "", "")
            told.append(_asked(watcher))
        watcher.stdin.close()
    assert told[0] == told[1] and told[2:] == ["Quà", f"Quà {date.today():%Y}"]


def _asked(watcher):
    watcher.stdin.write("?\n")
    watcher.stdin.flush()
    return watcher.stdout.readline().strip()
