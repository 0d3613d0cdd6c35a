"""A review, read from the ledger."""

from dataclasses import replace
from datetime import date, datetime

from django.utils import translation

from chungtay.documents.rules import KnownAt, Review
from chungtay.ledger.queries import head
from chungtay.organizations.queries import Structure
from chungtay.reports.rules.composition import compose

from .gathering import material
from .words import Said


def review(
    *, of: str, first: date, last: date, known_seq: int | None = None, known: Structure | None = None,
    said: Said | None = None,
) -> Review:  # fmt: skip
    """The review of a unit or cluster for a period (both days inclusive), as known now or after entry `known_seq`.

    The document is Vietnamese whoever reads it, names of indicators too. `known`: the organization as known
    now; `said`: what it is told beside its figures. Raises Refusal for a code that stands for nothing in the period.
    """
    with translation.override("vi"):
        return compose(material(of=of, first=first, last=last, known_seq=known_seq, known=known, said=said))


def draft(*, of: str, first: date, last: date, said: Said, known: Structure | None = None) -> Review:
    """The review with every place for own words, the optional ones too, these words in them, and this meeting."""
    with translation.override("vi"):
        told = material(of=of, first=first, last=last, known=known, said=said)
        return compose(replace(told, every_slot=True))


def as_published(*, of: str, first: date, last: date, at: datetime) -> Review:
    """The review with the position of the ledger that it was read at, which nobody moves before the transaction ends.

    Call it inside `transaction.atomic`.
    """
    position = head(hold=True)
    return replace(review(of=of, first=first, last=last), known_at=KnownAt(position.seq, position.hash, at))
