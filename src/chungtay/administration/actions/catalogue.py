"""Counting rules set by a person, and tried before they are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.administration.rules import TriedFigure, TriedRule
from chungtay.audit.actions import note
from chungtay.figures.queries import Question, figures
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first
from chungtay.kernel.text import nfc
from chungtay.ledger.actions import assign_rule
from chungtay.ledger.queries import head

Item = tuple[str, int, str]  # code, factor, reason
_YEARS: Final = 3  # of figures that a trial shows


class _Undo(Exception):
    """Takes back what was tried."""


@transaction.atomic
def assign_counting_rule(
    *, by: User | None, at: datetime, total: str, chapter_id: int, first_month: int, items: Sequence[Item], reason: str
) -> int:  # fmt: skip
    """What a total includes for this chapter from a month on, with conversions and reasons. Returns the entry's number.

    Raises Refusal as `ledger.actions.assign_rule` does.
    """
    seq = assign_rule(
        by=by, at=at, total=total, chapter_id=chapter_id, first_month=first_month, items=items, reason=nfc(reason)
    )
    text = f"{total} {month_first(first_month):%m/%Y}: " + ", ".join(f"{code} x {factor}" for code, factor, _ in items)
    note(by=by, at=at, action="assign_counting_rule", object_type="counting_rule", object_id=seq, text=text)
    return seq


def preview_rule(
    *, by: User | None, at: datetime, on: date, total: str, chapter_id: int, chapter: str, first_month: int,
    items: Sequence[Item],
) -> TriedRule:  # fmt: skip
    """What the chapter's total of each touched year would become: the rule is entered, read, and taken back.

    The book computes it, remainders of declared totals included; the last three years up to `on` are shown. Raises
    Refusal as `assign_counting_rule` does.
    """
    years = list(_years(month_first(first_month), on))
    with transaction.atomic():
        now = [_total(chapter, total, *days) for days in years]
        then: list[int | None] = []
        reposted = 0
        try:
            with transaction.atomic():
                seq = assign_rule(
                    by=by, at=at, total=total, chapter_id=chapter_id, first_month=first_month, items=items
                )
                reposted = head().seq - seq
                then = [_total(chapter, total, *days) for days in years]
                raise _Undo
        except _Undo:
            pass
    told = zip(years, now, then, strict=True)
    return TriedRule(tuple(TriedFigure(*days, before, after) for days, before, after in told), reposted)


def _years(since: date, on: date) -> Iterable[tuple[date, date]]:
    """The touched part of each of the last years, the latest first."""
    for year in range(on.year, max(since.year, on.year - _YEARS + 1) - 1, -1):
        first, last = max(since, date(year, 1, 1)), min(on, date(year, 12, 31))
        if first <= last:
            yield first, last


def _total(chapter: str, total: str, first: date, last: date) -> int | None:
    try:
        return figures(Question((chapter,), first, last, (total,)))[0].value
    except Refusal:
        return None  # the chapter did not stand then
