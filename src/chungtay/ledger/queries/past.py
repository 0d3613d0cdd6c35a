"""The tree as it was known after an entry: its revision, and who stood above whom then."""

from collections.abc import Iterable

from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind

from .ancestry import Ancestry, ordinal
from .tree import TreeThen


def revision_at(seq: int) -> int:
    """The revision of the tree that the book followed after entry `seq`."""
    payload = (
        Entry.objects.filter(kind=EntryKind.TREE, seq__lte=seq)
        .order_by("-seq")
        .values_list("payload", flat=True)
        .first()
    )
    return int(payload.split(":")[1]) if payload else 0


class PastAncestry(Ancestry):
    """Ancestors as the tree of an earlier revision had them."""

    def __init__(self, tree: TreeThen) -> None:
        super().__init__()
        self.all_paths: list[tuple[int, int, int, int]] = []
        for path in sorted(tree.paths, key=lambda p: -p.depth):
            span = (ordinal(path.valid_from), ordinal(path.valid_to))
            self.all_paths.append((path.ancestor_id, path.descendant_id, *span))
            self._paths.setdefault(path.descendant_id, []).append((path.ancestor_id, *span))
            self._below[path.ancestor_id] = self._below.get(path.ancestor_id, False) or path.depth > 0

    def load(self, unit_ids: Iterable[int]) -> None:
        """Everything is known already; units of later days have no place."""
        for unit in unit_ids:
            self._paths.setdefault(unit, [])

    def _load_below(self, ancestors: set[int]) -> None:
        for unit in ancestors:
            self._below.setdefault(unit, False)
