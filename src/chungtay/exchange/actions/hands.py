"""A large file checked by two copies of this process at once, which then dictate its rows to this one in their order.

They know the tree as it is when they are made, and take plain records of flows only. Where a row is anything else, or
wrong, or comes twice, they leave the whole file to the one process, which alone says what it is. Nothing is posted before
both have checked all of theirs.
"""

import logging
import os
import signal
import threading
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Final

from django.db import connection, connections

from chungtay.accounts.models import User
from chungtay.exchange.queries.trunk import Trunk
from chungtay.exchange.queries.workbooks import BATCH, Progress, Survey, Workbook
from chungtay.exchange.rules.drafts import Checked, RowDraft
from chungtay.exchange.rules.lookups import Lookups
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions.dictation import Line, NotDictated, Turns, dictate
from chungtay.ledger.actions.records import tag_keys
from chungtay.ledger.queries.tree import tree_now
from chungtay.ledger.rules import IndicatorKind

from .posting import AT_ONCE

HANDS: Final = 2
LARGE: Final = 20_000  # rows that are worth the copies
log = logging.getLogger(__name__)


def can_help(book: Workbook) -> bool:
    """Is this a file for copies, and may this process be copied: no other thread, no transaction, two cores?"""
    kinds = {column.indicator.kind for _, layout in book.tables for column in layout.numbers}
    alone = threading.active_count() == 1 and not connection.in_atomic_block
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return book.height >= LARGE and kinds == {IndicatorKind.FLOW} and alone and cores >= HANDS


class Hands:
    """The copies, each of which has every other part of the file; `parts`: whose turn it is in order, and its rows."""

    def __init__(self, book: Workbook, lookups: Lookups, trunk: Trunk, by: User | None) -> None:
        self.parts: list[tuple[Line, int]] = []
        self.lines: list[Line] = []
        self.copies: list[int] = []
        batches = -(-book.height // BATCH)
        self.size = min(AT_ONCE // HANDS // BATCH, -(-batches // HANDS))  # batches of one part
        connections.close_all()  # a copy opens its own
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a copy never goes on as this process would
        try:
            for number in range(HANDS):
                self._copy(_Hand(book, lookups, trunk, by.pk if by else None, number, self.size), held)
        except OSError:  # no room for another process
            self.close()
            raise NotDictated from None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _copy(self, hand: "_Hand", held: Iterable[int]) -> None:
        here, there = os.pipe(), os.pipe()
        copy = os.fork()
        if copy == 0:
            try:
                for line in self.lines:
                    line.close()
                for end in (here[0], there[1]):
                    os.close(end)
                hand.work_and_leave(Line(os.fdopen(there[0], "rb"), os.fdopen(here[1], "wb")), held)
            finally:
                os._exit(1)
        for end in (here[1], there[0]):
            os.close(end)
        self.copies.append(copy)
        self.lines.append(Line(os.fdopen(here[0], "rb"), os.fdopen(there[1], "wb")))

    def survey(self, height: int, progress: Progress | None) -> Survey:
        """What the file holds. Raises NotDictated where it is not for the copies."""
        survey, keys, lasts, done = Survey(kept=None), set[int](), set[int](), 0
        parts, tags = list[list[int]](), set[str]()
        tree_now()  # the controls' tree is read while the copies work, if it is not yet
        for line in self.lines:
            while isinstance(told := line.told(), int):
                done += told
                if progress is not None:
                    progress("check", done, height)
            good, touched, last, hashes, used = told
            found = array("q", hashes)
            if not keys.isdisjoint(found):  # a key that comes twice
                raise NotDictated
            keys.update(found)
            parts.append(good)
            lasts.add(last)
            survey.touched.update(touched)
            tags.update(used)
        turns = zip_longest(*parts, fillvalue=0)
        self.parts = [(line, good) for turn in turns for line, good in zip(self.lines, turn, strict=True) if good]
        self.turns = Turns(self.parts, tags)
        survey.good = sum(good for _, good in self.parts)
        if not survey.good:
            raise NotDictated
        survey.last_day = date.fromordinal(max(lasts))
        return survey

    def chunks(self, most: int) -> Iterator[int]:
        """How many turns make one transaction: together at most so many rows."""
        turns, rows = 0, 0
        for _, good in self.parts:
            if rows + good > most:
                yield turns
                turns, rows = 0, 0
            turns += 1
            rows += good
        yield turns

    def close(self) -> None:
        """End the copies."""
        for line, copy in zip(self.lines, self.copies, strict=True):
            with suppress(OSError):
                line.close()
            with suppress(ProcessLookupError, ChildProcessError):  # gone already
                os.kill(copy, signal.SIGKILL)
                os.waitpid(copy, 0)
        self.lines, self.copies = [], []


class _Hand:
    """One copy at work."""

    def __init__(
        self, book: Workbook, lookups: Lookups, trunk: Trunk, by_id: int | None, number: int, size: int
    ) -> None:
        self.book, self.lookups, self.trunk = book, lookups, trunk
        self.by_id, self.number, self.size = by_id, number, size

    def work_and_leave(self, line: Line, held: Iterable[int]) -> None:
        """All of the copy's life: nothing of what it shares with its process is cleared up here."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        try:
            self.work(line)
        except (NotDictated, Refusal):
            with suppress(NotDictated):
                line.tell(None)
        except BaseException:
            log.exception("a copy that helps with an import ended")
        finally:
            os._exit(0)

    def work(self, line: Line) -> None:
        """Check the own parts, say what they come to, and dictate them when it is their turn."""
        survey, good, tags = Survey(most=AT_ONCE), list[int](), set[str]()
        for number, batch in self._batches(self.lookups):
            survey.add(batch)
            tags.update(tag_keys(draft.record for draft in batch.good if draft.record))
            turn = number // self.size // HANDS
            good += [0] * (turn + 1 - len(good))
            good[turn] += len(batch.good)
            line.tell(batch.read)
        hashes = array("q", map(hash, self.lookups.keys)).tobytes()  # copies of one process hash alike
        last = survey.last_day.toordinal() if survey.last_day else 0
        self.lookups.keys.clear()
        line.tell((good, list(survey.touched), last, hashes, list(tags)))
        rows = iter(survey.kept) if survey.kept is not None else self._again()
        parts = ([row.record for row in islice(rows, count) if row.record] for count in good if count)
        ancestry, revision = self.trunk.ancestry, self.trunk.revision
        dictate(line=line, by_id=self.by_id, parts=parts, ancestry=ancestry, revision=revision)

    def _batches(self, lookups: Lookups) -> Iterator[tuple[int, Checked]]:
        """The own batches with their numbers in the file. Raises NotDictated where a row is no plain record or wrong."""
        for number, batch in self.book.checked(lookups, lambda n: n // self.size % HANDS == self.number):
            if batch.problems or any(row.record is None or row.partners for row in batch.good):
                raise NotDictated
            yield number, batch

    def _again(self) -> Iterator[RowDraft]:
        """The good rows, read once more."""
        fresh = replace(self.lookups, keys=set(), cells=set())
        return chain.from_iterable(batch.good for _, batch in self._batches(fresh))
