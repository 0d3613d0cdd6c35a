"""What changed since a leader's last look, told from the entries that came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Came(NamedTuple):
    """A record, a declaration, or (`reverses`) the reversal of one, that came in."""

    seq: int
    reverses: int | None
    unit_id: int
    key: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """New entries; corrected ones with the version seen before; withdrawn versions, each with its reason."""

    new: tuple[int, ...]
    corrected: tuple[tuple[int, int], ...]
    withdrawn: tuple[tuple[int, str], ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.withdrawn)


def changes_of(came: Iterable[Came]) -> Changes:
    """What came in since the last look, as the state then against the state now: what came and went is nothing.

    A correction is a reversal and, right behind it, the new version under the same key.
    """
    standing: dict[int, int | None] = {}  # an entry that came and stands, to the version that was seen before
    withdrawn: dict[int, str] = {}
    taken: dict[tuple[int, str], tuple[int, int | None]] = {}  # a key that was freed: by which entry, what was seen
    for row in sorted(came):
        place = (row.unit_id, row.key)
        if row.reverses is not None:
            seen = standing.pop(row.reverses, None) if row.reverses in standing else row.reverses
            taken[place] = (row.seq, seen)
            if seen is not None:
                withdrawn[seen] = row.note
        else:
            freed, seen = taken.pop(place, (0, None))
            standing[row.seq] = seen if freed == row.seq - 1 else None
            withdrawn.pop(standing[row.seq] or 0, None)
    new = tuple(seq for seq, seen in standing.items() if seen is None)
    corrected = tuple((seq, seen) for seq, seen in standing.items() if seen is not None)
    return Changes(new, corrected, tuple(withdrawn.items()))
