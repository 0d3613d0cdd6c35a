"""The tree as it was known after an entry: its revision, and who stood above whom then."""

from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind

from .tree import PastAncestry, TreeThen

__all__ = ["PastAncestry", "TreeThen", "revision_at"]


def revision_at(seq: int) -> int:
    """The revision of the tree that the book followed after entry `seq`."""
    payload = (
        Entry.objects.filter(kind=EntryKind.TREE, seq__lte=seq)
        .order_by("-seq")
        .values_list("payload", flat=True)
        .first()
    )
    return int(payload.split(":")[1]) if payload else 0
