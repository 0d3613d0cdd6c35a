"""Figures that articles published, as anybody may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.conf import settings

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.printed import Change, compared_now
from chungtay.openness.models import PublishedFigure
from chungtay.openness.rules.asking import asking_from, digest_of
from chungtay.openness.rules.published import Frozen, PublicNumber, Shown, as_now, frozen_from, public_numbers, shown
from chungtay.organizations.queries import structure
from chungtay.reports.queries.changes import entries_since

from .asking import asking_of
from .freezing import frozen_now

N = TypeVar("N", FigureReference, PublicNumber)
Key = tuple[str, str]  # a block's id, the digest of its question


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands behind a published figure: what it counts, who had reported, then and now month by month.

    `now` answers to `figure.whole`, `rows_now` and `months_now` to its rows and months, each in the same order.
    `entries`: how many were recorded since that count in it; None where nothing changed, or where that cannot be told.
    """

    figure: Shown
    now: PublicNumber
    rows_now: tuple[PublicNumber, ...]
    months_now: tuple[PublicNumber, ...]
    entries: int | None
    address: str
    title: str
    stands: bool
    seq: int

    @property
    def hides(self) -> bool:
        """Is any number not told, then or now?"""
        return self.figure.hides or any(one.hidden for one in (self.now, *self.rows_now, *self.months_now))

    @property
    def changed(self) -> bool:
        """Is anything that is told another now?"""
        then = (self.figure.whole, *self.figure.rows, *self.figure.months)
        return then != (self.now, *self.rows_now, *self.months_now)


def published_on(place: str) -> dict[Key, Shown]:
    """The figures of a page by block and question."""
    rows = PublishedFigure.objects.filter(place=place).order_by("pk")
    return {(row.block, row.digest): _shown(row) for row in rows}


def published_or_now(values: Mapping[str, Any], block: str, published: Mapping[Key, Shown]) -> Shown:
    """What an editor sees before publishing: what stands, else what the book says now. Raises Refusal."""
    standing = published.get((block, digest_of(values)))
    if standing is not None:
        return standing
    asking = asking_of(values)
    return shown(asking, frozen_now(asking), settings.CHUNGTAY_SMALL_CELL)


def provenance(token: str) -> Provenance | None:
    """What stands behind a published figure; None where no figure bears the token."""
    row = PublishedFigure.objects.filter(token=token).first()
    if row is None:
        return None
    known = structure()
    figure, frozen = _shown(row), frozen_from(row.frozen)
    asked = (frozen.whole, *frozen.rows, *frozen.months)
    compared = compared_now({0: asked}, known)
    whole, rows, months = _parted([_as_now(change) for change in compared.changes[0]], frozen)
    k, then = settings.CHUNGTAY_SMALL_CELL, (figure.whole, *figure.rows, *figure.months)
    now, (rows_now, months_now) = public_numbers(whole, (rows, months), k, frozen.held_back)
    now, rows_now, months_now = _parted(as_now(then, (now, *rows_now, *months_now), k), frozen)
    found = Provenance(
        figure=figure, now=now, rows_now=rows_now, months_now=months_now, entries=None, address=row.address,
        title=row.title, stands=row.stands, seq=row.seq,
    )  # fmt: skip
    if not found.changed:
        return found
    since = entries_since(row.seq, [frozen.whole], compared.need, known) if compared.need else {}
    return replace(found, entries=since.get(frozen.whole))


def _shown(row: PublishedFigure) -> Shown:
    k = settings.CHUNGTAY_SMALL_CELL
    return shown(asking_from(row.question), frozen_from(row.frozen), k, row.token, row.published_at)


def _as_now(change: Change) -> FigureReference:
    return replace(change.figure, state=change.state, value=change.value)


def _parted(now: Sequence[N], frozen: Frozen) -> tuple[N, tuple[N, ...], tuple[N, ...]]:
    end = 1 + len(frozen.rows)
    return now[0], tuple(now[1:end]), tuple(now[end:])
