"""Places of a drive by hour, and how far a person comes through it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .states import SignUpState

ON_SITE: Final = frozenset(
    {SignUpState.CAME, SignUpState.ELIGIBLE, SignUpState.DEFERRED, SignUpState.DONATED}
)  # the person came
BEFORE: Final[dict[SignUpState, SignUpState]] = {
    SignUpState.DONATED: SignUpState.ELIGIBLE,
    SignUpState.ELIGIBLE: SignUpState.CAME,
    SignUpState.DEFERRED: SignUpState.CAME,
    SignUpState.CAME: SignUpState.REGISTERED,
    SignUpState.NO_SHOW: SignUpState.REGISTERED,
}  # one step back, where a button was pressed for the wrong person


def slot_places(slots: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Places by the hour at which a slot begins ("07:30"), in the drive's order."""
    return {str(start): int(places) for start, places in slots}


def slots_left(slots: Sequence[Sequence[Any]], taken: Mapping[str, int]) -> dict[str, int]:
    """Places that are free, by slot; never below nought, because who came without asking is never sent away."""
    return {start: max(0, places - taken.get(start, 0)) for start, places in slot_places(slots).items()}


def slots_over(slots: Sequence[Sequence[Any]], clock: str) -> frozenset[str]:
    """The slots that are over at an hour of the day ("08:15"): each lasts until the next begins, the last one as long as the
    one before it, a single one all day."""
    starts = sorted(slot_places(slots))
    minutes = [60 * int(start[:2]) + int(start[3:]) for start in starts]
    last = [2 * minutes[-1] - minutes[-2]] if len(minutes) > 1 else [24 * 60]
    now = 60 * int(clock[:2]) + int(clock[3:])
    return frozenset(start for start, end in zip(starts, minutes[1:] + last, strict=False) if end <= now)


def next_free(left: Mapping[str, int], wanted: str, most: int = 3) -> list[str]:
    """The free slots to offer in the place of a full one: the later ones first, then those before it, nearest first."""
    free = sorted(start for start, places in left.items() if places and start != wanted)
    later = [start for start in free if start > wanted]
    return (later + [start for start in reversed(free) if start < wanted])[:most]
