"""Figures are frozen when their article is published."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal
from chungtay.ledger.queries import head
from chungtay.openness.models import PublishedFigure
from chungtay.openness.queries.asking import asking_of
from chungtay.openness.queries.freezing import frozen_now
from chungtay.openness.rules.asking import digest_of


def publish_figures(
    *, by: User | None, at: datetime, place: str, address: str, title: str, asked: Mapping[str, Mapping[str, Any]]
) -> int:
    """Freeze what the blocks of a page ask (fields of the editor's form by block), and say where they stand.

    A block that asks the same as before keeps what was frozen first. What cannot be asked is left out: its block says so.
    Gives how many were frozen now.
    """
    with transaction.atomic():
        wanted = {(block, digest_of(values)): values for block, values in asked.items()}
        kept = {(row.block, row.digest): row for row in PublishedFigure.objects.filter(place=place)}
        for key, old in kept.items():
            old.stands, old.address, old.title = key in wanted, address, title
        PublishedFigure.objects.bulk_update(kept.values(), ["stands", "address", "title"])
        new = {key: values for key, values in wanted.items() if key not in kept}
        seq = head(hold=True).seq if new else 0  # nobody posts while the figures are read
        frozen = (row for key, values in new.items() if (row := _frozen(key, values)))
        fresh = 0
        for row in frozen:  # one after the other: each is held against those before it
            row.place, row.address, row.title, row.seq, row.published_at, row.by = place, address, title, seq, at, by
            row.save(force_insert=True)
            fresh += 1
            audit.note(
                by=by, at=at, action="publish_figures", object_type="published_figure", object_id=row.token,
                text=f"{title} (#{seq})",
            )  # fmt: skip
    return fresh


def _frozen(key: tuple[str, str], values: Mapping[str, Any]) -> PublishedFigure | None:
    try:
        asking = asking_of(values)
        frozen = frozen_now(asking)
    except Refusal:
        return None
    return PublishedFigure(
        token=token_urlsafe(9), block=key[0], digest=key[1], question=asking.values(), frozen=frozen.values()
    )


def withdraw_figures(*, by: User | None, at: datetime, place: str) -> None:
    """The page is no longer there: what stood behind its figures may still be read, and says so."""
    PublishedFigure.objects.filter(place=place).update(stands=False)
